#!/usr/bin/env python3
"""Builds and checks the gold annotation of the sample articles. Python 3, standard library only.

usage: gold.py build        write articles/NAME.json from articles/NAME.gold, for every article
       gold.py check        verify articles, gold and formats; exit status 1 on any fault, also when nothing was checked
       gold.py show [NAME]  print every quotation with its {cue}, [source] and <content> marked in the article

NAME.gold is the manual layer, in file order:
    date 2023-03-03
    [Ilse Maronde | said | she | to=reporters; via=a readout]
    verbatim content of the quotation, on one line
    ? a question
    + a fragment wanted (in one quotation of this article)
    - a fragment that must not be in any answer
    = a note on the question
Head of a quotation: speaker | cue | source | options, '-' for none. Speaker '-' is an unnamed source; a speaker in names.txt
is collective and stands for all its spellings there; any other is a person. 'he@3' is the third whole-word 'he' of the file;
without a number the cue is the one nearest to the content, the source the one nearest to the cue.
Content: ' … ' divides stretches, ' [..] ' leaves out words within a stretch. A stretch is looked for from the end of the
previous stretch of the same quotation, the first one from the start of the previous quotation's, then from the top.
Options: to, via, disputed_by, continued; act and kind, which otherwise follow from the cue and the quotation marks.
Lines that start with '#' and empty lines are left out.
Offsets in NAME.json are code points into NAME.txt, half-open.
"""
import csv, email, email.policy, gzip, json, os, re, sys, xml.etree.ElementTree, zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
ARTICLES = os.path.join(HERE, "articles")
ACTS = {act: words.split("|") for act, words in {
    "says": "said|says|saying|say|told|tells|added|adding|according to|According to|suggested|hoped|called|described|stressed|noted|"
            "replied|insisted|argued|explained|wrote|declared|recalled|conceded|recalls|stresses|reiterated|repeated|answered|thanked",
    "denies": "denied|denies|denying", "accuses": "accused|accuses|accusing", "urges": "urged|urging|urges|calls on|called on|call on|appealed to",
    "warns": "warned|warns|warning", "asks": "asked|asking|asks", "promises": "promised|pledged|promising",
    "welcomes": "welcomed|welcomes|welcoming", "declines": "declined|declining", "rejects": "rejected|rejects|rejecting",
    "demands": "demanded|demands|demanding", "announces": "announced|announcing|announces", "threatens": "threatened|threatening",
}.items()}
ACT_OF = {word: act for act, words in ACTS.items() for word in words}
KEYS = {"to", "via", "disputed_by", "act", "kind", "continued"}
FAR = 400  # a cue or source further than this from what it belongs to is taken for a mistake unless numbered
ADJACENT = 3  # at most so many characters further on counts as following at once
FORMATS = 26  # articles in formats/
AFTER = 200  # a source that stands after its cue is rarer than one before it


class Fault(Exception):
    pass


def read(path, encoding="utf-8"):
    with open(path, encoding=encoding, newline="") as f:
        return f.read()


def names():
    rows = [r.split("=") for r in read(os.path.join(HERE, "names.txt")).splitlines() if r.strip() and r[0] != "#"]
    return {k.strip(): [v.strip() for v in vs.split("|")] for k, vs in rows}


def occurrences(text, word):
    return [m.span() for m in re.finditer(r"(?<!\w)" + re.escape(word) + r"(?!\w)", text)]


def place(text, word, targets, content, after=0):
    """Span of `word` nearest to one of `targets` and outside of `content`, None for '-'; `after` is what counts against a
    word that follows its target, but not at once."""
    if word == "-":
        return None
    name, at, number = word.partition("@")
    spans = occurrences(text, name)
    if at:
        if int(number) > len(spans):
            raise Fault(f"no occurrence {word}")
        return list(spans[int(number) - 1])

    def distance(span):
        before = min((t[0] - span[1] for t in targets if span[1] <= t[0]), default=FAR)
        behind = min((span[0] - t[1] for t in targets if t[1] <= span[0]), default=FAR)
        return min(before, behind if behind <= ADJACENT else behind + after)

    free = sorted((distance(s), s) for s in spans if all(s[1] <= c[0] or s[0] >= c[1] for c in content + targets))
    if not free or free[0][0] >= FAR:
        raise Fault(f"{name!r} not found near {text[targets[0][0]:targets[0][1]]!r}")
    return list(free[0][1])


def stretch(text, piece, *starts):
    """Span of the first `piece` from the first of `starts` that has one; ' [..] ' stands for the fewest possible words."""
    pattern = r"(?s:.)*?".join(re.escape(p) for p in piece.split(" [..] "))
    pattern = (r"(?<!\w)" if piece[0].isalnum() else "") + pattern + (r"(?!\w)" if piece[-1].isalnum() else "")
    found = next(filter(None, (re.compile(pattern).search(text, start) for start in starts)), None)
    if not found or "\n" in found.group():
        raise Fault(f"content not found, or over a line end: {piece[:70]!r}")
    return list(found.span())


def kind_of(pieces):
    outside = marked = False
    for piece in pieces:
        inside = False
        for c in piece:
            inside = c == "“" or (c != "”" and (inside != (c == '"')))
            marked |= c in "“”\""
            outside |= not inside and c.isalnum()
    return "indirect" if not marked else "mixed" if outside else "direct"


def parse(path):
    """(date, [(head, content)], [question]) of a NAME.gold file."""
    date, quotes, questions = None, [], []
    for r in (r for r in read(path).splitlines() if r.strip() and not r.startswith("#")):
        if r.startswith("date "):
            date = r[5:].strip()
        elif r.startswith("[") and r.endswith("]"):
            quotes.append((r[1:-1], None))
        elif r.startswith("? "):
            questions.append({"q": r[2:], "want": [], "never": []})
        elif questions and r[:2] in ("+ ", "- "):
            questions[-1]["want" if r[0] == "+" else "never"].append(r[2:])
        elif questions and r.startswith("= "):
            questions[-1]["note"] = r[2:]
        elif quotes and quotes[-1][1] is None:
            quotes[-1] = (quotes[-1][0], r)
        else:
            raise Fault(f"line not understood: {r[:70]!r}")
    if not date or any(content is None for _, content in quotes):
        raise Fault("no date, or a quotation without content")
    return date, quotes, questions


def build(name, collectives):
    text = read(os.path.join(ARTICLES, name + ".txt"))
    date, heads, questions = parse(os.path.join(ARTICLES, name + ".gold"))
    quotes, start = [], 0
    for head, line in heads:
        fields = [f.strip() for f in head.split("|")]
        speaker, cue, source, options = fields + ["-", "-", ""][len(fields) - 1:]
        options = dict(o.strip().partition("=")[::2] for o in options.split(";") if o.strip())
        if set(options) - KEYS:
            raise Fault(f"unknown option in [{head}]")
        content = []
        for piece in line.split(" … "):
            content.append(stretch(text, piece, *([content[-1][1]] if content else [start, 0])))
        start = content[0][0]
        cue_span = place(text, cue, content, content)
        word = cue.partition("@")[0]
        if cue_span and not ACT_OF.get(word, options.get("act")):
            raise Fault(f"no act known for the cue {word!r}")
        quote = {"speaker": None if speaker == "-" else collectives.get(speaker, speaker),
                 "speaker_class": "unnamed" if speaker == "-" else "collective" if speaker in collectives else "person",
                 "kind": options.get("kind") or kind_of([text[s:e] for s, e in content]), "content": content,
                 "text": " … ".join(text[s:e] for s, e in content), "cue": cue_span,
                 "source": place(text, source, [cue_span] if cue_span else content, content, AFTER),
                 "to": options.get("to"), "act": options.get("act") or (ACT_OF[word] if cue_span else "says")}
        quotes.append(quote | {k: options[k] or True for k in ("via", "disputed_by", "continued") if k in options})
    return {"article": name + ".txt", "date": date, "quotes": quotes, "questions": questions}


def faults(case, text):
    """What is wrong with one built annotation, as lines."""
    for q in case["quotes"]:
        spans = [tuple(s) for s in q["content"]]
        if " … ".join(text[s:e] for s, e in spans) != q["text"] or spans != sorted(spans):
            yield f"spans and text differ: {q['text'][:70]!r}"
        if q["speaker_class"] == "person" and q["speaker"].split()[-1] not in text:
            yield f"speaker neither in the article nor in names.txt: {q['speaker']}"
        if q["act"] not in ACTS or q["kind"] not in ("direct", "mixed", "indirect"):
            yield f"unknown act or kind: {q['text'][:70]!r}"
    texts = [text[s:e] for q in case["quotes"] for s, e in q["content"]]
    for question in case["questions"]:
        if not question["want"]:
            yield f"nothing wanted: {question['q']}"
        for w in question["want"]:
            if not any(w in t for t in texts):
                yield f"{question['q']}: wanted, but in no quotation: {w!r}"
        for n in question["never"]:
            if n not in text:
                yield f"{question['q']}: not in the article: {n!r}"
            if any(n in q["text"] for q in case["quotes"] if any(w in q["text"] for w in question["want"])):
                yield f"{question['q']}: forbids a wanted quotation: {n!r}"


def joined(chunks):
    """What was compressed and sent in chunks."""
    body = b""
    while (size := int(chunks.partition(b"\r\n")[0], 16)):
        chunks = chunks.partition(b"\r\n")[2]
        body, chunks = body + chunks[:size], chunks[size + 2:]
    return gzip.decompress(body)


def check_formats():
    """Number of articles in formats/, every file read in its own way and found to hold text."""
    at, bodies = lambda name: os.path.join(HERE, "formats", name), []
    fields = json.loads(read(at("articles.map.json")))
    for name in ("articles.jsonl", "articles.csv"):
        with open(at(name), encoding="utf-8", newline="") as f:
            rows = [json.loads(r) for r in f if r.strip()] if name.endswith("jsonl") else list(csv.DictReader(f))
        if any(not row.get(column) for row in rows for column in fields.values()):
            raise Fault(f"formats/{name}: an article without {', '.join(fields.values())}")
        bodies += [row[fields["body"]] for row in rows]
    bodies += re.findall(r"<BODY>((?s:.)+?)&#3;</BODY>", read(at("straits.sgm"), "latin-1"))
    bodies += [read(at("latin1.txt"), "cp1252"), read(at("utf16.txt"), "utf-16"), read(at("nexis_export.txt"))]
    bodies += [" ".join(xml.etree.ElementTree.parse(at(name)).getroot().itertext())
               for name in ("brine.nitf", "observers.newsml.xml", "straits.rss")]
    bodies += [json.loads(read(at("ferry.json")))["body_xhtml"], read(at("factiva.html")).split("<b>LP</b>")[1]]
    bodies += [read(at("lighthouses.md")).split("---\n")[2]]
    rtf = re.sub(r"\\'(..)", lambda m: bytes.fromhex(m[1]).decode("cp1252"), read(at("attache.rtf")))
    bodies += [" ".join(re.findall(r"(?m)^\\pard (.*)\\par$", rtf))]
    bodies += [" ".join(re.findall(r"\((.*)\) Tj", read(at("communique.pdf"), "cp1252")))]
    with zipfile.ZipFile(at("press_review.zip")) as archive:
        bodies += [archive.read(name).decode() for name in archive.namelist()]
    with open(at("newsletter.mbox"), "rb") as f:
        mails = re.split(rb"(?m)^From .*\n", f.read())[1:]
    bodies += [email.message_from_bytes(m, policy=email.policy.default).get_body(("plain",)).get_content() for m in mails]
    with gzip.open(at("pages.warc.gz")) as f:
        answers = re.findall(rb"HTTP/1.1 200 OK\r\n((?s:.)*?)\r\n\r\n((?s:.)*?)\r\n\r\n(?=WARC/|$)", f.read())
    bodies += [joined(body).decode() if b"chunked" in headers else body.decode() for headers, body in answers]
    if len(bodies) != FORMATS or any(len(b) < 300 for b in bodies):
        raise Fault(f"formats: {len(bodies)} articles and not {FORMATS}, or one of less than 300 characters")
    return len(bodies)


def show(case, text):
    print(f"== {case['article']} {case['date']}")
    for q in case["quotes"]:
        marks = sorted([(s, "<") for s, e in q["content"]] + [(e, ">") for s, e in q["content"]]
                       + [(p[i], b[i]) for p, b in ((q["cue"], "{}"), (q["source"], "[]")) if p for i in (0, 1)])
        out, last = "", max(0, marks[0][0] - 30)
        for p, mark in marks:
            out, last = out + text[last:p] + mark, p
        extra = "; ".join(f"{k} {q[k]}" for k in ("to", "via", "disputed_by", "continued") if q.get(k))
        who = q["speaker"][0] if isinstance(q["speaker"], list) else q["speaker"]
        print(f"- {who} {q['act']} ({q['kind']}{'; ' + extra if extra else ''}): {' '.join((out + text[last:last + 20]).split())}")


def main():
    command, only = (sys.argv[1:] + ["", ""])[:2]
    if command not in ("build", "check", "show") or len(sys.argv) > 3:
        sys.exit(__doc__)
    found = {os.path.splitext(f)[0] for f in os.listdir(ARTICLES) if f.endswith((".txt", ".gold", ".json"))}
    found = sorted(n for n in found if only in ("", n))
    collectives, wrong, quotes, questions = names(), 0, 0, 0
    for name in found:
        try:
            case, text = build(name, collectives), read(os.path.join(ARTICLES, name + ".txt"))
            lines, target = list(faults(case, text)), os.path.join(ARTICLES, name + ".json")
            if command == "build" and not lines:
                with open(target, "w", encoding="utf-8", newline="") as f:
                    f.write(json.dumps(case, ensure_ascii=False, indent=1) + "\n")
            elif command == "show":
                show(case, text)
            elif command == "check" and json.loads(read(target)) != case:
                lines.append("NAME.json is not what `gold.py build` writes")
            if not case["quotes"] or not case["questions"]:
                lines.append("no quotations or no questions")
            quotes, questions = quotes + len(case["quotes"]), questions + len(case["questions"])
        except (Fault, OSError, ValueError) as fault:
            lines = [str(fault)]
        wrong += len(lines)
        for line in lines:
            print(f"{name}: {line}", file=sys.stderr)
    try:
        others = check_formats() if command == "check" else 0
        wrong += command == "check" and not others
    except (Fault, OSError, ValueError) as fault:
        others, wrong = 0, wrong + 1
        print(fault, file=sys.stderr)
    print(f"{len(found)} articles, {quotes} quotes, {questions} questions, {others} articles in formats, {wrong} faults")
    return 1 if wrong or not quotes or not questions else 0


if __name__ == "__main__":
    sys.exit(main())
