#!/usr/bin/env python3
"""Holds README.md to what the programs print.

usage: readme_check.py ATTACHE_INDEX ATTACHE_QUERY [--write]

The README's first answer stands between the lines "$ attache-query …" and "```"; it must be what that command prints over an
archive of corpus/articles, with the repository's own path written as "…" and article ids, which hang on it, as "<id>". The
figures of the sample articles are checked by tests/scores. --write puts the real answer in.
"""
import pathlib, re, shlex, subprocess, sys, tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    index, query = (pathlib.Path(p).resolve() for p in sys.argv[1:3])
    readme = ROOT / "README.md"
    lines = readme.read_text(encoding="utf-8").split("\n")
    start = next(i for i, line in enumerate(lines) if line.startswith("$ attache-query "))
    end = lines.index("```", start)
    with tempfile.TemporaryDirectory() as folder:
        archive = pathlib.Path(folder) / "archive"
        subprocess.run([index, "add", "--archive", archive, ROOT / "corpus/articles"], check=True, capture_output=True)
        words = shlex.split(lines[start])[2:]
        out = subprocess.run([query, "--archive", archive, *words], check=True, capture_output=True, text=True, encoding="utf-8")
    answer = re.sub(r"\b[0-9a-f]{32}\b", "<id>", out.stdout.replace(str(ROOT), "…")).rstrip("\n").split("\n")
    if "--write" in sys.argv:
        readme.write_text("\n".join(lines[:start + 1] + answer + lines[end:]), encoding="utf-8")
        return 0
    if lines[start + 1:end] != answer:
        print("README.md's first answer is not what the command prints:\n" + "\n".join(answer))
        return 1
    print(f"README.md's first answer holds: {len(answer)} lines")
    return 0


if __name__ == "__main__":
    sys.exit(main())
