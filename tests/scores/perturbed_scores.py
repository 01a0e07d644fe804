#!/usr/bin/env python3
"""What an engine loses where texts are damaged as real archives damage them, by perturb.py and ../shared/quotes/score.py.

usage: perturbed_scores.py BIN_DIR GOLD_DIR [--engine careful|fast] [--scorer SCORE_PY]

GOLD_DIR is in PolNeAR's form (../shared/quotes/polnear/dev), score.py two folders above it. Prints whole~ F1, of all
attributions and of the quoted ones, for the texts as they are, with each perturbation and with all of them. (Quoted counts by
double marks: where '' becomes ", there are more of them.) Exit status 1 when one perturbation alone loses more than 3 points or
all together more than 6; 77 where GOLD_DIR or score.py is missing.
"""
import argparse, json, pathlib, subprocess, sys, tempfile

import perturb

MOST_LOST_TO_ONE, MOST_LOST_TO_ALL = 3, 6  # points of F1


def run(*words):
    return subprocess.run([str(word) for word in words], check=True, stdout=subprocess.PIPE, text=True, encoding="utf-8").stdout


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bin_dir", type=pathlib.Path), parser.add_argument("gold_dir", type=pathlib.Path)
    parser.add_argument("--engine", default="careful"), parser.add_argument("--scorer", type=pathlib.Path)
    args = parser.parse_args()
    scorer = args.scorer or args.gold_dir.resolve().parents[1] / "score.py"
    for needed in (args.gold_dir / "text", scorer):
        if not needed.exists():
            print(f"skipped: no {needed}")
            return 77

    def f1(gold):
        """(all, quoted)"""
        command = [args.bin_dir / "attache-index", "quotes", "--engine", args.engine, "--format", "jsonl"]
        with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as found:
            found.write(run(*command, *sorted((gold / "text").glob("*.txt")))), found.flush()
            figures = json.loads(run(sys.executable, scorer, gold, found.name, "--json"))
        return [figures[f"{part} whole~"][2] for part in ("all", "quoted")]

    print(f"{args.engine:20}{'all':>8}{'lost':>8}{'quoted':>8}{'lost':>8}")
    plain = f1(args.gold_dir)
    print(f"{'as they are':20}{plain[0]:8.1f}{'':8}{plain[1]:8.1f}", flush=True)
    too_much = not min(plain)  # an engine that finds nothing loses nothing
    for names in [[name] for name in perturb.PERTURBATIONS] + [list(perturb.PERTURBATIONS)]:
        with tempfile.TemporaryDirectory() as folder:
            run(sys.executable, perturb.__file__, args.gold_dir, folder, *("--" + name for name in names))
            here = f1(pathlib.Path(folder))
        lost = [before - after for before, after in zip(plain, here)]
        bad = max(lost) > (MOST_LOST_TO_ONE if len(names) == 1 else MOST_LOST_TO_ALL)
        too_much = too_much or bad
        print(f"{names[0] if len(names) == 1 else 'all of them':20}" +
              "".join(f"{figure:8.1f}{points:8.1f}" for figure, points in zip(here, lost)) + ("  TOO MUCH" if bad else ""), flush=True)
    return 1 if too_much else 0


if __name__ == "__main__":
    sys.exit(main())
