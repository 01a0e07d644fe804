#!/usr/bin/env python3
"""Reads every format of attache-query back by an independent parser, over articles made to break formats.

usage: formats_check.py ATTACHE_INDEX ATTACHE_QUERY

Each hostile text stands in every field an article has (headline, byline, outlet, section, address, identifier, the words of a quotation, the
file's name). What `--format jsonl` gives, which json reads, is what each other format must give: csv by csv, xml by xml.etree, html by
html.parser, xlsx by zipfile and xml.etree, BibTeX and RIS by the readers below; also bibtexparser, openpyxl and LibreOffice where they are
installed. Prints what it compared; exit status 1 when a format differs, 2 when nothing was compared.
"""
import csv, html.parser, io, json, os, re, shutil, subprocess, sys, tempfile, xml.etree.ElementTree as etree, zipfile

HOSTILE = [
    "plain words", "=1+1", "+1", "-1+2", "@SUM(A1)", "=HYPERLINK(\"http://a.example\",\"x\")", "=cmd|' /C calc'!A0", "'=1", "''=1", "＝1+1", "＠x",
    "a,b;c\td", "he said \"no\"", "'single'", "back\\slash \\n", "{brace", "brace}", "}{", "100 % of $5 & #1 _x_ ~y^z", "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>", "\"><svg/onload=alert(1)>", "'><b>", "javascript:alert(1)", "</title><script>x</script>", "]]>", "<!--", "-->", "&lt;b&gt; &amp; &#60;",
    "<a href=\"javascript:alert(1)\">x</a>", "[x](javascript:alert(1))", "![x](http://a.example/x.png)", "`code` *bold* _it_ ~~no~~ | cell |", "# head", "> quote", "1. list", "- list", "===",
    "ER  - ", "TY  - NEWS", "@article{x,", "\u202eevil\u202c", "\u2028ER  - \u2029", "\x85next", "\x1b[31mred", "\x07\x01\x0b\x0c", "\ufffe\uffff", "\U0001f54a dove", "{{quote}} {{{quote}}} {{>quote}} <% %>",
    "account: 3 quotes", "null", "true", "0012", "1e9", "2021-12-02", "a: b", "'; DROP TABLE x; --", "%0d%0aSet-Cookie: x", "\\textbackslash{} \\input{/etc/passwd}", "$(id) `id`", "\u00a0",
]
LINKS = ["https://example.org/{}?a=b&c=\"d\"<e>", "javascript:alert({})", "data:text/html,{}", "http://example.org/{}'()\\{{}}", "//example.org/{}", "mailto:desk{}@example.org"]
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
FORMULA = re.compile("'*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
compared = failed = 0
skipped = []


def check(what, got, wanted):
    global compared, failed
    compared += 1
    if got != wanted:
        failed += 1
        if failed <= 20:
            print(f"{what}:\n    {got!r}\n    instead of {wanted!r}")


def xml_text(text):
    return FORBIDDEN.sub("\ufffd", text)


def line(text):
    return re.sub("[ \t-\r]+", " ", CONTROL.sub(" ", text)).strip(" ")


def item(text):
    return text.replace("\\", "\\\\").replace(";", "\\;")


def flat(name, value):
    """The cell of a value, as FORMATS.md says."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return json.dumps(value)
    if isinstance(value, str):
        return value
    if name == "asked":
        return value["why"]
    if name == "tables":
        return "; ".join(item(f"{o['office']} {o['from']}..{o['until'] or ''}") for o in value["offices"])
    one = {
        "speakers": lambda v: v["name"] or f"({v['class']})",
        "about": lambda v: f"{v['topic']} ({v['ring']}{': ' + v['evidence'] if v['evidence'] else ''})",
        "content": lambda v: f"{v[0]}-{v[1]}",
        "variants": lambda v: f"{v['text']} {v['quotes']}",
        "descriptions": lambda v: f"{v['text']} {v['quotes']}",
        "namesakes": lambda v: f"{v['name']} {v['quotes']}",
        "examples": lambda v: v,
    }[name]
    return "; ".join(item(one(v)) for v in value)


class Program:
    def __init__(self, index, query, folder):
        self.index, self.query, self.folder = index, query, folder
        self.environment = dict(os.environ, ATTACHE_CONFIG=os.devnull, ATTACHE_ARCHIVE=os.path.join(folder, "archive"), LC_ALL="C.UTF-8")

    def run(self, *words, program=None, status=(0,)):
        done = subprocess.run([program or self.query, *words], env=self.environment, capture_output=True, timeout=300)
        if done.returncode not in status:
            raise SystemExit(f"{words}: exit {done.returncode}: {done.stderr.decode(errors='replace')[-800:]}")
        return done.stdout.decode("utf-8")  # strictly: all output is UTF-8


def make_articles(folder):
    """One JSON record for each hostile text, and a file whose name is one."""
    os.makedirs(folder)
    with open(os.path.join(folder, "records.jsonl"), "w", encoding="utf-8") as out:
        for number, text in enumerate(HOSTILE):
            body = f"Mara Tolk, the foreign minister of Ostria, spoke in Orme. “The dam {text} will hold,” said Mara Tolk.\n\nHe asked “Why {text} now?”, said {text or 'x'} Ilo Renn.\n"
            out.write(json.dumps({"title": text, "byline": text, "outlet": text, "section": text, "standfirst": text, "id": f"{number} {text}", "date": "2021-12-02",
                                  "url": LINKS[number % len(LINKS)].format(number), "text": body}) + "\n")
    for number, text in enumerate(HOSTILE):
        name = text.replace("/", "|").replace("\x00", "") or "x"
        with open(os.path.join(folder, f"{name}{number}.txt"), "w", encoding="utf-8") as out:
            out.write(f"{text or 'x'}\n\nThe dam stands in article {number}. “It will hold,” said Mara Tolk.\n")


def cells_of_xlsx(path):
    """Rows of texts of the first sheet, days as ISO, by the markup alone."""
    main = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    with zipfile.ZipFile(path) as book:
        assert book.testzip() is None
        sheet = etree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    rows = []
    for row in sheet.iter(main + "row"):
        cells = {}
        for cell in row.iter(main + "c"):
            letters = re.match("[A-Z]+", cell.get("r")).group()
            column = 0
            for letter in letters:
                column = column * 26 + ord(letter) - 64
            kind = cell.get("t")
            text = "".join(cell.itertext())
            if kind == "inlineStr":
                text = re.sub("_x([0-9A-F]{4})_", lambda m: chr(int(m.group(1), 16)), text)
                cells[column - 1] = text
            else:
                cells[column - 1] = float(text)
        rows.append(cells)
    return rows


class Page(html.parser.HTMLParser):
    """Tags with their attributes, and the texts of table cells and quotations."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.tags, self.links, self.cells, self.quotes, self.at = [], [], [], [], None

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, tuple(name for name, _ in attributes)))
        self.links += [value for name, value in attributes if name in ("href", "src", "action")]
        if tag in ("td", "blockquote"):
            self.at = self.cells if tag == "td" else self.quotes
            self.at.append("")

    def handle_endtag(self, tag):
        if tag in ("td", "blockquote"):
            self.at = None

    def handle_data(self, data):
        if self.at is not None:
            self.at[-1] += data


ALLOWED = {"html", "head", "meta", "title", "style", "body", "h1", "h2", "article", "bdi", "time", "blockquote", "p", "a", "br", "table", "thead", "tbody", "tr", "th", "td"}


def check_page(what, text, quotes=None, cells=None):
    page = Page()
    page.feed(text)
    page.close()
    check(f"{what}: tags", {tag for tag, _ in page.tags} - ALLOWED, set())
    check(f"{what}: attributes", {n for _, names in page.tags for n in names} - {"lang", "charset", "http-equiv", "content", "name", "id", "class", "datetime", "href", "scope"}, set())
    check(f"{what}: links", [link for link in page.links if not re.match("(https?://|mailto:)", link)], [])
    if quotes is not None:
        check(f"{what}: quotations", page.quotes, quotes)
    if cells is not None:
        check(f"{what}: cells", page.cells, cells)
    return page


def markdown_cells(text):
    """Rows of a table of GFM, escapes taken off, links as their texts."""
    rows = []
    for row in text.splitlines():
        cells = [cell[1:-1] for cell in re.split(r"(?<!\\)(?:\\\\)*\|", row)[1:-1]] if row.startswith("|") else None
        if cells is None:
            raise SystemExit(f"no row of a table: {row!r}")
        rows.append(cells)
    return rows[2:]


def plain_markdown(cell):
    link = re.fullmatch(r"\[((?:[^\\\]]|\\.)*)\]\(<([^<>\\\s]*)>\)", cell)
    if link:
        check("md: link", bool(re.match("(?i)https?://|mailto:", link.group(2))), True)
        cell = link.group(1)
    check("md: nothing unescaped", re.findall(r"(?<!\\)(?:\\\\)*[`*\[\]<>|~#$]", re.sub(r"\\.", "", cell)), [])
    return re.sub(r"\\(.)", r"\1", cell)


def bibtex_entries(text):
    """A reader that counts braces, as BibTeX does."""
    entries, at = [], 0
    while (at := text.find("@", at)) >= 0:
        kind = re.compile(r"@(\w+)\{").match(text, at)
        depth, end = 1, kind.end()
        while depth:
            depth += {"{": 1, "}": -1}.get(text[end], 0)
            end += 1
        body = text[kind.end():end - 1]
        at = end
        if kind.group(1) == "comment":
            continue
        key, rest = body.split(",", 1)
        fields = {}
        while field := re.match(r"\s*(\w+)\s*=\s*", rest):
            rest = rest[field.end():]
            if rest.startswith("{"):
                depth, stop = 1, 1
                while depth:
                    depth += {"{": 1, "}": -1}.get(rest[stop], 0)
                    stop += 1
                fields[field.group(1)] = rest[1:stop - 1]
            else:
                stop = re.match(r"\w+", rest).end()
                fields[field.group(1)] = rest[:stop]
            rest = rest[stop:].lstrip().removeprefix(",")
        if rest.strip():
            raise SystemExit(f"bibtex: {rest!r} is left of {key}")
        entries.append((kind.group(1), key, fields))
    return entries


LATEX = {"textbackslash{}": "\\", "textbraceleft{}": "{", "textbraceright{}": "}", "textasciicircum{}": "^", "textasciitilde{}": "~"}


def from_latex(text):
    return re.sub(r"\\(text\w+\{\}|[$&#%_])", lambda m: LATEX.get(m.group(1), m.group(1)), text)


def ris_entries(text):
    entries = []
    for number, row in enumerate(text.splitlines()):
        if not row:
            continue
        found = re.fullmatch(r"([A-Z][A-Z0-9])  - (.*)", row)
        if not found:
            raise SystemExit(f"ris: line {number + 1} is none: {row!r}")
        if found.group(1) == "TY":
            entries.append([])
        entries[-1].append(found.groups())
    for entry in entries:
        check("ris: begins and ends", (entry[0], entry[-1]), (("TY", "NEWS"), ("ER", "")))
        check("ris: one end", [tag for tag, _ in entry].count("ER"), 1)
    return entries


def check_bibliographies(program, command, rows, is_quotes):
    articles = {}
    for row in rows:
        articles.setdefault(row["article_id"] if is_quotes else row["id"], []).append(row)
    entries = bibtex_entries(program.run(*command, "--format", "bibtex"))
    check("bibtex: keys", [key for _, key, _ in entries], ["a" + uid for uid in articles])
    for (kind, _, fields), group in zip(entries, articles.values()):
        first = group[0]
        check("bibtex: kind", kind, "article")
        check("bibtex: title", from_latex(fields.get("title", "")), line(first["title"] or ""))
        check("bibtex: journal", from_latex(fields.get("journal", "")), line(first["outlet"] or ""))
        check("bibtex: url", fields.get("url"), first["link"])
        if is_quotes:
            check("bibtex: annote has each", [line(row["quote"]) in from_latex(fields["annote"]) for row in group], [True] * len(group))
        else:
            check("bibtex: author", from_latex(fields.get("author", "{}")), f"{{{line(first['byline'] or '')}}}")
    records = ris_entries(program.run(*command, "--format", "ris"))
    check("ris: entries", [dict(entry)["ID"] for entry in records], list(articles))
    for entry, group in zip(records, articles.values()):
        by_tag = dict(entry)
        check("ris: title", by_tag.get("TI", ""), line(group[0]["title"] or ""))
        check("ris: url", by_tag.get("UR"), group[0]["link"])
        check("ris: notes", [tag for tag, _ in entry].count("N1"), len(group) + 1 if is_quotes else 1)
    items = json.loads(program.run(*command, "--format", "csljson"))
    check("csljson: ids", [one["id"] for one in items], list(articles))
    for one, group in zip(items, articles.values()):
        check("csljson: type", one["type"], "article-newspaper")
        check("csljson: title", one.get("title", ""), group[0]["title"] or "")
        check("csljson: url", one.get("URL"), group[0]["link"])
    try:
        import bibtexparser
        parser = bibtexparser.bparser.BibTexParser(common_strings=True)
        loaded = bibtexparser.loads(program.run(*command, "--format", "bibtex"), parser).entries
        check("bibtexparser: keys", [one["ID"] for one in loaded], ["a" + uid for uid in articles])
    except ImportError:
        skipped.append("bibtexparser")
    ids = program.run(*command, "--format", "ids").splitlines()
    check("ids", ids, [row["id"] for row in rows])


def check_xlsx(program, command, names, rows, folder):
    path = os.path.join(folder, "out.xlsx")
    program.run(*command, "--fields", ",".join(names), "--format", "xlsx", "--output", path, "--force")
    cells = cells_of_xlsx(path)
    check("xlsx: header", [cells[0][i] for i in range(len(names))], names)
    check("xlsx: rows", len(cells), len(rows) + 1)
    for got, row in zip(cells[1:], rows):
        for i, name in enumerate(names):
            value = row[name]
            if isinstance(value, (int, float)) and not isinstance(value, bool):
                check(f"xlsx: {name}", got.get(i), value)
            elif not re.fullmatch(r"\d{4}-\d\d-\d\d", str(value)) or name not in ("said", "published", "updated", "first", "last"):
                check(f"xlsx: {name}", got.get(i, ""), xml_text(flat(name, value)))
    try:
        import openpyxl
        sheet = openpyxl.load_workbook(path).worksheets[0]
        check("openpyxl: rows", sheet.max_row, len(rows) + 1)
        check("openpyxl: no formula", [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.data_type == "f"], [])
        said = [i for i, name in enumerate(names) if name in ("said", "published", "first")][0]
        check("openpyxl: days", [str(row[said].value.date()) if row[said].value else None for row in sheet.iter_rows(min_row=2)], [row[names[said]] for row in rows])
    except ImportError:
        skipped.append("openpyxl")
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if not office:
        skipped.append("LibreOffice")
        return
    def shown(path, source):
        """What a reader sees of the file, cell by cell."""
        back = os.path.join(folder, "office")
        subprocess.run([office, "--headless", f"-env:UserInstallation=file://{folder}/profile", *source, "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,true",
                        "--outdir", back, path], check=True, capture_output=True, timeout=300)
        with open(os.path.join(back, "out.csv"), encoding="utf-8", newline="") as file:
            return list(csv.reader(file))[1:]

    # Days and numbers are shown in ways of its own; controls and line ends are not what this is about.
    texts = [i for i, name in enumerate(names) if all(row[name] is None or isinstance(row[name], str) for row in rows) and name not in ("said", "published", "updated", "first", "last")]
    wanted = [[xml_text(row[names[i]] or "") for i in texts] for row in rows]
    table = shown(path, [])
    check("LibreOffice: rows of xlsx", len(table), len(rows))
    check("LibreOffice: texts of xlsx", [(got[i], text) for got, row in zip(table, wanted) for i, text in zip(texts, row) if got[i] != text and not CONTROL.search(text + got[i])], [])
    csv_path = os.path.join(folder, "out.csv")
    evaluating = ["--infilter=CSV:44,34,76,1,,0,false,true,true,false,false,0,true"]
    for raw in ([], ["--raw"]):
        program.run(*command, "--fields", ",".join(names), "--format", "csv", "--output", csv_path, "--force", *raw)
        table = shown(csv_path, evaluating)
        check("LibreOffice: rows of csv", len(table), len(rows))
        reckoned = [text for got, row in zip(table, wanted) for i, text in zip(texts, row) if text.startswith("=1") and got[i].lstrip("'") != text]
        if not raw:
            check("LibreOffice: formulas of csv reckoned", reckoned, [])
        elif "title" in names:  # it would, so that the check above means something
            check("LibreOffice: formulas of csv --raw reckoned", len(reckoned) > 0, True)


def check_command(program, command, of, folder):
    """Every format of one command over all its fields."""
    names = [row["name"] for row in json.loads(program.run("fields", of, "--format", "json"))]
    every = [*command, "--fields", ",".join(names)]
    rows = [json.loads(one) for one in program.run(*every, "--format", "jsonl").split("\n")[:-1]]
    print(f"{' '.join(command)}: {len(rows)} rows of {len(names)} fields")
    check("jsonl: keys", [list(row) == names for row in rows], [True] * len(rows))
    check("json", json.loads(program.run(*every, "--format", "json")), rows)
    summed = json.loads(program.run(*every, "--format", "json", "--summary"))
    check("json: account", (summed[:-1] == rows, summed[-1]["account"]["rows"]), (True, len(rows)))

    flat_rows = [[flat(name, row[name]).replace("\0", "\ufffd") for name in names] for row in rows]
    for raw in (False, True):
        text = program.run(*every, "--format", "csv", *(["--raw"] if raw else []))
        check("csv: line ends", text.endswith("\r\n"), True)
        table = list(csv.reader(io.StringIO(text, newline=""), strict=True))
        check("csv: header", table[0], names)
        if not raw:
            check("csv: no formula", [cell for row in table[1:] for cell in row if FORMULA.match(cell) and cell[0] != "'"], [])
            table[1:] = [[cell[1:] if cell.startswith("'") and FORMULA.match(cell) else cell for cell in row] for row in table[1:]]
        check("csv: rows", table[1:], flat_rows)
    excel = program.run(*every, "--format", "csv", "--excel")
    check("csv: byte-order mark", excel[0], "\ufeff")

    lines = program.run(*every, "--format", "tsv").split("\n")[:-1]
    unescape = lambda cell: re.sub(r"\\(.)", lambda m: {"t": "\t", "n": "\n", "r": "\r", "\\": "\\"}[m.group(1)], cell)
    check("tsv", [[unescape(cell) for cell in one.split("\t")] for one in lines], [names, *flat_rows])

    root = etree.fromstring(program.run(*every, "--format", "xml"))
    check("xml: version", root.get("version"), "1")

    def value_of(element, like):
        if isinstance(like, list):
            return [value_of(child, one) for child, one in zip(element, like)] if len(element) == len(like) else element
        if isinstance(like, dict):
            found = {child.tag: child for child in element}
            return {key: None if one is None else value_of(found[key], one) for key, one in like.items()}
        text = element.text or ""
        return text if isinstance(like, str) else json.loads(text)

    def cleaned(value):
        if isinstance(value, str):
            return xml_text(value)
        if isinstance(value, list):
            return [cleaned(one) for one in value]
        return {key: cleaned(one) for key, one in value.items()} if isinstance(value, dict) else value

    check("xml: records", len(root), len(rows))
    for element, row in zip(root, rows):
        check("xml: record", value_of(element, row), cleaned(row))

    html_cells = [xml_text(cell).replace("\r\n", "\n").replace("\r", "\n") for row in flat_rows for cell in row]
    page = check_page("html table", program.run(*every, "--format", "html"))
    check("html table: cells", [cell.replace("\r\n", "\n").replace("\r", "\n") for cell in page.cells], html_cells)
    markdown = markdown_cells(program.run(*every, "--format", "md"))
    check("md table", [[plain_markdown(cell) for cell in row] for row in markdown], [[line(cell) for cell in row] for row in flat_rows])
    check_xlsx(program, command, names, rows, folder)

    texts = [name for name in names if all(row[name] is None or isinstance(row[name], str) for row in rows)]
    template = os.path.join(folder, "t.json")
    with open(template, "w", encoding="utf-8") as out:
        out.write("{" + ", ".join(f'"{name}": "{{{{{name}}}}}"' for name in texts) + "}\n")
    filled = [json.loads(one) for one in program.run(*command, "--template", template).split("\n")[:-1]]
    check("template", filled, [{name: (row[name] or "").replace("\0", "\ufffd") for name in texts} for row in rows])
    return rows


def main():
    if len(sys.argv) != 3:
        print(__doc__, file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        program = Program(sys.argv[1], sys.argv[2], folder)
        articles = os.path.join(folder, "articles")
        make_articles(articles)
        program.run("add", "--engine", "fast", "--type", "jsonl", os.path.join(articles, "records.jsonl"), program=program.index)
        os.remove(os.path.join(articles, "records.jsonl"))
        program.run("add", "--engine", "fast", articles, program=program.index)
        quotes = check_command(program, ["quotes", "--by", "Mara Tolk"], "quotes", folder)
        found = check_command(program, ["search", "dam"], "search", folder)
        check_command(program, ["speakers"], "speakers", folder)
        check_command(program, ["who", "Mara Tolk"], "who", folder)
        check_bibliographies(program, ["quotes", "--by", "Mara Tolk"], quotes, True)
        check_bibliographies(program, ["search", "dam"], found, False)
        check_page("html", program.run("quotes", "--by", "Mara Tolk", "--format", "html"), quotes=[xml_text(row["quote"]).replace("\r", "\n") for row in quotes])
        check_page("html", program.run("search", "dam", "--format", "html"))
        check("every hostile text is a headline somewhere", len({row["title"] for row in found}) >= len(HOSTILE) // 2, True)
    print(f"{compared - failed} of {compared} comparisons hold" + (f"; skipped for want of {', '.join(sorted(set(skipped)))}" if skipped else ""))
    return 2 if not compared else 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
