#!/usr/bin/env python3
"""Scores whom the program takes pronouns for, by GAP's measure (Webster et al. 2018): F1 over both names of each text.

usage: gap.py GAP.tsv DUMP

DUMP is what `attache-pronoun-dump ENGINE --chosen FILE…` prints for the texts of GAP.tsv, each in a file of its ID's name (gap.py
--texts GAP.tsv FOLDER writes them). A name is taken for the pronoun's where the person or name that the program chose among all it
found covers it; the labelled names are used for nothing else. F: feminine pronouns, M: masculine ones.
"""
import csv
import json
import os
import sys


def rows_of(path):
    with open(path, encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


class Counts:
    def __init__(self):
        self.right = self.wrong = self.missed = 0

    def add(self, said, true):
        self.right += said and true
        self.wrong += said and not true
        self.missed += true and not said

    def f1(self):
        return 200 * self.right / max(1, 2 * self.right + self.wrong + self.missed)

    def __str__(self):
        share = lambda n, d: 100 * n / max(1, d)
        return (f"precision {share(self.right, self.right + self.wrong):.1f}, recall {share(self.right, self.right + self.missed):.1f}, "
                f"F1 {self.f1():.1f}")


def names_taken(line, begin):
    """Spans of the names of whom the program takes the pronoun at `begin` for."""
    for pronoun in line["pronouns"]:
        if pronoun["at"][0] == begin and pronoun["chosen"] is not None:
            return pronoun["candidates"][pronoun["chosen"]]["names"]
    return []


def main():
    if len(sys.argv) == 4 and sys.argv[1] == "--texts":
        os.makedirs(sys.argv[3], exist_ok=True)
        for row in rows_of(sys.argv[2]):
            with open(os.path.join(sys.argv[3], row["ID"] + ".txt"), "w", encoding="utf-8") as file:
                file.write(row["Text"])
        return
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    lines = {line["doc"]: line for line in map(json.loads, open(sys.argv[2], encoding="utf-8"))}
    counts = {"all": Counts(), "F": Counts(), "M": Counts()}
    for row in rows_of(sys.argv[1]):
        taken = names_taken(lines[row["ID"]], int(row["Pronoun-offset"]))
        gender = "F" if row["Pronoun"].lower() in ("she", "her", "hers") else "M"
        for side in "AB":
            begin = int(row[f"{side}-offset"])
            said = any(s < begin + len(row[side]) and e > begin for s, e in taken)
            for part in ("all", gender):
                counts[part].add(said, row[f"{side}-coref"] == "TRUE")
    for part in ("F", "M", "all"):
        print(f"{part}: {counts[part]}")
    print(f"bias F/M {counts['F'].f1() / max(1e-9, counts['M'].f1()):.2f}")


if __name__ == "__main__":
    main()
