#!/usr/bin/env python3
"""Precision and recall of near-duplicates: pairs made of real articles, through the program itself.

usage: copies.py BUILD_DIR INPUT… [--seed N] [--half tune|report|both] [--near SHARE] [-v]

INPUT: files and folders that attache-index reads. From their articles of 60 words or more are made
  200 pairs that are copies: cut to 30-80 %, merged with half of another article, re-headlined, corrected (words, numbers, names),
      and mixed (cut, re-headlined and corrected)
  2,000 pairs that are not: 500 at random, 500 of the same outlet and day, 500 most alike by their words with numbers left out (forms
      filled in anew), 500 forms made so: an article with other numbers and other names
in JSON lines, added to an archive; a pair is found where both are of one cluster. Real articles hold real copies: a pair that is not
meant to be one is left out, and counted, where half of the sentences of the shorter stand in the longer with the same numbers and names,
word for word but for little, and where it is one of COPIES_BY_EYE: rewritten a second time by the same desk.
Pairs are halved by the seed: thresholds are set on "tune", "report" is what counts. -v prints the pairs that are wrong. Exit status 1
below a precision of 0.98 or a recall of 0.90.
"""
import argparse, collections, difflib, hashlib, json, pathlib, random, re, sqlite3, subprocess, sys, tempfile

COPIES = ("cut", "merged", "re-headlined", "corrected", "mixed")
OTHERS = ("random", "same day", "alike", "form")
COPIES_BY_EYE = set("""
3edfa5515cf4 8ae0b1340d2d d96c02d437e2 6e8f423cc4f1 ccc861bd8339 12ff9e7d3aae e59b0e816372 00980cc3a33a 5f7f748b5696 2ef4e7d32ec8
d9e36c924e44 afc828bdc964 5fdc1ba67a65 c5b093b9fc27 ce6322191e2d 441bb9711cf9 be40d8f39e94 9b7c895acf35 9594e71a98c8 18b318e78d7e
f4e0caed7bd3 a46f02a6dd6a 6b45eccf1871 80749a26c7e9 a5b3da825f01 8d3af7e4b29d 08c54bedbe39 26700f8d8e62 3e8fe1eb8a91 858f80c6b382
18379f21ad4e b64a8c2e5c24 3989b2d7672c c896238c7587 9af79789916c
""".split())  # digests of pairs that were looked at


def read(build, inputs):
    lines = subprocess.run([build / "attache-index", "read", "--format", "jsonl", *inputs], capture_output=True).stdout
    seen, out = set(), []
    for line in lines.splitlines():
        article = json.loads(line)
        article["paragraphs"] = [article["text"][b:e] for kind, b, e in article["blocks"] if kind == "paragraph"]
        words = " ".join(article["paragraphs"]).split()
        if len(words) >= 60 and article["title"] and article["language"] in ("en", "") and (key := " ".join(words[:40])) not in seen:
            seen.add(key)
            out.append(article)
    return out


def sentences(article):
    return [s for p in article["paragraphs"] for s in re.split(r"(?<=[.!?])\s+(?=[A-Z\"“])", p)]


def made(article, **changes):
    return {"title": article["title"], "paragraphs": article["paragraphs"], "outlet": article["outlet"],
            "published": article["published"]} | changes


def cut(rng, article):
    """From the end, as desks cut, or sentences here and there."""
    all_of = sentences(article)
    share, total = rng.uniform(0.3, 0.8), sum(len(s.split()) for s in all_of)
    order = list(range(len(all_of)))
    if rng.random() < 0.3:
        rng.shuffle(order)
    kept, words = set(), 0
    for i in order:
        kept.add(i)
        words += len(all_of[i].split())
        if words >= share * total:
            break
    return [all_of[i] for i in sorted(kept)]


def corrected(rng, paragraphs, words):
    """One word in twenty, numbers and names among them."""
    def change(word):
        if rng.random() > 0.05:
            return word
        return str(rng.randint(2, 99)) if word[0].isdigit() else rng.choice(words)
    return [" ".join(change(w) for w in p.split()) for p in paragraphs]


def filled_in_anew(rng, paragraphs, names):
    """Other numbers and other names, a word that is both the same everywhere."""
    new = {}
    def change(match):
        word = match[0]
        if word not in new:
            if word[0].isdigit():
                new[word] = re.sub(r"\d", lambda d: str(rng.randint(1, 9)), word)
            else:
                new[word] = rng.choice(names) if word.lower() not in SMALL else word
        return new[word]
    return [re.sub(r"\d[\d,.]*\d|\d|\b[A-Z][A-Za-z]+\b", change, p) for p in paragraphs]


SMALL = set("the a an in on at it he she they we this that its his her their but and or as of to for with by from after before when while "
            "there mr mrs ms said also if one two net shr revs vs oper note qtr nine first second third year years mths avg shrs".split())


def is_same_sentence(s, t):
    """Word for word but for little, with the same numbers and hardly another name."""
    a, b = s.split(), t.split()
    numbers = [sorted(w.strip(".,") for w in x if re.search(r"\d", w)) for x in (a, b)]
    names = [{w.strip('.,"') for w in x[1:] if w[0].isupper()} for x in (a, b)]
    if numbers[0] != numbers[1] or len(names[0] & names[1]) < 0.7 * len(names[0] | names[1]):
        return False
    return difflib.SequenceMatcher(None, s.casefold().split(), t.casefold().split(), autojunk=False).ratio() >= 0.8


def is_copy_by_text(a, b):
    """Half of the shorter one's sentences, of six words or more, in the longer one."""
    short, long = sorted(([s for s in sentences(x) if len(s.split()) >= 6] for x in (a, b)), key=len)
    return bool(short) and sum(any(is_same_sentence(s, t) for t in long) for s in short) * 2 >= len(short)


def digest(a, b):
    return hashlib.sha256("\n".join(sorted("\n".join(x["paragraphs"]) for x in (a, b))).encode()).hexdigest()[:12]


def most_alike(articles, count):
    """Pairs with the most runs of three words in common, numbers left out."""
    holders, runs_of = collections.defaultdict(list), []
    for i, article in enumerate(articles):
        tokens = [w for w in re.findall(r"[a-z]+", " ".join(article["paragraphs"]).lower())]
        runs = {hash(tuple(tokens[k:k + 3])) for k in range(len(tokens) - 2)}
        runs_of.append(runs)
        for run in runs:
            holders[run].append(i)
    shared = collections.Counter()
    for who in holders.values():
        if 1 < len(who) <= 12:
            shared.update((a, b) for k, a in enumerate(who) for b in who[k + 1:])
    ranked = sorted(shared, key=lambda p: -len(runs_of[p[0]] & runs_of[p[1]]) / min(len(runs_of[p[0]]), len(runs_of[p[1]])))
    used, out, left_out = set(), [], 0
    for a, b in ranked:
        if {a, b} & used:
            continue
        used |= {a, b}
        if is_copy_by_text(articles[a], articles[b]) or digest(articles[a], articles[b]) in COPIES_BY_EYE:
            left_out += 1
            continue
        out.append((articles[a], articles[b]))
        if len(out) == count:
            break
    return out, used, left_out


def pairs_of(articles, seed):
    rng = random.Random(seed)
    alike, used, left_out = most_alike(articles, 500)
    rest = [a for i, a in enumerate(articles) if i not in used]
    rng.shuffle(rest)
    words = [w for a in rng.sample(articles, 50) for p in a["paragraphs"] for w in p.split()]
    names = [w for w in words if re.fullmatch(r"[A-Z][a-z]+", w) and w.lower() not in SMALL]
    titles = [a["title"] for a in rng.sample(articles, 300)]
    pairs = []
    for i in range(200):
        kind, a = COPIES[i % len(COPIES)], rest.pop()
        if kind == "cut":
            b = made(a, paragraphs=cut(rng, a))
        elif kind == "merged":
            other = sentences(rest.pop())
            mine = sentences(a)
            b = made(a, paragraphs=mine[:(len(mine) + 1) // 2] + other[:(len(other) + 1) // 2])
        elif kind == "re-headlined":
            b = made(a, title=rng.choice(titles))
        elif kind == "corrected":
            b = made(a, paragraphs=corrected(rng, a["paragraphs"], words))
        else:
            b = made(a, title=rng.choice(titles), paragraphs=corrected(rng, cut(rng, a), words))
        pairs.append((True, kind, made(a), b))
    others = [("alike", a, b) for a, b in alike] + [("random", rest.pop(), rest.pop()) for _ in range(500)]
    by_day = collections.defaultdict(list)
    for a in rest[500:]:
        by_day[a["outlet"], a["published"]].append(a)
    same_day = [("same day", group.pop(), group.pop()) for group in list(by_day.values()) for _ in range(len(group) // 2)]
    others += rng.sample(same_day, min(500, len(same_day)))
    others += [("form", a, made(a, paragraphs=filled_in_anew(rng, a["paragraphs"], names), title=a["title"])) for a in rest[:500]]
    for kind, a, b in others:
        if kind in ("random", "same day") and is_copy_by_text(a, b):
            left_out += 1
        else:
            pairs.append((False, kind, made(a), made(b)))
    return pairs, left_out


def clusters_of(build, pairs, near, folder):
    source, archive = folder / "pairs.jsonl", folder / "archive"
    with source.open("w") as out:
        for _, _, a, b in pairs:
            for one in (a, b):
                row = {"title": one["title"], "text": "\n\n".join(one["paragraphs"]), "outlet": one["outlet"]}
                out.write(json.dumps(row | ({"published": one["published"]} if one["published"] else {})) + "\n")
    command = [build / "attache-index", "add", "--archive", archive, "--engine", "fast", source]
    subprocess.run(command + (["--near-duplicates", near] if near else []), capture_output=True, check=True)
    rows = sqlite3.connect(archive / "catalogue.db").execute(
        "SELECT place, iif(cluster = '', uid, cluster) FROM article JOIN relation ON id = article_id")
    out = {int(re.search(r"\d+", place)[0]): cluster for place, cluster in rows}
    if len(out) != 2 * len(pairs):
        sys.exit(f"{len(out)} articles in the archive, {2 * len(pairs)} made")
    return out


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("inputs", nargs="+")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--half", choices=("tune", "report", "both"), default="both")
    parser.add_argument("--near")
    parser.add_argument("-v", action="store_true")
    options = parser.parse_args()
    articles = read(options.build.resolve(), options.inputs)
    pairs, left_out = pairs_of(articles, options.seed)
    with tempfile.TemporaryDirectory() as folder:
        clusters = clusters_of(options.build.resolve(), pairs, options.near, pathlib.Path(folder))
    halves = list(range(len(pairs)))
    random.Random(options.seed + 1).shuffle(halves)
    tune = set(halves[:len(pairs) // 2])
    print(f"{len(articles)} articles; {sum(p[0] for p in pairs)} pairs that are copies, {sum(not p[0] for p in pairs)} that are not; "
          f"{left_out} left out as copies by their text")
    good = True
    for half in ("tune", "report"):
        if options.half not in (half, "both"):
            continue
        right, met = collections.Counter(), collections.Counter()
        hits = false_hits = misses = 0
        for i, (copy, kind, a, b) in enumerate(pairs):
            if (i in tune) != (half == "tune"):
                continue
            found = clusters[2 * i + 1] == clusters[2 * i + 2]
            met[kind] += 1
            right[kind] += found == copy
            hits += copy and found
            false_hits += found and not copy
            misses += copy and not found
            if options.v and found != copy:
                print(f"\n{half}: {kind}, {'found' if found else 'missed'}, {digest(a, b)}")
                for one in (a, b):
                    print(f"  {one['published']} {one['title']}\n    " + "\n    ".join(one["paragraphs"])[:900])
        precision, recall = hits / max(1, hits + false_hits), hits / max(1, hits + misses)
        good = good and precision >= 0.98 and recall >= 0.90
        print(f"{half}: precision {precision:.3f} ({hits} of {hits + false_hits}), recall {recall:.3f} ({hits} of {hits + misses}); right: "
              + ", ".join(f"{kind} {right[kind]}/{met[kind]}" for kind in COPIES + OTHERS))
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
