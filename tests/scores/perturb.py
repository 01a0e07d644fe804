#!/usr/bin/env python3
"""Copies gold articles with their texts damaged as real archives damage them, the gold spans moved along.

usage: perturb.py GOLD_DIR OUT_DIR [--straight-quotes] [--hard-wraps] [--lost-paragraphs] [--capital-headlines]

GOLD_DIR is in PolNeAR's form: text/NAME.txt, attributions/NAME_*.ann with offsets in code points. Without an option all
four are done:
    --straight-quotes     every double mark, `` and '' too, becomes ", every single one '
    --hard-wraps          lines end at 70 columns; paragraphs are parted by an empty line, as otherwise nothing parts them
    --lost-paragraphs     all of a text is one paragraph
    --capital-headlines   the first line is in capitals
Every span covers the words it covered; where one would not, the script names its file and the span and ends with 1.
The same input always gives the same bytes.
"""
import argparse, pathlib, re, sys

WRAP = 70  # columns
DOUBLE = "“”„‟«»"
SINGLE = "‘’‚‛‹›"

# A text is a list of cells: (characters, index in the original of the first one that they stand for), the indices rising. A cell
# stands for all from its index to that of the next one.


def straight_quotes(cells):
    out = []
    for characters, at in cells:
        if characters in ("`", "'") and out and out[-1][0] == characters:
            out[-1] = ('"', out[-1][1])
        else:
            out.append(('"' if characters in DOUBLE else "'" if characters in SINGLE else characters, at))
    return out


def capital_headlines(cells):
    first = next((i for i, (characters, _) in enumerate(cells) if not characters.isspace()), len(cells))
    end = next((i for i in range(first, len(cells)) if "\n" in cells[i][0]), len(cells))
    return [(characters.upper() if i < end else characters, at) for i, (characters, at) in enumerate(cells)]


def with_breaks(cells, between):
    """Puts `between` for each run of white space that ends a line. The one that ends the text stays a line end."""
    shape = "".join("\n" if "\n" in characters else characters if len(characters) == 1 else "x" for characters, _ in cells)
    out, done = [], 0
    for match in re.finditer(r"\s*\n\s*", shape):
        out += cells[done:match.start()]
        out.append(("\n" if match.end() == len(shape) else between, cells[match.start()][1]))
        done = match.end()
    return out + cells[done:]


def lost_paragraphs(cells):
    return with_breaks(cells, " ")


def hard_wraps(cells):
    out, column, space = [], 0, None  # space: the last one of this line, in `out`
    for characters, at in with_breaks(cells, "\n\n"):
        out.append((characters, at))
        if "\n" in characters:
            column, space = 0, None
            continue
        column += len(characters)
        if characters == " ":
            space = len(out) - 1
        if column > WRAP and space is not None:
            out[space] = ("\n", out[space][1])
            column, space = sum(len(c) for c, _ in out[space + 1:]), None
    return out


# In the order they are done: a headline is known by its line, and lines are wrapped when their length is final.
PERTURBATIONS = {"straight-quotes": straight_quotes, "capital-headlines": capital_headlines,
                 "lost-paragraphs": lost_paragraphs, "hard-wraps": hard_wraps}


def perturbed(text, names):
    """The text, and for each of the old one's code points the span that now stands for it."""
    cells = [(character, at) for at, character in enumerate(text)]
    for name, perturbation in PERTURBATIONS.items():
        if name in names:
            cells = perturbation(cells)
    places, length = [], 0
    for (characters, at), (_, following) in zip(cells, cells[1:] + [("", len(text))]):
        places += [(length, length + len(characters))] * (following - at)
        length += len(characters)
    return "".join(characters for characters, _ in cells), places


def read(path):
    return path.read_bytes().decode("utf-8")


def shape_of(words):
    """What no perturbation changes. Capitals before small letters: ı becomes I, which becomes i."""
    marks = re.sub("[\"'`" + DOUBLE + SINGLE + "]+", '"', words)
    return " ".join(marks.upper().casefold().split())


def moved(line, before, after, places):
    """A line of an .ann file with its spans moved, and how many it has. ValueError for a span that would cover other words."""
    fields = line.split("\t")
    if len(fields) < 2 or not re.fullmatch(r"T\d+", fields[0]):
        return line, 0
    kind, _, rest = fields[1].partition(" ")
    spans = []
    for span in rest.split(";"):
        ends = re.fullmatch(r"(\d+) (\d+)", span)
        begin, end = map(int, ends.groups()) if ends else (1, 0)
        if not begin < end <= len(before):
            raise ValueError(f"{fields[0]}: no span of the text: '{span}'")
        first, last = places[begin][0], places[end - 1][1]
        if shape_of(before[begin:end]) != shape_of(after[first:last]):
            raise ValueError(f"{fields[0]} {span}: {before[begin:end]!r} would become {after[first:last]!r}")
        spans.append(f"{first} {last}")
    return "\t".join([fields[0], f"{kind} {';'.join(spans)}"] + fields[2:]), len(spans)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold_dir", type=pathlib.Path), parser.add_argument("out_dir", type=pathlib.Path)
    for name in PERTURBATIONS:
        parser.add_argument("--" + name, dest="names", action="append_const", const=name)
    args = parser.parse_args()
    if args.out_dir.resolve() == args.gold_dir.resolve():
        sys.exit(f"{args.out_dir}: the gold itself would be overwritten")
    texts = {path.stem: read(path) for path in sorted((args.gold_dir / "text").glob("*.txt"))}
    if not texts:
        sys.exit(f"{args.gold_dir}: no text/*.txt")
    changed = {name: perturbed(text, args.names or PERTURBATIONS) for name, text in texts.items()}
    for folder in ("text", "attributions"):
        (args.out_dir / folder).mkdir(parents=True, exist_ok=True)
    for name, (after, _) in changed.items():
        (args.out_dir / "text" / (name + ".txt")).write_bytes(after.encode("utf-8"))
    count = 0
    for path in sorted((args.gold_dir / "attributions").glob("*.ann")):
        # "a_b_1.ann" is of the text "a_b", not of "a".
        name = max((name for name in texts if path.name.startswith(name + "_")), key=len, default=None)
        if name is None:
            sys.exit(f"{path}: no text of this name")
        lines = []
        for line in read(path).split("\n"):
            try:
                line, spans = moved(line, texts[name], *changed[name])
            except ValueError as fault:
                sys.exit(f"{path}: {fault}")
            lines.append(line)
            count += spans
        (args.out_dir / "attributions" / path.name).write_bytes("\n".join(lines).encode("utf-8"))
    print(f"{len(texts)} texts, {count} spans")
    if not count:
        sys.exit(f"{args.gold_dir}: no span in attributions/*.ann")


if __name__ == "__main__":
    main()
