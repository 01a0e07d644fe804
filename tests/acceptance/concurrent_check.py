#!/usr/bin/env python3
"""Asks one question again and again while another process adds articles: each answer is of a whole batch.

usage: concurrent_check.py ATTACHE_INDEX ATTACHE_QUERY ARTICLES_DIR [RUNS]

The article that is asked about is in the archive from the first; others are added, changed and added again in a
loop. Each of RUNS (30) answers must have the same quotations and exit status 0. Exit status 1 when one has not, 2 when
nothing was added meanwhile.
"""
import glob, os, shutil, subprocess, sys, tempfile, threading

QUESTION = ["--format", "jsonl", "every quote by Lavrov about Nato"]


def main():
    if len(sys.argv) not in (4, 5):
        print(__doc__, file=sys.stderr)
        return 2
    index, query, articles = sys.argv[1:4]
    runs = int(sys.argv[4]) if len(sys.argv) == 5 else 30
    with tempfile.TemporaryDirectory() as folder:
        environment = dict(os.environ, ATTACHE_CONFIG=os.devnull, ATTACHE_ARCHIVE=os.path.join(folder, "archive"))
        asked = os.path.join(articles, "stockholm_meeting.txt")
        paths = sorted(set(glob.glob(os.path.join(articles, "*.txt"))) - {asked})
        others = [shutil.copy(path, folder) for path in paths]

        def run(*command):
            return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120)

        done, added, faults = threading.Event(), 0, []

        def add_on():
            nonlocal added
            while not done.is_set():
                path = others[added % len(others)]
                with open(path, "a", encoding="utf-8") as article:
                    article.write(f"\nNote {added}.\n")
                result = run(index, "add", path)
                added += 1
                if result.returncode:
                    faults.append(f"add: exit {result.returncode}: {result.stderr.strip()[-300:]}")

        if run(index, "add", asked).returncode:
            return 2
        wanted = run(query, *QUESTION).stdout
        adding = threading.Thread(target=add_on)
        adding.start()
        for _ in range(runs):
            result = run(query, *QUESTION)
            if result.returncode or result.stdout != wanted:
                faults.append(f"query: exit {result.returncode}: {result.stderr.strip()[-300:]}\n{result.stdout[:300]}")
        done.set()
        adding.join()
    for fault in faults:
        print(fault)
    print(f"{runs} questions asked while {added} articles were added, {len(faults)} faults")
    return 2 if not wanted or not added else 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
