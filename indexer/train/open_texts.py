#!/usr/bin/env python3
"""Writes openly licensed articles of ../shared/data as plain text, for the careful engine to label and the fast one to learn from.

usage: open_texts.py DATA_DIR OUT_DIR

From ecbplus (CC BY 3.0), gum (CC BY and BY-SA) and MASC in nltk (open): texts kept as tokens are put together again, one
paragraph a block. From ungdc (CC0) every 32nd speech, from zelenskyy_putin (CC BY 4.0) every 4th press release. Needs tar with zstd.
"""
import csv
import itertools
import os
import re
import subprocess
import sys
import tempfile
import zipfile
import xml.etree.ElementTree as xml

BEFORE_NO_SPACE = re.compile(r"^(?:[,.;:!?)\]}%”’]|'s|n't|'re|'ve|'ll|'d|'m|''|’s|n’t|\.\.\.)$")
BEHIND_NO_SPACE = {"(", "[", "{", "$", "£", "“", "‘", "``"}


def running_text(words):
    """Tokens as a sentence is printed; straight marks open and close by turns."""
    out, inside, glue = "", False, True
    for word in words:
        closes = word == '"' and inside or word == "''"
        opens = word == '"' and not inside or word == "``"
        shown = '"' if opens or closes else word
        out += shown if glue or closes or BEFORE_NO_SPACE.match(word) else " " + shown
        glue = opens or word in BEHIND_NO_SPACE
        inside = opens or inside and not closes
    return out


def ecb(folder):
    for at, _, names in sorted(os.walk(folder)):
        for name in sorted(n for n in names if n.endswith(".xml")):
            tokens = [(t.get("sentence"), t.text or "") for t in xml.parse(os.path.join(at, name)).getroot().iter("token")]
            sentences = [running_text(w for _, w in group) for _, group in itertools.groupby(tokens, lambda t: t[0])]
            yield "ecb_" + name[:-4], sentences


def gum(folder):
    for name in sorted(os.listdir(folder)):
        if not re.match(r"GUM_(news|interview|bio|speech)_", name):
            continue
        blocks, sentence = [[]], []
        for line in open(os.path.join(folder, name), encoding="utf-8"):
            if "\t" in line:
                sentence.append(line.split("\t")[0])
            elif line.startswith("</s>"):
                blocks[-1].append(running_text(sentence))
                sentence = []
            elif line.startswith(("</p>", "</head>", "</sp>", "</item>", "</caption>")):
                blocks.append([])
        yield name[:-4].lower(), [" ".join(b) for b in blocks if b]


def masc(archive):
    with zipfile.ZipFile(archive) as file:
        for name in sorted(n for n in file.namelist() if "/written/" in n and n.endswith(".txt")):
            lines = file.read(name).decode("utf-8", "replace").split("\n")
            sentences = [running_text(w.rpartition("_")[0] or w for w in line.split()) for line in lines if line.strip()]
            yield "masc_" + os.path.basename(name)[:-4], sentences


def speeches(folder):
    paths = sorted(os.path.join(at, name) for at, _, names in os.walk(folder) for name in names if re.fullmatch(r"[A-Z]+_\d+_\d{4}\.txt", name))
    for path in paths[::32]:
        with open(path, encoding="utf-8-sig", errors="replace") as file:
            yield "un_" + os.path.basename(path)[:-4].lower(), [line.strip() for line in file if line.strip()]


def releases(folder):
    csv.field_size_limit(1 << 30)
    for name in sorted(name for name in os.listdir(folder) if name.endswith(".csv")):
        with open(os.path.join(folder, name), encoding="utf-8", newline="") as file:
            for number, row in itertools.islice(enumerate(csv.DictReader(file)), 0, None, 4):
                body = next(value for key, value in row.items() if key and key.lower() in ("body", "text", "content"))
                yield f"release_{name[:-4]}_{number}", [line.strip() for line in body.split("\n") if line.strip()]


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    data, out = sys.argv[1:]
    os.makedirs(out, exist_ok=True)
    with tempfile.TemporaryDirectory() as work:
        for name in ("ecbplus", "gum", "nltk", "ungdc", "zelenskyy_putin"):
            subprocess.run(["tar", "--zstd", "-xf", os.path.join(data, name + ".tar.zst"), "-C", work], check=True)
        texts = itertools.chain(ecb(os.path.join(work, "ecbplus")), gum(os.path.join(work, "gum/xml")),
                                masc(os.path.join(work, "nltk/masc_tagged.zip")), speeches(os.path.join(work, "ungdc")),
                                releases(os.path.join(work, "zelenskyy_putin/press_release_data")))
        count = 0
        for name, blocks in texts:
            with open(os.path.join(out, name + ".txt"), "w", encoding="utf-8") as file:
                file.write("\n\n".join(blocks) + "\n")
            count += 1
    print(f"{count} texts in {out}")


if __name__ == "__main__":
    main()
