#!/usr/bin/env python3
"""What the reader of HTML makes of saved pages whose articles are known.

usage: pages.py BUILD_DIR DATA_DIR [--half even|odd|both] [--set NAME] [-v]

DATA_DIR holds html_fundus (pages with title, authors, date and body), html_scrapinghub (pages with the body) and
html_readability (pages with the expected HTML and metadata); a missing one is skipped. A page belongs to the half "even" when the
first byte of the SHA-256 of its file name is: rules are tuned on that half alone, the other is reported.
fundus: share of pages with the title, the day, the moment and the set of authors right (the outlet's own
name is no author); mean F1 of the body's words.
scrapinghub: mean precision and recall of runs of four words, as its evaluate.py counts them, and F1 of the two means.
readability: mean F1 of the body's words, share of titles and bylines right. -v names the pages that are wrong.
Exit status 1 when nothing was scored.
"""
import argparse, collections, datetime, gzip, hashlib, html, html.parser, json, pathlib, re, subprocess, sys, tempfile, unicodedata

MARKS = str.maketrans({0x2018: "'", 0x2019: "'", 0x201A: "'", 0x201C: '"', 0x201D: '"', 0x201E: '"', 0xAB: '"', 0xBB: '"',
                       0x2013: "-", 0x2014: "-", 0xAD: None, 0x200B: None})


def plain(text):
    """White space and marks made equal; a title's dashes and quotation marks are set by the page's own taste."""
    return " ".join(unicodedata.normalize("NFKC", html.unescape(text or "")).translate(MARKS).split())


def names(authors):
    parts = re.split(r",\s+|;\s*|\s+and\s+|\s+&\s+", ", ".join(authors))
    return {" ".join(re.findall(r"\w+", plain(part).casefold())) for part in parts} - {""}


def words(text):
    return re.findall(r"\w+", plain(text).casefold())


def f1(gold, found):
    gold, found = collections.Counter(gold), collections.Counter(found)
    both = sum((gold & found).values())
    return 1.0 if not gold and not found else 2 * both / (sum(gold.values()) + sum(found.values()))


def runs(text):
    tokens = re.findall(r"\w+", text)
    return collections.Counter(tuple(tokens[i:i + 4]) for i in range(max(1, len(tokens) - 3)) if tokens)


def moment(text):
    """The instant, to the minute, or the time of day where no zone is written; nothing for a day."""
    if not text or len(text) <= 10:
        return None
    try:
        when = datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError:
        return None
    when = when.replace(second=0, microsecond=0)
    return when.astimezone(datetime.timezone.utc) if when.tzinfo else when


class Text(html.parser.HTMLParser):
    """The text of a fragment, without scripts and figure captions."""
    VOID = {"img", "br", "hr", "input", "meta", "link", "source", "wbr", "embed", "area", "col", "track", "param"}

    def __init__(self):
        super().__init__()
        self.out, self.skipped = [], 0

    def handle_starttag(self, tag, attrs):
        self.skipped += tag in ("script", "style", "figcaption")
        self.out.append(" " if tag in ("p", "div", "br", "li", "td", "h1", "h2", "h3", "h4", "blockquote", "pre") else "")

    def handle_endtag(self, tag):
        self.skipped -= tag in ("script", "style", "figcaption")
        self.out.append(" " if tag in ("p", "div", "li", "td", "h1", "h2", "h3", "h4", "blockquote", "pre") else "")

    def handle_data(self, data):
        if self.skipped <= 0:
            self.out.append(data)


def body_of(article, kinds):
    """The blocks of these kinds, the headline itself left out."""
    parts = [(kind, article["text"][begin:end]) for kind, begin, end in article["blocks"]]
    if parts and parts[0] == ("headline", article["title"]):
        parts = parts[1:]
    return "\n\n".join(text for kind, text in parts if kind in kinds)


RUNNING = ("paragraph", "dateline", "headline", "standfirst")


def fundus(folder):
    root = folder / "html_fundus/tests/resources/parser/test_data"
    for path in sorted(root.glob("*/*.json")):
        dated = re.compile(re.escape(path.stem) + r"_\d{4}_\d\d_\d\d.*")
        pages = sorted(p for p in path.parent.glob(path.stem + "_*.html.gz") if dated.fullmatch(p.name))
        for page, gold in zip(pages, json.loads(path.read_text(encoding="utf-8")).values()):
            yield page.name, gzip.decompress(page.read_bytes()), gold


def scrapinghub(folder):
    root = folder / "html_scrapinghub"
    for name, gold in json.loads((root / "ground-truth.json").read_text(encoding="utf-8")).items():
        yield name + ".html.gz", gzip.decompress((root / "html" / (name + ".html.gz")).read_bytes()), gold


def readability(folder):
    for path in sorted((folder / "html_readability/test/test-pages").iterdir()):
        gold = json.loads((path / "expected-metadata.json").read_text(encoding="utf-8"))
        text = Text()
        text.feed((path / "expected.html").read_text(encoding="utf-8"))
        yield path.name, (path / "source.html").read_bytes(), {**gold, "body": "".join(text.out)}


def score_fundus(article, gold):
    want, found = datetime.datetime.fromisoformat(gold["publishing_date"]), article["published_at"]
    same = moment(found) is not None and moment(found) == moment(gold["publishing_date"])
    body = gold["body"]["summary"] + [t for s in gold["body"]["sections"] for t in s["headline"] + s["paragraphs"]]
    return {"title": plain(article["title"]) == plain(gold["title"]), "day": same or article["published"] == str(want.date()),
            "moment": same, "authors": names([article["byline"]]) == names(gold.get("authors") or []) - names([article["outlet"]]),
            "body F1": f1(words(" ".join(body)), words(body_of(article, RUNNING)))}


def score_scrapinghub(article, gold):
    want, found = runs(gold["articleBody"]), runs(body_of(article, [k for k in RUNNING if k != "standfirst"]))
    both, all_want, all_found = sum((want & found).values()), sum(want.values()), sum(found.values())
    return {"precision": both / all_found if all_found else float(not all_want),
            "recall": both / all_want if all_want else float(not all_found)}


def score_readability(article, gold):
    byline = names([re.sub(r"^(?i:by)\s+", "", gold["byline"] or "")])
    return {"title": plain(article["title"]) == plain(gold["title"]), "byline": names([article["byline"]]) == byline,
            "body F1": f1(words(gold["body"]), words(body_of(article, RUNNING)))}


SETS = {"fundus": (fundus, score_fundus), "scrapinghub": (scrapinghub, score_scrapinghub), "readability": (readability, score_readability)}
EMPTY = {"text": "", "blocks": [], "title": "", "byline": "", "outlet": "", "published": None, "published_at": ""}


def read(program, pages):
    """The article of each page, by its name."""
    with tempfile.TemporaryDirectory() as folder:
        paths = {}
        for name, data, _ in pages:
            path = pathlib.Path(folder) / (name.removesuffix(".gz").removesuffix(".html") + ".html")
            path.write_bytes(data)
            paths[str(path)] = name
        done = subprocess.run([program, "--type", "html", *paths], capture_output=True, text=True, encoding="utf-8")
        if done.returncode not in (0, 3):
            sys.exit(f"{program}: exit {done.returncode}: {done.stderr.strip()[-500:]}")
        return {paths[article["file"]]: article for article in map(json.loads, done.stdout.splitlines())}


def wrong(name, article, gold, scores):
    bad = [f"{key} {value:.2f}" for key, value in scores.items() if not isinstance(value, bool) and value < 0.9]
    pairs = {"title": (article["title"], gold.get("title")), "byline": (article["byline"], gold.get("byline")),
             "authors": (article["byline"], gold.get("authors")), "day": (article["published_at"], gold.get("publishing_date"))}
    bad += [f"{key} {pairs[key][0]!r} for {pairs[key][1]!r}" for key, value in scores.items() if value is False and key in pairs]
    if bad:
        print(f"  {name}: " + "; ".join(bad))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build_dir", type=pathlib.Path), parser.add_argument("data_dir", type=pathlib.Path)
    parser.add_argument("--half", choices=("even", "odd", "both"), default="both"), parser.add_argument("--set", choices=SETS)
    parser.add_argument("-v", action="store_true")
    args = parser.parse_args()
    scored = 0
    for name, (pages_of, score) in SETS.items():
        if args.set not in (None, name) or not (args.data_dir / f"html_{name}").is_dir():
            continue
        pages = [page for page in pages_of(args.data_dir)
                 if args.half in ("both", ("even", "odd")[hashlib.sha256(page[0].encode()).digest()[0] % 2])]
        articles = read(args.build_dir / "tests/scores/attache-article-dump", pages)
        totals = collections.Counter()
        for page, _, gold in pages:
            scores = score(articles.get(page, EMPTY), gold)
            totals.update({key: float(value) for key, value in scores.items()})
            if args.v:
                wrong(page, articles.get(page, EMPTY), gold, scores)
        figures = {key: value / len(pages) for key, value in totals.items()} if pages else {}
        if name == "scrapinghub" and figures:
            p, r = figures["precision"], figures["recall"]
            figures["F1"] = 2 * p * r / (p + r) if p + r else 0
        shown = "  ".join(f"{key} {value:.3f}" for key, value in figures.items())
        print(f"{name:12}{args.half:5}{len(pages):4} pages  {shown}", flush=True)
        scored += len(pages)
    return 0 if scored else 1


if __name__ == "__main__":
    sys.exit(main())
