#!/usr/bin/env python3
"""Holds `attache-index quotes --evaluate` to ../shared/quotes/score.py: the same figures for the same quotations.

usage: evaluator_check.py BIN_DIR GOLD_DIR [--engine fast|careful]

GOLD_DIR is in PolNeAR's form (../shared/quotes/polnear/dev). Where GOLD_DIR or score.py is missing it says so and ends with 77.
"""
import argparse, json, pathlib, subprocess, sys, tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
SCORER = ROOT.parent / "shared" / "quotes" / "score.py"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bin_dir", type=pathlib.Path), parser.add_argument("gold_dir", type=pathlib.Path)
    parser.add_argument("--engine", default="fast")
    args = parser.parse_args()
    texts = sorted((args.gold_dir / "text").glob("*.txt"))
    if not texts or not SCORER.is_file():
        print(f"skipped: no {SCORER if texts else args.gold_dir / 'text'}")
        return 77
    command = [args.bin_dir / "attache-index", "quotes", "--engine", args.engine, "--format", "jsonl"]
    run = lambda *words: subprocess.run(words, check=True, capture_output=True, text=True, encoding="utf-8").stdout
    ours = json.loads(run(*command, "--evaluate", args.gold_dir))
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        file.write(run(*command, *texts)), file.flush()
        theirs = json.loads(run(sys.executable, SCORER, args.gold_dir, file.name, "--json"))
    wrong = [name for name in theirs if any(abs(a - b) > 0.011 for a, b in zip(theirs[name], ours.get(name, [-1] * 3)))]
    for name in wrong:
        print(f"{name}: score.py {theirs[name]}, --evaluate {ours.get(name)}")
    print(f"{len(theirs)} figures of {len(texts)} articles, {len(wrong)} differ; whole~ F1 all {ours['all whole~'][2]}, "
          f"quoted {ours['quoted whole~'][2]}")
    return 1 if wrong or not theirs else 0


if __name__ == "__main__":
    sys.exit(main())
