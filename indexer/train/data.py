"""PolNeAR articles as the quote engine sees them: tokens from attache-document-dump, word pieces, gold attributions."""
import glob
import json
import os
import random
import re
from dataclasses import dataclass, field

from tokenizers import BertWordPieceTokenizer

CLS, SEP, MASK, UNKNOWN = 101, 102, 103, 100
MAX_PIECES = 8  # of one token: a url must not fill a window


@dataclass
class Gold:
    """One attribution as token indices."""
    cue: list
    source: list
    content: list


@dataclass
class Article:
    name: str
    spans: list          # [begin, end) of each token in code points
    paragraph: list
    quote: list          # 0 outside, 1 inside a quoted stretch, 2 an opening mark, 3 a closing mark
    case: list           # 0 lower, 1 capitalised, 2 all capitals, 3 no letter
    pieces: list         # word-piece ids of each token, 1 to MAX_PIECES
    gold: list = field(default_factory=list)  # a list of Gold for each annotator


def case_of(word):
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return 3
    if len(letters) > 1 and all(c.isupper() for c in letters):
        return 2
    return 1 if letters[0].isupper() else 0


def read_annotations(path):
    """The attributions of one PolNeAR .ann file as lists of spans; ids may be missing, roles carry numbers."""
    spans, out = {}, []
    for line in open(path, encoding="utf-8", newline="\n"):
        fields = line.rstrip("\n").split("\t")
        if len(fields) >= 2 and re.fullmatch(r"T\d+", fields[0]):
            spans[fields[0]] = [tuple(map(int, s.split())) for s in fields[1].partition(" ")[2].split(";")]
        elif len(fields) >= 2 and re.fullmatch(r"E\d+", fields[0]):
            roles = {"source": [], "cue": [], "content": []}
            for part in fields[1].split():
                role, _, ref = part.partition(":")
                role = re.sub(r"\d+$", "", role).lower()
                if role in roles:
                    roles[role] += spans.get(ref, [])
            if roles["content"]:
                out.append(roles)
    return out


def tokens_in(spans, ranges):
    return sorted({i for i, (s, e) in enumerate(spans) for a, b in ranges if s < b and e > a})


def load(dump, directory, vocabulary):
    """The articles of a dump; `directory` holds text/ and attributions/ (no gold where it has none)."""
    tokenizer = BertWordPieceTokenizer(vocabulary, lowercase=True)
    known = {}

    def pieces(word):
        if word not in known:
            known[word] = tokenizer.encode(word, add_special_tokens=False).ids[:MAX_PIECES] or [UNKNOWN]
        return known[word]

    articles = []
    for line in open(dump, encoding="utf-8"):
        row = json.loads(line)
        text = open(os.path.join(directory, "text", row["doc"] + ".txt"), encoding="utf-8", newline="").read()
        words = [text[s:e] for s, e in row["tokens"]]
        quote = [{3: 2, 4: 3}.get(kind, quoted) for kind, quoted in zip(row["kind"], row["quoted"])]
        article = Article(row["doc"], row["tokens"], row["paragraph"], quote, [case_of(w) for w in words],
                          [pieces(w) for w in words])
        pattern = glob.escape(os.path.join(directory, "attributions", row["doc"])) + "_*.ann"
        for path in sorted(glob.glob(pattern)):
            golds = []
            for roles in read_annotations(path):
                g = Gold(*(tokens_in(article.spans, roles[r]) for r in ("cue", "source", "content")))
                if g.cue and g.content:
                    golds.append(g)
            article.gold.append(golds)
        articles.append(article)
    return articles


@dataclass
class Window:
    article: Article
    first: int  # tokens [first, last)
    last: int
    ids: list
    first_piece: list
    quote: list  # of each piece; 0 for marks of the window itself
    case: list


def window(article, first, size, augment=None):
    """The window that begins at token `first` and holds at most `size` pieces."""
    ids, heads, quote, case = [CLS], [], [0], [0]
    i = first
    joined = augment is not None and augment.random() < 0.1          # an archive that lost its paragraphs
    straight = augment is not None and augment.random() < 0.15       # … or its curly marks
    capitals = augment is not None and augment.random() < 0.05
    while i < len(article.spans):
        pieces = article.pieces[i]
        border = i > first and article.paragraph[i] != article.paragraph[i - 1] and not joined
        if len(ids) + len(pieces) + border + 1 > size:
            break
        if border:
            ids.append(SEP), quote.append(0), case.append(0)
        heads.append(len(ids))
        q, c = article.quote[i], article.case[i]
        if straight and q >= 2:
            pieces = [STRAIGHT]
        elif augment is not None and augment.random() < 0.03:
            pieces = [MASK] * len(pieces)
        if capitals and c < 3:
            c = 2
        ids += pieces
        quote += [q] * len(pieces)
        case += [c] * len(pieces)
        i += 1
    ids.append(SEP), quote.append(0), case.append(0)
    return Window(article, first, i, ids, heads, quote, case)


STRAIGHT = 1000  # '"' in the vocabulary of BERT uncased


def windows(article, size, overlap):
    """Windows that cover the article, each beginning `overlap` pieces before the last one's end."""
    out, first = [], 0
    while True:
        w = window(article, first, size)
        out.append(w)
        if w.last >= len(article.spans):
            return out
        back, first = 0, w.last
        while first > w.first + 1 and back < overlap:
            first -= 1
            back += len(article.pieces[first])


def training_windows(articles, size, seed):
    """One epoch: every article cut anew at a random place, in random order."""
    rng = random.Random(seed)
    out = []
    for article in articles:
        if not article.gold:
            continue
        first = 0
        cut = rng.random()  # the first window is shorter, so that the cuts fall elsewhere each epoch
        while first < len(article.spans):
            w = window(article, first, size if first else max(64, int(size * cut)), rng)
            out.append(w)
            if w.last >= len(article.spans):
                break
            first = max(w.first + 1, w.last - 12)
    rng.shuffle(out)
    return out
