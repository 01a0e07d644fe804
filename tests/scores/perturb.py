#!/usr/bin/env python3
"""Copies a folder of gold articles with their texts damaged as real archives damage them, the gold spans moved along.

usage: perturb.py GOLD_DIR OUT_DIR [--straight-quotes] [--hard-wraps] [--lost-paragraphs] [--capital-headlines]

GOLD_DIR is in PolNeAR's form: text/NAME.txt, attributions/NAME_*.ann. Without an option all four are done:
    --straight-quotes     every double mark is ", every single one '
    --hard-wraps          lines end at 70 columns; paragraphs stand apart by an empty line
    --lost-paragraphs     paragraphs run on in one line
    --capital-headlines   the first line is in capitals
Every span covers the words it covered before, else the script ends with 1 and names the file and the span.
"""
import argparse
import pathlib
import re
import sys

WRAP = 70  # columns
DOUBLE = "“”„‟«»"
SINGLE = "‘’‚‛‹›"
BREAK = re.compile(r"[ \t\r]*\n\s*")

# A text is a list of (characters, index in the original of what they stand for); "" where something was taken out.


def straight_quotes(cells):
    out = []
    for i, (c, at) in enumerate(cells):
        if c in ("`", "'") and out and out[-1][0] == c and out[-1][1] == at - 1:
            out[-1] = ('"', out[-1][1])  # `` and '' are one mark
            out.append(("", at))
            continue
        out.append(('"' if c and c in DOUBLE else "'" if c and c in SINGLE else c, at))
    return out


def capital_headlines(cells):
    out, headline = [], True
    for c, at in cells:
        headline = headline and "\n" not in c
        out.append((c.upper() if headline else c, at))
    return out


def replace_breaks(cells, with_what):
    """Every run of space that holds a line's end, the text's last one apart, becomes one string."""
    text = "".join(c if len(c) == 1 else "x" for c, _ in cells)  # one character a cell
    out, done = [], 0
    for match in BREAK.finditer(text):
        last = match.end() == len(text)
        out += cells[done:match.start()]
        out.append(("\n" if last else with_what, cells[match.start()][1]))
        out += [("", at) for _, at in cells[match.start() + 1:match.end()]]
        done = match.end()
    return out + cells[done:]


def lost_paragraphs(cells):
    return replace_breaks(cells, " ")


def hard_wraps(cells):
    cells = replace_breaks(cells, "\n\n")
    out, column, space = [], 0, None  # space: where in `out` the line may end
    for c, at in cells:
        out.append((c, at))
        if "\n" in c:
            column, space = 0, None
            continue
        column += len(c)
        if c == " ":
            space = len(out) - 1
        if column > WRAP and space is not None:
            out[space] = ("\n", out[space][1])
            column, space = sum(len(c) for c, _ in out[space + 1:]), None
    return out


# In the order they are done: lines are wrapped at their last length.
PERTURBATIONS = {"straight-quotes": straight_quotes, "capital-headlines": capital_headlines, "lost-paragraphs": lost_paragraphs,
                 "hard-wraps": hard_wraps}


def perturbed(text, names):
    """The text and, for each of its code points and its end, where that now lies."""
    cells = [(c, i) for i, c in enumerate(text)]
    for name, change in PERTURBATIONS.items():
        if name in names:
            cells = change(cells)
    assert [at for _, at in cells] == list(range(len(text))), "a perturbation lost a character"
    places, out = [], []
    length = 0
    for c, _ in cells:
        places.append(length)
        out.append(c)
        length += len(c)
    return "".join(out), places + [length]


def moved(line, places):
    """One line of an .ann file with the spans of a text-bound annotation moved."""
    fields = line.split("\t")
    if len(fields) < 2 or not re.fullmatch(r"T\d+", fields[0]):
        return line
    kind, _, spans = fields[1].partition(" ")
    ends = [tuple(map(int, s.split())) for s in spans.split(";")]
    fields[1] = kind + " " + ";".join(f"{places[a]} {places[b]}" for a, b in ends)
    return "\t".join(fields)


def words(text):
    """What no perturbation changes: the words, in one case."""
    return re.findall(r"\w+", text.casefold())


def check(name, line, before, after, places):
    fields = line.split("\t")
    if len(fields) < 2 or not re.fullmatch(r"T\d+", fields[0]):
        return
    for span in fields[1].partition(" ")[2].split(";"):
        a, b = map(int, span.split())
        if words(before[a:b]) != words(after[places[a]:places[b]]):
            sys.exit(f"{name}: {fields[0]} {a} {b}: covers {after[places[a]:places[b]]!r} instead of {before[a:b]!r}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold_dir", type=pathlib.Path), parser.add_argument("out_dir", type=pathlib.Path)
    for name in PERTURBATIONS:
        parser.add_argument("--" + name, dest="names", action="append_const", const=name)
    args = parser.parse_args()
    names = args.names or list(PERTURBATIONS)
    read = lambda path: path.read_bytes().decode("utf-8")
    texts = sorted((args.gold_dir / "text").glob("*.txt"))
    if not texts:
        sys.exit(f"{args.gold_dir}: no text/*.txt")
    for folder in ("text", "attributions"):
        (args.out_dir / folder).mkdir(parents=True, exist_ok=True)
    for path in texts:
        before = read(path)
        after, places = perturbed(before, names)
        (args.out_dir / "text" / path.name).write_bytes(after.encode("utf-8"))
        for gold in sorted((args.gold_dir / "attributions").iterdir()):
            if gold.suffix != ".ann" or not gold.name.startswith(path.stem + "_"):
                continue
            lines = read(gold).split("\n")
            for line in lines:
                check(gold, line, before, after, places)
            (args.out_dir / "attributions" / gold.name).write_bytes("\n".join(moved(l, places) for l in lines).encode("utf-8"))


if __name__ == "__main__":
    main()
