#!/usr/bin/env python3
"""Runs acceptance cases: commands, expected lines, exit status.

usage: run_cases.py ATTACHE_INDEX ATTACHE_QUERY FOLDER[:FOLDER...] CASES...

The articles of the folders go into one fresh archive, which all cases ask. A case file has cases of these lines;
'#' begins a comment, blank lines part cases:
    $ attache-query every quote by Lavrov about Nato     the command, as a shell would split it; $ID is the last `id:` taken
    > Sergey Lavrov                                      a fragment of one line of standard output, in this order
    ! Zakharova                                          no line of standard output has it
    2> nothing found                                     a fragment of one line of standard error
    id: "id":"([0-9a-f.]+)"                              a regular expression whose group becomes $ID, from standard output
    = 0                                                  the exit status; ends the case, every case has one
Exit status 0 when all cases hold, 1 when one does not, 2 when there is nothing to check.
"""
import glob, os, re, shlex, subprocess, sys, tempfile


class Failure(Exception):
    pass


def run(command, programs, environment, last_id):
    words = [w.replace("$ID", last_id) for w in shlex.split(command)]
    words[0] = programs.get(words[0], words[0])
    return subprocess.run(words, capture_output=True, text=True, encoding="utf-8", errors="replace", env=environment, timeout=120)


def check_case(case, programs, environment, last_id):
    result, at, seen = None, 0, last_id
    for line in case:
        kind, _, text = line.partition(" ")
        if kind == "$":
            result = run(text, programs, environment, last_id)
            out, err, at = result.stdout.splitlines(), result.stderr.splitlines(), 0
        elif kind == ">":
            while at < len(out) and text not in out[at]:
                at += 1
            if at == len(out):
                raise Failure(f"standard output lacks (in order): {text}")
            at += 1
        elif kind == "!":
            if any(text in line for line in out):
                raise Failure(f"standard output has: {text}")
        elif kind == "2>":
            if not any(text in line for line in err):
                raise Failure(f"standard error lacks: {text}")
        elif kind == "id:":
            found = re.search(text, result.stdout)
            if not found:
                raise Failure(f"no id in standard output: {text}")
            seen = found.group(1)
        elif kind == "=":
            if result.returncode != int(text):
                raise Failure(f"exit status {result.returncode}, not {text}: {result.stderr.strip()[-300:]}")
        else:
            raise Failure(f"no such line: {line}")
    return seen


def cases_of(path):
    case = []
    for line in open(path, encoding="utf-8").read().splitlines() + [""]:
        if line.startswith("#"):
            continue
        if line.strip():
            case.append(line)
        elif case:
            if not case[0].startswith("$ ") or not case[-1].startswith("= "):
                raise SystemExit(f"{path}: a case begins with its command and ends with its exit status: {case[0]}")
            yield case
            case = []


def main():
    if len(sys.argv) < 5:
        print(__doc__, file=sys.stderr)
        return 2
    index, query, folders, paths = sys.argv[1], sys.argv[2], sys.argv[3].split(":"), sys.argv[4:]
    programs = {"attache-index": index, "attache-query": query}
    checked = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        environment = dict(os.environ, ATTACHE_CONFIG=os.devnull, ATTACHE_ARCHIVE=os.path.join(folder, "archive"), LC_ALL="C.UTF-8")
        added = subprocess.run([index, "add", *folders], env=environment,
                               capture_output=True, text=True, timeout=300)
        if added.returncode:
            print(f"attache-index add: exit {added.returncode}: {added.stderr.strip()[-500:]}", file=sys.stderr)
            return 2
        for path in paths:
            last_id = ""
            for case in cases_of(path):
                checked += 1
                try:
                    last_id = check_case(case, programs, environment, last_id)
                except Failure as failure:
                    failed += 1
                    print(f"{path}: {case[0]}\n    {failure}")
    print(f"{checked - failed} of {checked} cases hold")
    return 2 if not checked else 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
