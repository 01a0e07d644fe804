"""Annotated pronouns of GAP and GUM, as texts and as what each pronoun means."""
import csv
import glob
import os
import re
from dataclasses import dataclass

PRONOUNS = {"he", "she", "him", "her", "his", "hers", "himself", "herself"}


@dataclass
class Pronoun:
    """One annotated pronoun. Spans in code points, half-open: names that it means, names that it does not mean."""
    at: int
    yes: list
    no: list


@dataclass
class Text:
    name: str
    text: str
    pronouns: list
    people: list = ()  # of GUM: the spans of each person's names (the head's token) and pronouns


def gap(path):
    """GAP (Webster et al. 2018): two names and a pronoun in each text."""
    with open(path, encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            names = {True: [], False: []}
            for side in "AB":
                begin = int(row[f"{side}-offset"])
                names[row[f"{side}-coref"] == "TRUE"].append((begin, begin + len(row[side])))
            yield Text(row["ID"], row["Text"], [Pronoun(int(row["Pronoun-offset"]), names[True], names[False])])


def gum_split(folder, split):
    """Names of GUM's documents of a split."""
    held, current = {}, None
    for line in open(os.path.join(folder, "splits.md"), encoding="utf-8"):
        if line.startswith("## "):
            current = line[3:].strip()
        elif found := re.search(r"GUM_\w+", line):
            held[found.group()] = current
    names = [os.path.basename(p)[:-len(".conllu")] for p in sorted(glob.glob(os.path.join(folder, "dep", "GUM_*.conllu")))]
    return [n for n in names if held.get(n, "train") == split and "_reddit_" not in n]


def gum(folder, name):
    """A GUM document (Zeldes 2017): its third-person pronouns, with all names of the same entity."""
    text, tokens, mentions, open_spans = "", [], [], {}
    heads, begin_of_sentence = [], 0
    for line in open(os.path.join(folder, "dep", name + ".conllu"), encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("# newpar") and not line.startswith("# newpar_block") and text:
            text = text.rstrip(" ") + "\n\n"
        if not line:
            begin_of_sentence = len(tokens)
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if not cells[0].isdigit():
            continue
        here = len(tokens)
        tokens.append((len(text), len(text) + len(cells[1]), cells[1], cells[3]))
        heads.append(begin_of_sentence + int(cells[6]) - 1 if cells[6] != "0" else -1)
        text += cells[1]
        misc = dict(part.split("=", 1) for part in cells[9].split("|") if "=" in part)
        if misc.get("SpaceAfter") != "No" and "-" not in misc.get("SpaceAfter", ""):
            text += " "
        for opens, entity, kind, closes in re.findall(r"(\()?(\d+)(?:-([a-z]+)-[^()]*)?(\))?", misc.get("Entity", "")):
            if opens:
                open_spans.setdefault(entity, []).append((here, kind))
            if closes and open_spans.get(entity):
                begin, of = open_spans[entity].pop()
                mentions.append((entity, of, begin, here + 1))
    names, pronouns = {}, []
    for entity, kind, begin, end in mentions:
        if kind != "person":
            continue
        head = [t for t in range(begin, end) if not begin <= heads[t] < end]
        if end - begin == 1 and tokens[begin][2].lower() in PRONOUNS:
            pronouns.append((entity, begin))
        elif head and tokens[head[0]][3] == "PROPN":
            names.setdefault(entity, []).append(tokens[head[0]][:2])
    people = {}
    for entity, spans in names.items():
        people.setdefault(entity, set()).update(spans)
    for entity, at in pronouns:
        people.setdefault(entity, set()).add(tokens[at][:2])
    everybody = {span for spans in names.values() for span in spans}
    return Text(name, text, [Pronoun(tokens[at][0], names[entity], sorted(everybody - set(names[entity])))
                             for entity, at in sorted(pronouns, key=lambda p: p[1]) if names.get(entity)],
                [sorted(spans) for spans in people.values()])
