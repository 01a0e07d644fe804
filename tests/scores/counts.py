#!/usr/bin/env python3
"""Random searches of an archive: the count that is printed, the rows that are exported and what a scan of all texts finds are one.

usage: counts.py BIN_DIR ARCHIVE [QUERIES] [SEED]

The scan knows nothing of the index: it reads the catalogue's texts as words, sentences and paragraphs (attache-word-dump) and tries every
article by the definition of each operator; a word's stems are those of each article's language. Queries (200) are made of words of these texts,
rare and common, with every operator. Prints how many articles were scanned, how many queries found some, and the queries that differ. Exit status 0 when all agree, 1 when one does
not, 2 when there is nothing to check.
"""
import bisect, itertools, random, subprocess, sys
from collections import Counter, defaultdict

STOP_AT = 10


class Article:
    def __init__(self, line):
        self.uid, self.day, words, self.stemmed, text, title = line.rstrip("\n").split("\t")
        self.length = int(words)
        self.forms, self.stems, self.raws = [], [], []
        self.sentence, self.paragraph, self.lead = [], [], []
        sentence = paragraph = 0
        lead = False
        for token in text.split(" "):
            if token in ("¶", "¶+"):
                paragraph += 1
                lead = token == "¶+"
            elif token == "|":
                sentence += 1
            elif token:
                form, stem, raw = token.split("/")
                self.forms.append(form)
                self.stems.append(stem)
                self.raws.append(raw)
                self.sentence.append(sentence)
                self.paragraph.append(paragraph)
                self.lead.append(lead)
        self.by_stem, self.by_form = defaultdict(list), defaultdict(list)
        for i, (form, stem) in enumerate(zip(self.forms, self.stems)):
            self.by_stem[stem].append(i)
            self.by_form[form].append(i)
        self.title = {token.split("/")[1] for token in title.split(" ") if token}


class Leaf:
    """A word: by its stem in the article's language, in one form, by its beginning, or with a capital."""

    def __init__(self, kind, form, stems):
        self.kind, self.form, self.stems = kind, form, stems
        self.text = {"stem": form, "form": "=" + form, "prefix": form + "*", "capital": f"CAPS({form})"}[kind]

    def places(self, a):
        if self.kind == "form":
            return [(i, i) for i in a.by_form.get(self.form, [])]
        if self.kind == "prefix":
            return [(i, i) for i, form in enumerate(a.forms) if form.startswith(self.form)]
        found = a.by_stem.get(self.stems[a.stemmed], [])
        if self.kind == "capital":
            found = [i for i in found if a.raws[i] != a.raws[i].lower()]
        return [(i, i) for i in found]

    def holds(self, a):
        return bool(self.places(a))


class Places:
    """Two or more words in places to each other."""

    def __init__(self, op, count, children):
        self.op, self.count, self.children = op, count, children
        texts = [child.text for child in children]
        if op == "phrase":
            self.text = '"' + " ".join(texts) + '"'
        elif op in ("first", "atleast"):
            self.text = f"{op.upper()}/{count}({texts[0]})"
        elif op == "lead":
            self.text = f"LEAD({texts[0]})"
        else:
            operator = {"near": f"NEAR/{count}", "adj": f"ADJ/{count}", "sentence": "W/S", "paragraph": "W/P", "not near": f"NOT NEAR/{count}"}[op]
            self.text = f" {operator} ".join(texts)

    def fits(self, a, chosen):
        order = chosen if self.op in ("phrase", "adj") else sorted(chosen)
        for one, next in zip(order, order[1:]):
            if one[1] >= next[0]:
                return False
            if self.op == "phrase" and (next[0] - one[1] != 1 or a.sentence[one[1]] != a.sentence[next[0]]):
                return False
            if self.op in ("near", "adj") and next[0] - one[1] > self.count:
                return False
        if self.op == "sentence":
            return len({a.sentence[i] for place in chosen for i in place}) == 1
        if self.op == "paragraph":
            return len({a.paragraph[i] for place in chosen for i in place}) == 1
        return True

    def holds(self, a):
        lists = [child.places(a) for child in self.children]
        if not lists[0]:
            return False
        if self.op == "atleast":
            return len(lists[0]) >= self.count
        if self.op == "first":
            return any(last < self.count for _, last in lists[0])
        if self.op == "lead":
            return any(a.lead[first] and a.lead[last] for first, last in lists[0])
        if self.op == "not near":
            others = [first for first, _ in lists[1]]
            for first, last in lists[0]:
                at = bisect.bisect_left(others, first - self.count)
                if at == len(others) or others[at] > last + self.count:
                    return True
            return False
        return all(lists) and any(self.fits(a, chosen) for chosen in itertools.product(*lists))


class Title:
    def __init__(self, form, stems):
        self.text, self.stems = f"title:{form}", stems

    def holds(self, a):
        return self.stems[a.stemmed] in a.title


class Days:
    def __init__(self, first, last):
        self.first, self.last = first, last
        self.text = f"date:{first[:4]}-{first[4:6]}-{first[6:]}..{last[:4]}-{last[4:6]}-{last[6:]}"

    def holds(self, a):
        return bool(a.day) and self.first <= a.day <= self.last


class Words:
    def __init__(self, least):
        self.least, self.text = least, f"words:{least}.."

    def holds(self, a):
        return a.length >= self.least


class Joined:
    def __init__(self, op, children):
        self.op, self.children = op, children
        texts = [f"({child.text})" for child in children]
        self.text = {"and": " AND ", "or": " OR ", "not": " NOT "}[op].join(texts)

    def holds(self, a):
        if self.op == "and":
            return all(child.holds(a) for child in self.children)
        if self.op == "or":
            return any(child.holds(a) for child in self.children)
        return self.children[0].holds(a) and not self.children[1].holds(a)


class Maker:
    def __init__(self, articles, stems, seed):
        self.random = random.Random(seed)
        self.articles, self.stems = articles, stems
        self.days = sorted({a.day for a in articles if a.day})

    def words(self, count):
        """`count` words that stand together somewhere, letters only."""
        while True:
            a = self.random.choice(self.articles)
            if len(a.forms) < count:
                continue
            at = self.random.randrange(len(a.forms) - count + 1)
            words = a.forms[at:at + count]
            if all(word.isalpha() and len(word) > 1 for word in words):
                return words

    def leaf(self, word, plain=False):
        kind = "stem" if plain else self.random.choice(["stem"] * 6 + ["form", "prefix", "capital"])
        if kind == "prefix" and len(word) > 4:
            return Leaf(kind, word[: max(4, len(word) - 2)], None)
        return Leaf("stem" if kind == "prefix" else kind, word, self.stems[word])

    def places(self):
        op = self.random.choice(["phrase", "near", "adj", "sentence", "paragraph", "not near", "first", "lead", "atleast"])
        if op == "phrase":
            return Places(op, 0, [self.leaf(word, True) for word in self.words(self.random.choice([2, 2, 3]))])
        if op in ("first", "lead", "atleast"):
            count = self.random.randint(2, 5) if op == "atleast" else self.random.randint(1, 60)
            return Places(op, count, [self.leaf(self.words(1)[0])])
        words = self.words(8)
        return Places(op, self.random.choice([1, 2, 5, 10, 40, 98, 150]), [self.leaf(words[0]), self.leaf(self.random.choice(words[1:]))])

    def query(self, deep=1):
        kind = self.random.random()
        if deep and kind < 0.35:
            return Joined(self.random.choice(["and", "or", "not"]), [self.query(deep - 1), self.query(deep - 1)])
        if kind < 0.75:
            return self.places()
        if kind < 0.8:
            word = self.words(1)[0]
            return Title(word, self.stems[word])
        if kind < 0.84:
            return Joined("and", [self.leaf(self.words(1)[0]), Days(*sorted(self.random.choices(self.days, k=2)))])
        if kind < 0.87:
            return Joined("and", [self.leaf(self.words(1)[0]), Words(self.random.choice([50, 100, 300]))])
        return self.leaf(self.words(1)[0])


def ask(program, archive, *arguments):
    result = subprocess.run([program, "--archive", archive, "search", *arguments], capture_output=True, text=True)
    if result.returncode not in (0, 1):
        sys.exit(f"{arguments}: {result.stderr}")
    return result.stdout


def main():
    if len(sys.argv) < 3:
        print(__doc__)
        return 2
    binaries, archive = sys.argv[1:3]
    queries = int(sys.argv[3]) if len(sys.argv) > 3 else 200
    dump = subprocess.run([f"{binaries}/tests/scores/attache-word-dump", archive], capture_output=True, text=True, check=True)
    texts, _, forms = dump.stdout.partition("\n\n")
    articles = [Article(line) for line in texts.split("\n") if line]
    stems = {form: dict(by.split("/", 1) for by in stems) for form, *stems in (line.split("\t") for line in forms.split("\n") if line)}
    if not articles or not queries:
        print("nothing to check")
        return 2
    maker = Maker(articles, stems, int(sys.argv[4]) if len(sys.argv) > 4 else 7)
    differ = found = hits = 0
    program = f"{binaries}/attache-query"
    for _ in range(queries):
        query = maker.query()
        scanned = sorted(a.uid for a in articles if query.holds(a))
        printed = int(ask(program, archive, "--count", "--", query.text))
        exported = sorted(line.split('"')[3] for line in ask(program, archive, "--format", "jsonl", "--", query.text).split("\n") if line)
        found += bool(scanned)
        hits += len(scanned)
        if printed == len(exported) and exported == scanned:
            continue
        differ += 1
        print(f"{query.text}: printed {printed}, exported {len(exported)}, scanned {len(scanned)}")
        for uid in sorted(set(scanned) ^ set(exported))[:STOP_AT]:
            print(f"    {'not found' if uid in set(scanned) else 'not meant'}: {uid}")
    languages = len({a.stemmed for a in articles})
    print(f"{len(articles)} articles, stemmed in {languages} ways, {queries} queries, {found} of them found some, {hits} articles in all; {differ} differ")
    return 1 if differ or not found else 0


if __name__ == "__main__":
    sys.exit(main())
