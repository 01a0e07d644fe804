#!/usr/bin/env python3
"""Holds every count of a facet to the rows that the same question lists with that value, and those of periods to days.

usage: facets_check.py ATTACHE_INDEX ATTACHE_QUERY CORPUS_DIR

An archive of CORPUS_DIR/articles/*.txt and CORPUS_DIR/formats is asked. For each question, facet and value
`attache-query "QUESTION FIELD:VALUE" --format jsonl` lists as many rows as the facet counts, and without the value (-FIELD:VALUE) the
others. `--facets` under the question, and under a search, has the counts that `facets` prints. A time line's periods add up to the answer, its picture is well-formed XML with a title and a description. Exit status 0 when
all hold, 1 when one does not, 2 when nothing was compared.
"""
import collections, glob, json, os, re, subprocess, sys, tempfile
import xml.etree.ElementTree as ET

QUESTIONS = ["quotes by Dorrin", "quotes about the Sarn Valley", "act:denies", "quotes since 2023", "kind:direct -class:unnamed"]
FACETS = ["outlet", "section", "dateline", "language", "agency", "year", "month", "country", "speaker", "office", "class", "act", "kind"]


SEARCHES = ["dam", "ministry OR minister", "Sarn NOT river"]


def rows_of(account):
    """The rows that `facets --format jsonl` prints of the same."""
    for page in account["account"]["facets"]:
        for value in page["values"]:
            yield {"facet": page["facet"], **value}
        if page["without"]:
            yield {"facet": page["facet"], "value": None, "label": None, "count": page["without"]}


def main():
    index, query, corpus = sys.argv[1:4]
    compared = failed = 0
    day_of = {}

    def fail(text):
        nonlocal failed
        failed += 1
        print(text)

    with tempfile.TemporaryDirectory() as folder:
        environment = dict(os.environ, ATTACHE_CONFIG=os.devnull, ATTACHE_ARCHIVE=os.path.join(folder, "archive"), LC_ALL="C.UTF-8")

        def run(*arguments):
            done = subprocess.run([query, *arguments], env=environment, capture_output=True, text=True, encoding="utf-8", timeout=120)
            if done.returncode not in (0, 1):
                print(f"{arguments}: exit {done.returncode}: {done.stderr.strip()[-300:]}", file=sys.stderr)
                sys.exit(2)
            return done.stdout

        added = subprocess.run([index, "add", *sorted(glob.glob(os.path.join(corpus, "articles", "*.txt"))), os.path.join(corpus, "formats")],
                               env=environment, capture_output=True, text=True, timeout=300)
        if added.returncode not in (0, 3):
            print(f"attache-index add: exit {added.returncode}: {added.stderr.strip()[-300:]}", file=sys.stderr)
            return 2
        for question in QUESTIONS:
            listed = [json.loads(line) for line in run("--format", "jsonl", question).splitlines()]
            rows = [json.loads(line) for line in run("facets", "--format", "jsonl", "--facet", ",".join(FACETS), "--limit", "1000", question).splitlines()]
            for row in rows:
                if row["value"] is None:
                    continue
                compared += 1
                option = f'{row["facet"]}:"{row["value"]}"'
                with_value = run("--format", "jsonl", f"{question} {option}").splitlines()
                without = run("--format", "jsonl", f"{question} -{option}").splitlines()
                if len(with_value) != row["count"]:
                    fail(f"{question}: {option} counts {row['count']}, lists {len(with_value)}")
                if len(with_value) + len(without) != len(listed):
                    fail(f"{question}: {option} leaves {len(without)} of {len(listed)}")
            shown = [json.loads(line) for line in run("facets", "--format", "jsonl", "--facet", ",".join(FACETS), question).splitlines()]
            below = json.loads(run("--format", "jsonl", "--summary", f"--facets={','.join(FACETS)}", question).splitlines()[-1])
            compared += len(shown)
            if list(rows_of(below)) != shown:
                fail(f"{question}: the facets below the answer are not those that facets prints")
            text = run(f"--facets={','.join(FACETS)}", question)
            for row in shown:
                if row["label"] and not re.search(rf"(?<!\w){re.escape(row['label'])}( \([^)]*\))? {row['count']}\b", text):
                    fail(f"{question}: the text lacks {row['label']} {row['count']}")
            days = []
            for row in listed:
                if row["article"]["id"] not in day_of:
                    article = json.loads(run("show", "--format", "jsonl", row["article"]["id"]))
                    day_of[row["article"]["id"]] = (article["published"] or article["updated"] or "")[:10] or None
                days.append(day_of[row["article"]["id"]])
            for step, length in (("day", 10), ("month", 7), ("year", 4)):
                periods = [json.loads(line) for line in run("timeline", "--format", "jsonl", "--step", step, question).splitlines()]
                if sum(period["count"] for period in periods) != len(listed):
                    fail(f"{question}: periods by {step} do not add up")
                by_day = collections.Counter(day and day[:length] for day in days)
                if {p["period"]: p["count"] for p in periods if p["count"]} != dict(by_day):
                    fail(f"{question}: periods by {step} are not the days listed")
                compared += 1
            picture = ET.fromstring(run("timeline", "--format", "svg", question).encode())
            names = {child.tag.rpartition("}")[2] for child in picture}
            if not {"title", "desc"} <= names or picture.get("role") != "img":
                fail(f"{question}: the picture has no title or description")
            compared += 1
        for words in SEARCHES:
            shown = [json.loads(line) for line in run("facets", "--articles", "--format", "jsonl", words).splitlines()]
            for page in ([], ["--limit", "1"]):
                below = json.loads(run("search", "--format", "jsonl", "--summary", "--facets", *page, words).splitlines()[-1])
                compared += len(shown)
                if list(rows_of(below)) != shown:
                    fail(f"{words}: the facets below the search are not those that facets prints")
    print(f"{compared} counts compared, {failed} do not hold")
    return 2 if not compared else 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
