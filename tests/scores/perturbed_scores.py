#!/usr/bin/env python3
"""What an engine loses on texts damaged as real archives are (perturb.py), by `attache-index quotes --evaluate`.

usage: perturbed_scores.py BIN_DIR GOLD_DIR [--engine careful|fast]

Prints whole~ F1, all and quoted, of the texts as they are, with each perturbation, and with all four. Exit status 1 when one
alone loses more than 3 points or all together more than 6; 77 where GOLD_DIR is missing.
"""
import argparse
import json
import pathlib
import subprocess
import sys
import tempfile

import perturb

MOST_ALONE, MOST_TOGETHER = 3, 6


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bin_dir", type=pathlib.Path), parser.add_argument("gold_dir", type=pathlib.Path)
    parser.add_argument("--engine", default="careful")
    args = parser.parse_args()
    if not (args.gold_dir / "text").is_dir():
        print(f"skipped: no {args.gold_dir / 'text'}")
        return 77

    def scores(folder):
        command = [args.bin_dir / "attache-index", "quotes", "--engine", args.engine, "--format", "jsonl", "--evaluate", folder]
        figures = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        return [figures[f"{which} whole~"][2] for which in ("all", "quoted")]

    plain = scores(args.gold_dir)
    print(f"{args.engine:20} {'all':>6} {'lost':>6} {'quoted':>8} {'lost':>6}")
    print(f"{'as they are':20} {plain[0]:6.1f} {'':6} {plain[1]:8.1f}")
    too_much = False
    for names in [[name] for name in perturb.PERTURBATIONS] + [list(perturb.PERTURBATIONS)]:
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run([sys.executable, perturb.__file__, args.gold_dir, folder, *("--" + n for n in names)], check=True)
            here = scores(folder)
        lost = [a - b for a, b in zip(plain, here)]
        too_much |= max(lost) > (MOST_ALONE if len(names) == 1 else MOST_TOGETHER)
        print(f"{names[0] if len(names) == 1 else 'all four':20} {here[0]:6.1f} {lost[0]:6.1f} {here[1]:8.1f} {lost[1]:6.1f}")
    return 1 if too_much else 0


if __name__ == "__main__":
    sys.exit(main())
