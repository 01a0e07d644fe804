#!/usr/bin/env python3
"""Checks the shape of the tree (STYLE.md section 2): run from anywhere.

  files     no source file over 600 lines
  readme    every folder with files has a README.md, or its parent's README names it as "folder/"
  top       nothing at the top level beside what is fixed
  names     no file or folder called util, common, misc, helpers, manager
  built     every C++ file under tests/ and every .cpp elsewhere is named in a CMakeLists.txt
  layers    schema includes neither indexer nor query; indexer and query do not include each other
  repeats   no run of 12 lines of code stands in two places

Prints each fault with its place and what it looked at; exit status 1 on a fault or when nothing was looked at.
"""
import collections, pathlib, re, subprocess, sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
TOP = {"CMakeLists.txt", "README.md", "LICENSE", "indexer", "query", "schema", "tests", "corpus"}
SOURCE = {".cpp", ".hpp", ".py", ".sh", ".sql", ".js", ".css", ".cmake"}
MOST_LINES = 600
REPEATED_LINES = 12
BAD_NAMES = re.compile(r"^(utils?|common|misc|helpers?|managers?)(\.|$)|_(utils?|helpers?|manager)(\.|$)")


def tracked():
    """The files git tracks or would; where git is missing or refuses, all but hidden folders and build folders."""
    try:
        out = subprocess.run(["git", "-C", ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
                             check=True, capture_output=True).stdout
        names = [name.decode() for name in out.split(b"\0") if name]
    except (OSError, subprocess.CalledProcessError):
        names = [p.relative_to(ROOT) for p in ROOT.rglob("*")
                 if not p.relative_to(ROOT).parts[0].startswith((".git", ".cache", "build")) and "__pycache__" not in p.parts]
    return sorted(p for p in map(pathlib.Path, names) if (ROOT / p).is_file())


def code_lines(path):
    """(number, line) of lines that say something: no blanks, comments, includes or lone braces."""
    for number, line in enumerate((ROOT / path).read_text(encoding="utf-8").splitlines(), 1):
        bare = line.strip()
        if len(bare) < 4 or bare.startswith(("//", "#", "using ", "namespace ", '"""')) or bare in {"} else {", "});", "break;"}:
            continue
        yield number, bare


def main():
    files = tracked()
    sources = [p for p in files if p.suffix in SOURCE]
    faults = []
    for path in sources:
        lines = (ROOT / path).read_bytes().count(b"\n")
        if lines > MOST_LINES:
            faults.append(f"{path}: {lines} lines, over {MOST_LINES}")
    folders = sorted({p.parent for p in files if p.parent != pathlib.Path(".") and not p.parts[0].startswith(".")})
    for folder in folders:
        if (folder / "README.md") in files:
            continue
        above = folder.parent
        while above != pathlib.Path(".") and (above / "README.md") not in files:
            above = above.parent
        readme = ROOT / above / "README.md"
        name = folder.relative_to(above).parts[0] + "/"
        if above == pathlib.Path(".") or not readme.is_file() or name not in readme.read_text(encoding="utf-8"):
            faults.append(f"{folder}: no README.md, and {above}/README.md does not name {name}")
    for top in sorted({p.parts[0] for p in files}):
        if top not in TOP and not top.startswith("."):
            faults.append(f"{top}: not part of the fixed top level")
    for path in files:
        faults += [f"{path}: the name says nothing" for part in path.parts if BAD_NAMES.search(part.lower())]
    lists = {p.parent: (ROOT / p).read_text(encoding="utf-8") for p in files if p.name == "CMakeLists.txt"}
    cpp = [p for p in files if p.suffix == ".cpp"]
    for path in cpp:
        folder = path.parent
        named = False
        while True:
            if folder in lists and path.relative_to(folder).as_posix() in lists[folder]:
                named = True
            if folder == pathlib.Path("."):
                break
            folder = folder.parent
        if not named and path.stem not in lists.get(path.parent, ""):
            faults.append(f"{path}: no CMakeLists.txt names it, so it is never built")
    for path in sources:
        if path.suffix not in {".cpp", ".hpp"}:
            continue
        room = path.parts[0]
        for include in re.findall(r'^#include "([a-z]+)/', (ROOT / path).read_text(encoding="utf-8"), re.M):
            if room in {"schema", "indexer", "query"} and include not in {room, "schema"}:
                faults.append(f"{path}: {room}/ may not include {include}/")
    runs = collections.defaultdict(list)
    for path in sources:
        if path.suffix not in {".cpp", ".hpp", ".py"}:
            continue
        lines = list(code_lines(path))
        for i in range(len(lines) - REPEATED_LINES + 1):
            runs["\n".join(text for _, text in lines[i:i + REPEATED_LINES])].append((path, lines[i][0]))
    seen = set()
    for places in runs.values():
        if len(places) > 1 and tuple(p for p, _ in places) not in seen:
            seen.add(tuple(p for p, _ in places))
            faults.append("written twice: " + ", ".join(f"{p}:{n}" for p, n in places))
    print(f"looked at {len(files)} files, {len(sources)} sources, {len(folders)} folders")
    for fault in faults:
        print(fault)
    return 1 if faults or not sources or not folders else 0


if __name__ == "__main__":
    sys.exit(main())
