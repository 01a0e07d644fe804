#!/usr/bin/env python3
"""Attaché, with quotations, against Debian's scriptindex (package xapian-omega), text alone, on the same articles in one run.

usage: against_scriptindex.py BUILD_DIR WORK_DIR [--engine fast] [--threads N] PATH…
       against_scriptindex.py BUILD_DIR WORK_DIR --files-from FILE

Puts the inputs into an archive in WORK_DIR, writes each article's title, text and day in scriptindex's form, and has scriptindex
index title and text with positions and the English stemmer and the day as a value. First the answers to 1,000 queries (words, and
two words together) are compared. Prints times, peak memory, sizes and the ratio of the times on the clock. Needs python3-xapian;
wants an idle machine.
"""
import argparse, ctypes, os, pathlib, random, re, shutil, sqlite3, subprocess, sys, time
import xapian

INDEX_SCRIPT = "id : field=id boolean=Q\ntitle : index field=title\ndate : value=0\nbody : index\n"
QUERIES = 1000


def timed(command, **options):
    """Seconds on the clock, of processors, and peak KiB."""
    began = time.monotonic()
    child = subprocess.Popen([str(part) for part in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options)
    _, status, usage = os.wait4(child.pid, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 3):
        sys.exit(f"{command[0]}: exit status {os.waitstatus_to_exitcode(status)}")
    return time.monotonic() - began, usage.ru_utime + usage.ru_stime, usage.ru_maxrss


def unpacked(frame, zstd=ctypes.CDLL("libzstd.so.1")):
    zstd.ZSTD_getFrameContentSize.restype, zstd.ZSTD_decompress.restype = ctypes.c_ulonglong, ctypes.c_size_t
    size = zstd.ZSTD_getFrameContentSize(frame, ctypes.c_size_t(len(frame)))
    out = ctypes.create_string_buffer(max(size, 1))
    read = zstd.ZSTD_decompress(out, ctypes.c_size_t(size), frame, ctypes.c_size_t(len(frame)))
    return out.raw[:read].decode()


def dump(catalogue, path):
    """The articles in scriptindex's form; gives their number, the bytes of their texts, and some of their words."""
    articles, size, words = 0, 0, []
    draw = random.Random(7)
    with open(path, "w", encoding="utf-8") as out:
        for uid, title, day, frame in catalogue.execute("SELECT uid, title, day, text FROM article ORDER BY id"):
            text = unpacked(frame)
            lines = re.split(r"\r\n|\r|\n", text)
            out.write(f"id={uid}\ntitle={' '.join(title.split())}\ndate={(day or '').replace('-', '')}\nbody=" + "\n=".join(lines) + "\n\n")
            articles, size = articles + 1, size + len(text.encode())
            found = re.findall(r"(?<![\w'’.-])[a-z]{4,12}(?![\w'’-])", text)
            if found and draw.random() < 4 * QUERIES / 20000:
                words.append(draw.sample(found, min(2, len(found))))
    return articles, size, words


def answers(database, query, id_of):
    enquire = xapian.Enquire(database)
    enquire.set_query(query)
    return {id_of(match.document) for match in enquire.get_mset(0, database.get_doccount())}


def compare(archive, other, words, other_languages):
    """How many of the queries have the same answers in both, articles in other languages aside: scriptindex stems all as English."""
    ours, theirs = xapian.Database(), xapian.Database(str(other))
    for name in (archive / "CURRENT").read_text().split():
        ours.add_database(xapian.Database(str(archive / name)))
    stem, draw, same, asked = xapian.Stem("english"), random.Random(11), 0, 0
    while asked < QUERIES:
        pair = draw.choice(words)[:1 + asked % 2]
        stems = [stem(word).decode() for word in pair]
        mine = xapian.Query(xapian.Query.OP_FILTER, xapian.Query(xapian.Query.OP_AND, stems), xapian.Query("XTYPEarticle"))
        a = answers(ours, mine, lambda document: document.get_value(1).decode())
        b = answers(theirs, xapian.Query(xapian.Query.OP_AND, ["Z" + one for one in stems]),
                    lambda document: dict(line.split("=", 1) for line in document.get_data().decode().splitlines() if "=" in line)["id"])
        same, asked = same + (a - other_languages == b - other_languages), asked + 1
    return same


def size_of(path):
    return sum(file.stat().st_size for file in path.rglob("*") if file.is_file())


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build_dir", type=pathlib.Path), parser.add_argument("work_dir", type=pathlib.Path)
    parser.add_argument("--engine", default="fast"), parser.add_argument("--threads"), parser.add_argument("--files-from")
    parser.add_argument("paths", nargs="*")
    args = parser.parse_args()
    work = args.work_dir.resolve()
    work.mkdir(parents=True, exist_ok=True)
    archive, text, other, script = work / "archive", work / "articles.txt", work / "scriptindex", work / "index.script"
    for old in (archive, other):
        shutil.rmtree(old, ignore_errors=True)
    script.write_text(INDEX_SCRIPT)
    inputs = ["--files-from", args.files_from] if args.files_from else args.paths
    threads = ["--threads", args.threads] if args.threads else []
    mine = timed([args.build_dir / "attache-index", "add", "--archive", archive, "--engine", args.engine, *threads, *inputs])
    catalogue = sqlite3.connect(f"file:{archive / 'catalogue.db'}?mode=ro", uri=True)
    articles, size, words = dump(catalogue, text)
    quotes = catalogue.execute("SELECT count(*) FROM quote WHERE shown").fetchone()[0]
    theirs = timed(["scriptindex", "--stemmer=english", other, script, text])
    others = {uid for uid, in catalogue.execute("SELECT uid FROM article WHERE language <> 'en' AND language NOT LIKE 'en-%'")}
    same = compare(archive, other, words, others)
    print(f"{articles} articles, {quotes} quotations, {size / 1e6:.1f} MB of text; {same} of {QUERIES} queries with the same articles")
    print(f"{'':22}{'wall s':>8}{'CPU s':>8}{'articles/s':>12}{'MB/s':>8}{'peak MB':>9}{'index MB':>10}{'index/text':>12}")
    for name, (wall, cpu, peak), index in ((f"attache ({args.engine})", mine, sum(size_of(p) for p in archive.glob("index.*"))),
                                           ("scriptindex", theirs, size_of(other))):
        print(f"{name:22}{wall:8.1f}{cpu:8.1f}{articles / wall:12.0f}{size / 1e6 / wall:8.2f}{peak / 1024:9.0f}{index / 1e6:10.0f}{index / size:12.2f}")
    print(f"wall, attache / scriptindex: {mine[0] / theirs[0]:.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
