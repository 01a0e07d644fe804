#!/usr/bin/env python3
"""Checks that printed positions are those of the file: byte-order mark, CR and characters beyond the BMP count.

usage: positions_check.py ATTACHE_INDEX ATTACHE_QUERY

For each encoding of one invented article, each stretch of each quotation, cut from the decoded file at the printed
code points, is what the answer prints; `show` marks the same stretch, and so it stands in `show --text`. Exit status 1
when one is not, 2 when there is nothing to check.
"""
import codecs, json, os, re, subprocess, sys, tempfile

ARTICLE = """Talks 🕊 in Halmere

HALMERE – Kestovian Foreign Minister Danilo Reth said on Monday that the 𝔡am 🌊 would stay.

“A dam is not a bathtub plug 🛁,” Mr Reth told reporters. “You cannot pull it.”
"""
ENCODINGS = {
    "plain": ARTICLE.encode(),
    "bom": codecs.BOM_UTF8 + ARTICLE.encode(),
    "crlf": ARTICLE.replace("\n", "\r\n").encode(),
    "bom_crlf": codecs.BOM_UTF8 + ARTICLE.replace("\n", "\r\n").encode(),
    "utf16": ARTICLE.replace("\n", "\r\n").encode("utf-16"),
}


def run(*command):
    done = subprocess.run(command, capture_output=True, timeout=120)
    if done.returncode:
        sys.exit(f"{' '.join(command)}: exit {done.returncode}: {done.stderr.decode(errors='replace')}")
    return done.stdout.decode()


def main():
    if len(sys.argv) != 3:
        print(__doc__, file=sys.stderr)
        return 2
    index, query = sys.argv[1:]
    checked = failed = 0

    def check(name, what, wanted, got):
        nonlocal checked, failed
        checked += 1
        if wanted != got:
            failed += 1
            print(f"{name}: {what}: {got!r}, not {wanted!r}")

    for name, content in ENCODINGS.items():
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, name + ".txt")
            open(path, "wb").write(content)
            archive = ["--archive", os.path.join(folder, "archive")]
            run(index, "add", *archive, path)
            text = content.decode("utf-16-le" if name == "utf16" else "utf-8")
            for line in run(query, *archive, "--format", "jsonl", "every quote by Reth").splitlines():
                row = json.loads(line)
                stretches = [text[begin:end] for begin, end in row["content"]]
                check(name, "positions", row["quote"], " … ".join(stretches))
                shown = run(query, "show", *archive, row["id"])
                check(name, "marked", stretches, re.findall(r"\[\[(.*?)\]\]", shown, re.S))
                plain = run(query, "show", "--text", *archive, row["id"])
                check(name, "text", [plain[begin:end] for begin, end in row["content"]], stretches)
    print(f"{checked - failed} of {checked} positions hold")
    return 1 if failed else 0 if checked >= 3 * len(ENCODINGS) else 2


if __name__ == "__main__":
    sys.exit(main())
