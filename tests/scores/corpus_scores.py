#!/usr/bin/env python3
"""Scores the built programs on corpus/articles and holds each figure to its floor.

usage: corpus_scores.py BIN_DIR [-v]

Quotations are matched one to one with the gold by the Jaccard overlap of their characters, at least 0.5; a speaker is right
when his name, folded, is one of the gold's, or when both are unnamed. A question is answered when each `want` fragment stands in
an answer from its article and no `never` fragment does. floors.csv has a line a figure: metric,floor (for `extra` a ceiling).
Exit status 1 when a figure misses its floor or nothing was scored.
"""
import csv, json, pathlib, subprocess, sys, tempfile, unicodedata

HERE = pathlib.Path(__file__).resolve().parent
ARTICLES = HERE.parents[1] / "corpus" / "articles"


def fold(text):
    text = unicodedata.normalize("NFKD", text or "").translate({0x2019: "'", 0x2018: "'", 0x201C: '"', 0x201D: '"'})
    words = "".join(c for c in text if not unicodedata.combining(c)).lower().split()
    return " ".join(words[1:] if words[:1] == ["the"] else words)


def jsonl(*command):
    done = subprocess.run([str(c) for c in command], capture_output=True, text=True, encoding="utf-8")
    if done.returncode not in (0, 1):
        sys.exit(f"{command[0]}: exit {done.returncode}: {done.stderr.strip()}")
    return [json.loads(line) for line in done.stdout.splitlines()]


def pairs(gold, found):
    """(gold index, found index), best overlap first, each once."""
    sets = [[set().union(*(range(s, e) for s, e in quote["content"])) for quote in side] for side in (gold, found)]
    overlap = [(len(a & b) / len(a | b), i, j) for i, a in enumerate(sets[0]) for j, b in enumerate(sets[1]) if a & b]
    out = {}
    for jaccard, i, j in sorted(overlap, reverse=True):
        if jaccard >= 0.5 and i not in out and j not in out.values():
            out[i] = j
    return out.items()


def right(gold, found):
    if gold["speaker"] is None:
        return found["speaker"] is None and found["speaker_class"] == "unnamed"
    names = gold["speaker"] if isinstance(gold["speaker"], list) else [gold["speaker"]]
    return fold(found["speaker"]) in map(fold, names)


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    binaries, verbose = pathlib.Path(sys.argv[1]).resolve(), "-v" in sys.argv[2:]
    total = dict.fromkeys(("quotes", "found", "speakers", "extra", "extracted", "questions", "answered"), 0)
    with tempfile.TemporaryDirectory() as folder:
        archive = pathlib.Path(folder) / "archive"
        cases = [json.loads(p.read_text(encoding="utf-8")) for p in sorted(ARTICLES.glob("*.json"))]
        paths = [ARTICLES / case["article"] for case in cases]
        subprocess.run([binaries / "attache-index", "add", "--archive", archive, *paths], check=True, capture_output=True)
        for case, path in zip(cases, paths):
            found = [q for q in jsonl(binaries / "attache-index", "quotes", "--format", "jsonl", path)[0]["quotes"] if q["shown"]]
            matched = pairs(case["quotes"], found)
            total["quotes"] += len(case["quotes"])
            total["extracted"] += len(found)
            total["found"] += len(matched)
            total["extra"] += len(found) - len(matched)
            total["speakers"] += sum(right(case["quotes"][i], found[j]) for i, j in matched)
            for question in case["questions"]:
                rows = jsonl(binaries / "attache-query", "--archive", archive, "--format", "jsonl", question["q"])
                quotes = [fold(row["quote"]) for row in rows if pathlib.Path(row["article"]["file"]).name == case["article"]]
                missing = [w for w in question.get("want", []) if not any(fold(w) in q for q in quotes)]
                wrong = [w for w in question.get("never", []) if any(fold(w) in q for q in quotes)]
                total["questions"] += 1
                total["answered"] += not missing and not wrong
                if verbose and (missing or wrong):
                    print(f"{case['article']}: {question['q']}\n  missing {missing}\n  wrong {wrong}")
    if not total["quotes"] or not total["questions"]:
        sys.exit("nothing to score")
    figures = {"found": total["found"] / total["quotes"], "speakers": total["speakers"] / max(1, total["found"]),
               "extra": total["extra"] / max(1, total["extracted"]), "answered": total["answered"] / total["questions"]}
    failed = False
    with open(HERE / "floors.csv", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            value, floor = figures.pop(row["metric"]), float(row["floor"])
            good = value <= floor if row["metric"] == "extra" else value >= floor
            failed = failed or not good
            print(f"{row['metric']:9} {value:.3f}  floor {floor:.3f}{'' if good else '  MISSED'}")
    print(", ".join(f"{name} {count}" for name, count in total.items()))
    return 1 if failed or figures else 0


if __name__ == "__main__":
    sys.exit(main())
