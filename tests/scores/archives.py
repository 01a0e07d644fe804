#!/usr/bin/env python3
"""Everything real in ../shared/data in one archive: is every article there, with its date, and nothing unread without a reason?

usage: archives.py BUILD_DIR DATA_DIR WORK_DIR [--engine fast|careful] [--only SET]

DATA_DIR holds the unpacked sets; a missing one is skipped and named. Their saved pages are also put into one WARC and one mbox, made in
WORK_DIR, as is the archive. For each set: inputs, articles, articles expected (counted in the files by other means than the readers'), what could
not be read and what was left out by reason, days known, and days that differ from what the source says in a form that
needs no reader. Exit status 1 when a count or a day is wrong.
"""
import argparse, collections, csv, datetime, email.message, email.policy, email.utils, gzip, hashlib, json, pathlib, re, sqlite3, subprocess, sys

def pages_of(data):
    """Saved pages: name, bytes."""
    for path in sorted((data / "html_fundus").rglob("*.html.gz")):
        yield "fundus/" + path.name.removesuffix(".gz"), gzip.decompress(path.read_bytes())
    for path in sorted((data / "html_scrapinghub/html").glob("*.html.gz")):
        yield "scrapinghub/" + path.name.removesuffix(".gz"), gzip.decompress(path.read_bytes())
    for path in sorted((data / "html_readability/test/test-pages").glob("*/source.html")):
        yield "readability/" + path.parent.name + ".html", path.read_bytes()


def write_warc(pages, path):
    with gzip.open(path, "wb", compresslevel=1) as out:
        for name, body in pages:
            http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(body) + body
            head = (f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://pages.example/{name}\r\nWARC-Date: 2026-01-02T03:04:05Z\r\n"
                    f"WARC-Record-ID: <urn:uuid:{hashlib.md5(name.encode()).hexdigest()}>\r\nContent-Type: application/http; msgtype=response\r\n"
                    f"Content-Length: {len(http)}\r\n\r\n")
            out.write(head.encode() + http + b"\r\n\r\n")


def write_mbox(pages, path):
    policy = email.policy.default.clone(max_line_length=998)
    with open(path, "wb") as out:
        for number, (name, body) in enumerate(pages):
            mail = email.message.EmailMessage(policy)
            sent = datetime.datetime(2025, 3, 1, 6, tzinfo=datetime.timezone.utc) + datetime.timedelta(days=number % 300)
            mail["From"], mail["To"], mail["Subject"] = "desk@example.org", "archive@example.org", f"page {name}"
            mail["Date"], mail["Message-ID"] = email.utils.format_datetime(sent), f"<{number}@example.org>"
            mail.set_content(body, maintype="text", subtype="html", cte="base64")
            out.write(b"From desk@example.org " + sent.strftime("%a %b %d %H:%M:%S %Y").encode() + b"\n")
            out.write(re.sub(rb"(?m)^(>*From )", rb">\1", mail.as_bytes()) + b"\n")


class Set:
    def __init__(self, name, paths, expected, days=None):
        self.name, self.paths, self.expected = name, [pathlib.Path(p) for p in paths], expected
        self.days = days or {}  # by (file, place): the day the source says


def reuters(data):
    files, count, days = sorted((data / "reuters21578").glob("*.sgm")), 0, {}
    for path in files:
        for tag, inside in re.findall(r"<REUTERS([^>]*)>(.*?)</REUTERS>", path.read_text("latin-1"), re.S):
            count += 1
            day = re.search(r"<DATE>\s*(\d+-[A-Z]{3}-\d{4})", inside)
            number = re.search(r'NEWID="(\d+)"', tag)
            if day and number:
                days[(str(path), f"story {number[1]}")] = datetime.datetime.strptime(day[1], "%d-%b-%Y").date().isoformat()
    return Set("reuters", files, count, days)


def releases(data):
    csv.field_size_limit(1 << 30)
    files, count, days = sorted((data / "zelenskyy_putin/press_release_data").glob("*.csv")), 0, {}
    for path in files:
        with open(path, encoding="utf-8", newline="") as source:
            for number, row in enumerate(csv.DictReader(source), 2):
                count += 1
                day = next((row[key] for key in row if key and key.lower() == "date"), "")
                if re.match(r"\d{4}-\d\d-\d\d", day):
                    days[(str(path), f"row {number}")] = day[:10]
    return Set("press releases", files, count, days)


def ldc(data):
    files, count, days = sorted((data / "ieer/ieer").glob("[AN]*")), 0, {}
    for path in files:
        for doc in re.findall(r"<DOC>(.*?)</DOC>", path.read_text("latin-1"), re.S):
            count += 1
            month, day, year = re.search(r"<DATE_TIME>\s*(\d\d)/(\d\d)/(\d{4})", doc).groups()
            days[(str(path), "document " + re.search(r"<DOCNO>\s*(\S+)", doc)[1])] = f"{year}-{month}-{day}"
    return Set("AP, NYT", files, count, days)


def speeches(data):
    files = [p for p in sorted((data / "ungdc/txt").rglob("*.txt")) if re.fullmatch(r"[A-Z]+_\d+_\d{4}\.txt", p.name)]
    return Set("UN speeches", files, len(files))


def samples(data, name, folder):
    return Set(name, [p for p in sorted((data / folder).rglob("*")) if p.is_file()], None)


def fundus(data):
    files = sorted((data / "html_fundus").rglob("*.html.gz"))
    return Set("saved pages", files, len(files))


def made(name, work, pages, write):
    path = work / name
    write(pages, path)
    return Set(name, [path], len(pages))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build_dir", type=pathlib.Path), parser.add_argument("data_dir", type=pathlib.Path)
    parser.add_argument("work_dir", type=pathlib.Path), parser.add_argument("--engine", default="fast"), parser.add_argument("--only")
    args = parser.parse_args()
    args.work_dir.mkdir(parents=True, exist_ok=True)
    data, work = args.data_dir.resolve(), args.work_dir.resolve()
    pages = list(pages_of(data))
    makers = {"reuters": (reuters, "reuters21578"), "press releases": (releases, "zelenskyy_putin"), "AP, NYT": (ldc, "ieer"),
              "UN speeches": (speeches, "ungdc"), "IPTC": (lambda d: samples(d, "IPTC", "iptc_newsml"), "iptc_newsml"),
              "exports": (lambda d: samples(d, "exports", "export_samples"), "export_samples"), "saved pages": (fundus, "html_fundus")}
    sets = []
    for name, (make, folder) in makers.items():
        if args.only not in (None, name):
            continue
        if (data / folder).is_dir():
            sets.append(make(data))
        else:
            print(f"skipped: {name} ({data / folder} is not there)")
    if pages and args.only in (None, "made"):
        sets += [made("pages.warc.gz", work, pages, write_warc), made("pages.mbox", work, pages, write_mbox)]

    listed = work / "inputs"
    listed.write_bytes(b"".join(str(path).encode() + b"\0" for one in sets for path in one.paths))
    archive, report = work / "archive", work / "report.jsonl"
    began = datetime.datetime.now()
    done = subprocess.run([args.build_dir / "attache-index", "add", "--archive", archive, "--engine", args.engine, "--files-from", listed,
                           "--report", report])
    print(f"add: exit status {done.returncode}, {(datetime.datetime.now() - began).total_seconds():.0f} s")
    inputs = {line["file"]: line for line in map(json.loads, report.read_text(encoding="utf-8").splitlines())}
    catalogue = sqlite3.connect(f"file:{archive / 'catalogue.db'}?mode=ro", uri=True)
    rows = collections.defaultdict(list)
    for file, place, day in catalogue.execute("SELECT file, place, published FROM article"):
        rows[file.decode(errors="surrogateescape")].append((place, day))

    wrong = 0
    print(f"{'set':16}{'inputs':>8}{'articles':>9}{'expected':>9}{'unread':>8}{'left out':>9}{'dated':>8}{'checked':>8}{'wrong':>6}")
    for one in sets:
        articles = [(str(path), place, day) for path in one.paths for place, day in rows[str(path)]]
        reports = [inputs[str(path)] for path in one.paths if str(path) in inputs]
        faults = [fault for line in reports for fault in line.get("faults", [])]
        left_out = [fault["reason"] for line in reports for fault in line.get("left_out", [])]
        checked = [(key, day, one.days[key]) for *key, day in articles for key in [tuple(key)] if key in one.days]
        bad = [(key, day, want) for key, day, want in checked if day != want]
        wrong += len(bad)
        expected = one.expected
        if expected is not None and expected != len(articles) + len(faults) + len(left_out):
            wrong += 1
        print(f"{one.name:16}{len(one.paths):8}{len(articles):9}{expected if expected is not None else '':>9}{len(faults):8}{len(left_out):9}"
              f"{sum(day is not None for *_, day in articles):8}{len(checked):8}{len(bad):6}")
        for reason, count in collections.Counter(re.sub(r"\d+", "N", fault["reason"]) for fault in faults).most_common(12):
            print(f"    unread   {count:5}  {reason}")
        for reason, count in collections.Counter(left_out).most_common(12):
            print(f"    left out {count:5}  {reason}")
        for key, day, want in bad[:10]:
            print(f"    {key[0]} {key[1]}: {day} for {want}")
        unreported = [path for path in one.paths if str(path) not in inputs]
        if unreported:
            wrong += 1
            print(f"    {len(unreported)} inputs without a line in the report, the first {unreported[0]}")
    return 1 if wrong or done.returncode not in (0, 3) else 0


if __name__ == "__main__":
    sys.exit(main())
