#!/usr/bin/env python3
"""Scores who is who in GUM's texts: B-cubed (Bagga and Baldwin 1998) over the names and third-person pronouns of people.

usage: gum.py GUM_DIR GENRE[,GENRE…] SPLIT[,SPLIT…] DUMP

DUMP is what `attache-pronoun-dump ENGINE --chosen FILE…` prints for texts that gum.py --texts GUM_DIR FOLDER writes. All names are found
by the program; one that no person of the annotation has counts against precision, but for names that the program does not hold for a
person's. Common nouns ("the minister") are no mentions here. GUM's train split trained the ranker of pronouns.
"""
import json
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "indexer", "train"))
import pronouns


def texts(folder, splits):
    return [pronouns.gum(folder, name) for split in splits for name in pronouns.gum_split(folder, split)]


def clusters_found(line):
    """Lists of spans: each person's names, and the pronouns taken for him. Names outside the cast count where a pronoun means them."""
    out = [[tuple(span) for span in names] for names in line["people"]]
    meant = set(range(line["in_cast"]))
    for pronoun in line["pronouns"]:
        if pronoun["chosen"] is not None:
            who = pronoun["candidates"][pronoun["chosen"]]["who"]
            out[who].append(tuple(pronoun["at"]))
            meant.add(who)
    return out, meant


def b_cubed(gold, found, meant):
    """Sums of precision and recall, and the numbers of mentions they are of."""
    of_gold = {span: k for k, cluster in enumerate(gold) for span in cluster}
    overlap = lambda span: next((g for g in of_gold if g[0] < span[1] and g[1] > span[0]), None)
    said = []  # (gold mention or None, cluster)
    for k, cluster in enumerate(found):
        for span in cluster:
            mention = overlap(span)
            if mention is not None or k in meant:
                said.append((mention, k))
    of_said = {mention: k for mention, k in said if mention is not None}
    together = lambda m, k: sum(1 for other in gold[of_gold[m]] if of_said.get(other) == k)
    size = {k: sum(1 for _, other in said if other == k) for _, k in said}
    precision = sum(together(m, k) / size[k] for m, k in said if m is not None and of_said[m] == k)
    recall = sum(together(m, of_said[m]) / len(gold[of_gold[m]]) for m in of_gold if m in of_said)
    return precision, len(said), recall, len(of_gold)


def main():
    if len(sys.argv) == 4 and sys.argv[1] == "--texts":
        os.makedirs(sys.argv[3], exist_ok=True)
        for text in texts(sys.argv[2], ("train", "dev", "test")):
            with open(os.path.join(sys.argv[3], text.name + ".txt"), "w", encoding="utf-8") as file:
                file.write(text.text)
        return
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    lines = {line["doc"]: line for line in map(json.loads, open(sys.argv[4], encoding="utf-8"))}
    sums, count = [0, 0, 0, 0], 0
    for text in texts(sys.argv[1], sys.argv[3].split(",")):
        if text.name.split("_")[1] not in sys.argv[2].split(",") or text.name not in lines:
            continue
        count += 1
        sums = [a + b for a, b in zip(sums, b_cubed(text.people, *clusters_found(lines[text.name])))]
    precision, recall = 100 * sums[0] / max(1, sums[1]), 100 * sums[2] / max(1, sums[3])
    print(f"{count} texts, {sums[3]} mentions: B-cubed precision {precision:.1f}, recall {recall:.1f}, "
          f"F1 {2 * precision * recall / max(1e-9, precision + recall):.1f}")


if __name__ == "__main__":
    main()
