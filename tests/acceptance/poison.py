#!/usr/bin/env python3
"""A folder of news in which one file of a hundred cannot be read: is the rest in, and each bad file listed with a reason?

usage: poison.py BUILD_DIR WORK_DIR [--files 10000]

Makes WORK_DIR/files anew: good articles as text, pages, JSON lines, NITF, mail, tables and feeds, and 1 % poison of 20 kinds. `add` must bring in all
the good ones, `failed` must list exactly the bad ones, each with a reason, and the exit status must be 3 (done in part). A second run must
change nothing and list the same. Exit status 1 when anything differs.
"""
import argparse, gzip, io, pathlib, shutil, sqlite3, struct, subprocess, sys, tarfile, time, zipfile

PLACES = ("Port Dorrin", "Halmere", "Tolk", "Salvane", "Velden", "Merrow")
VERBS = ("said", "warned", "announced", "told reporters", "added", "insisted")


def story(number):
    place, verb = PLACES[number % len(PLACES)], VERBS[number // 7 % len(VERBS)]
    return (f"Envoys of {place} met for round {number}",
            [f"{place.upper()}, 3 May 2021 - Delegation {number} of Ostria and Vardania met in {place} on Monday.",
             f"“We shall sign paper number {number} before the ferries stop,” Foreign Minister Mara Tolk {verb}.",
             f"Her deputy denied that clause {number % 97} had been dropped and asked for {number % 13} more days."])


def text(number):
    title, paragraphs = story(number)
    return title + "\n\n" + "\n\n".join(paragraphs) + "\n"


def page(number):
    title, paragraphs = story(number)
    return (f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title}</title></head><body><article><h1>{title}</h1>' +
            "".join(f"<p>{p}</p>" for p in paragraphs) + "</article></body></html>")


def json_line(number):
    title, paragraphs = story(number)
    body = "\\n\\n".join(paragraphs)
    return f'{{"title": "{title}", "text": "{body}", "date": "2021-05-03"}}\n'


def nitf(number):
    title, paragraphs = story(number)
    return (f'<?xml version="1.0"?><nitf><head><title>{title}</title></head><body><body.head><hedline><hl1>{title}</hl1></hedline></body.head>'
            "<body.content>" + "".join(f"<p>{p}</p>" for p in paragraphs) + "</body.content></body></nitf>")


def mail(number):
    title, paragraphs = story(number)
    return (f"From: desk@example.org\nTo: you@example.org\nSubject: {title}\nDate: Mon, 3 May 2021 10:00:00 +0000\nMessage-ID: <{number}@example.org>\n"
            "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n" + "\n\n".join(paragraphs) + "\n")


def table(number):
    title, paragraphs = story(number)
    return 'title,date,text\n"' + title + '",2021-05-03,"' + "\n\n".join(paragraphs) + '"\n'


def feed(number):
    title, paragraphs = story(number)
    return (f'<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title><item><title>{title}</title>'
            f"<description>{' '.join(paragraphs)}</description><guid>w{number}</guid></item></channel></rss>")


GOOD = ((text, "txt"), (page, "html"), (json_line, "jsonl"), (nitf, "nitf"), (mail, "eml"), (table, "csv"), (feed, "rss"))


def zipped(name, data):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return bytearray(out.getvalue())


def locked_zip(number):
    data = zipped("a.txt", text(number))
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):  # says that its member is encrypted
        data[data.find(mark) + flags] |= 1
    return bytes(data)


def broken_tar(number):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for i in range(3):
            info = tarfile.TarInfo(f"{i}.txt")
            info.size = len(text(number).encode())
            archive.addfile(info, io.BytesIO(text(number).encode()))
    data = bytearray(out.getvalue())
    data[0:8] = b"\xff" * 8  # its first header
    return bytes(data)


# Twenty ways for a file to be unreadable: extension, and its bytes.
POISON = (
    ("txt", lambda n: b"\x00\x01\x02\xff" * 500),
    ("txt", lambda n: b""),
    ("txt.gz", lambda n: gzip.compress(text(n).encode())[:-30]),
    ("txt.gz", lambda n: b"\x1f\x8b\x08\x00" + b"\xff" * 60),
    ("zip", lambda n: bytes(zipped("a.txt", text(n)))[:40]),
    ("zip", locked_zip),
    ("tar", broken_tar),
    ("docx", lambda n: bytes(zipped("word/document.xml", "<w:document><w:body>"))),
    ("nitf", lambda n: nitf(n).replace("</hl1>", "").encode()),
    ("nitf", lambda n: b'<?xml version="1.0"?><!DOCTYPE nitf [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><nitf><body><p>&b;</p></body></nitf>'),
    ("nitf", lambda n: b'<?xml version="1.0"?><nitf>' + b"<body>" * 5000 + b"</body>" * 5000 + b"</nitf>"),
    ("rss", lambda n: b'<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title><item><title>Half'),
    ("jsonl", lambda n: b'{"title": "Half a record", "text": "It begi\n'),
    ("jsonl", lambda n: b'{"number": %d}\n' % n),
    ("csv", lambda n: b"colour,size\nred,%d\n" % n),
    ("html", lambda n: b"<!DOCTYPE html><html><head><title></title></head><body><script>var a = 1;</script></body></html>"),
    ("eml", lambda n: b"From: desk@example.org\nSubject:\nMIME-Version: 1.0\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n"),
    ("warc", lambda n: b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99999999\r\n\r\nHTTP/1.1 200 OK\r\n\r\n"),
    ("sgm", lambda n: b'<REUTERS NEWID="%d"><DATE>3-MAY-1987</DATE><TEXT><TITLE>NO END' % n),
    ("pdf", lambda n: b"%PDF-1.7\n" + struct.pack(">Q", n) * 40),
)


def fill(folder, files):
    bad = {}
    for number in range(files):
        place = folder / f"{number % 100:02}"
        place.mkdir(exist_ok=True)
        if number % 100 == 37:
            kind = number // 100 % len(POISON)
            extension, make = POISON[kind]
            path = place / f"{number}.{extension}"
            path.write_bytes(make(number))
            bad[str(path)] = kind
        else:
            make, extension = GOOD[number % len(GOOD)]
            (place / f"{number}.{extension}").write_text(make(number), encoding="utf-8")
    return bad


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build_dir", type=pathlib.Path), parser.add_argument("work_dir", type=pathlib.Path)
    parser.add_argument("--files", type=int, default=10000)
    args = parser.parse_args()
    folder, archive = args.work_dir.resolve() / "files", args.work_dir.resolve() / "archive"
    for old in (folder, archive):
        shutil.rmtree(old, ignore_errors=True)
    folder.mkdir(parents=True)
    bad = fill(folder, args.files)
    program, faults = args.build_dir / "attache-index", []
    for run in ("first run", "second run"):
        began = time.monotonic()
        done = subprocess.run([program, "add", "--archive", archive, "--engine", "fast", folder], capture_output=True, text=True)
        seconds = time.monotonic() - began
        listed = subprocess.run([program, "failed", "--archive", archive], capture_output=True, text=True).stdout.splitlines()
        failed = {line.split("\t")[0]: line.split("\t")[-1] for line in listed}
        articles = sqlite3.connect(archive / "catalogue.db").execute("SELECT count(*) FROM article").fetchone()[0]
        print(f"{run}: {articles} articles of {args.files - len(bad)}, {len(failed)} of {len(bad)} files listed as failed, exit status "
              f"{done.returncode}, {seconds:.0f} s")
        faults += [f"{run}: exit status {done.returncode}"] if done.returncode != 3 else []
        faults += [f"{run}: {articles} articles"] if articles != args.files - len(bad) else []
        faults += [f"{run}: not listed: kind {bad[path]}: {path}" for path in sorted(bad.keys() - failed.keys())]
        faults += [f"{run}: listed though good: {path}: {failed[path]}" for path in sorted(failed.keys() - bad.keys())]
        faults += [f"{run}: no reason: {path}" for path, reason in failed.items() if not reason.strip()]
    by_kind = {kind: failed.get(path) for path, kind in sorted(bad.items(), reverse=True)}
    for kind in sorted(by_kind):
        print(f"  {POISON[kind][0]:7} {by_kind[kind]}")
    for fault in faults[:40]:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
