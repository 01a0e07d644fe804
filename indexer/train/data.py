"""PolNeAR articles as the quote engine sees them: tokens from attache-document-dump, word pieces, gold attributions."""
import glob
import itertools
import json
import os
import re
from dataclasses import dataclass, field, replace

import torch
from tokenizers import BertWordPieceTokenizer

CLS, SEP, MASK, UNKNOWN = 101, 102, 103, 100
STRAIGHT = 1000  # '"'
SIZE, OVERLAP = 256, 32  # word pieces of a window, and those it shares with the next one
HIDDEN = 0.04  # the share of tokens that training hides
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
    sentence: list       # of each token
    paragraph: list      # likewise
    block: list          # likewise: what a cue at the token may own, as indexer/quotes/passages.cpp numbers it
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


def read_dump(dump, texts, vocabulary):
    """The articles of a dump without gold; `texts` holds NAME.txt of each."""
    tokenizer = BertWordPieceTokenizer(vocabulary, lowercase=True)
    known = {}

    def pieces(word):
        if word not in known:
            known[word] = tokenizer.encode(word, add_special_tokens=False).ids[:MAX_PIECES] or [UNKNOWN]
        return known[word]

    for line in open(dump, encoding="utf-8"):
        row = json.loads(line)
        if not row["tokens"]:
            continue
        text = open(os.path.join(texts, row["doc"] + ".txt"), encoding="utf-8", newline="").read()
        words = [text[s:e] for s, e in row["tokens"]]
        yield Article(row["doc"], row["tokens"], row["sentence"], row["paragraph"], row["block"], row["quote"],
                      [case_of(w) for w in words], [pieces(w) for w in words])


def numbers(count, begins):
    """0 for the first token; one more wherever begins(i)."""
    return list(itertools.accumulate((int(begins(i)) for i in range(1, count)), initial=0))


def gold_of_roles(article, attributions):
    golds = (Gold(*(tokens_in(article.spans, roles[r]) for r in ("cue", "source", "content"))) for roles in attributions)
    return [g for g in golds if g.cue and g.content]


def load(dump, directory, vocabulary):
    """The articles of a dump that have gold: `directory` holds text/NAME.txt and attributions/NAME_*.ann."""
    articles = []
    for article in read_dump(dump, os.path.join(directory, "text"), vocabulary):
        pattern = glob.escape(os.path.join(directory, "attributions", article.name)) + "_*.ann"
        article.gold = [gold_of_roles(article, read_annotations(path)) for path in sorted(glob.glob(pattern))]
        if article.gold:
            articles.append(article)
    return articles


def load_labelled(dump, texts, labels, vocabulary):
    """The articles of a dump with what `attache-index quotes --format jsonl` found in them (`labels`) for gold."""
    found = {row["doc"]: row["quotes"] for row in map(json.loads, open(labels, encoding="utf-8"))}
    articles = [a for a in read_dump(dump, texts, vocabulary) if found.get(a.name)]
    for article in articles:
        article.gold = [gold_of_roles(article, found[article.name])]
    return articles


def damaged(article, rng):
    """The article as a bad archive has it: now and then without its paragraphs, its curly marks, its lower case; some words hidden."""
    straight = rng.random() < 0.15
    capitals = rng.random() < 0.05
    if rng.random() < 0.2:
        article = without_paragraphs(article)
    return replace(article, case=[2 if capitals and c < 3 else c for c in article.case],
                   pieces=[[STRAIGHT] if straight and q >= 2 else [MASK] * len(p) if rng.random() < HIDDEN else p
                           for p, q in zip(article.pieces, article.quote)])


def without_paragraphs(article):
    """As indexer/quotes/passages.cpp takes a text that has lost its paragraph breaks, but for the names under quotations."""
    sentence, quote, count = article.sentence, article.quote, len(article.pieces)
    return replace(article,
                   paragraph=numbers(count, lambda i: sentence[i] != sentence[i - 1] and quote[i] not in (1, 3)),
                   block=numbers(count, lambda i: sentence[i] != sentence[i - 1] and quote[i] == quote[i - 1] == 0))


@dataclass
class WindowBatch:
    """Articles for a Transformer: windows × pieces, and where each token's first piece lies."""
    ids: torch.Tensor
    mask: torch.Tensor
    quote: torch.Tensor
    case: torch.Tensor
    place: torch.Tensor   # articles × tokens: index into windows · pieces, -1 behind an article's end
    there: torch.Tensor   # articles × tokens: 1, 0 behind an article's end


@dataclass
class TokenBatch:
    """Articles for PieceMeans: the pieces of all tokens, one behind the other, and features, articles × tokens."""
    ids: torch.Tensor
    offsets: torch.Tensor
    quote: torch.Tensor
    case: torch.Tensor
    start: torch.Tensor   # 0 within a sentence, 1 begins one, 2 begins a paragraph
    there: torch.Tensor   # 1, 0 behind an article's end


def window(article, first, size):
    """The window of at most `size` pieces that begins at token `first`: ids, quote, case, first piece of each token."""
    ids, heads, quote, case = [CLS], [], [0], [0]
    for i in range(first, len(article.pieces)):
        pieces = article.pieces[i]
        border = i > first and article.paragraph[i] != article.paragraph[i - 1]
        if len(ids) + len(pieces) + border + 1 > size:
            break
        if border:
            ids.append(SEP), quote.append(0), case.append(0)
        heads.append(len(ids))
        ids += pieces
        quote += [article.quote[i]] * len(pieces)
        case += [article.case[i]] * len(pieces)
    ids.append(SEP), quote.append(0), case.append(0)
    return ids, quote, case, heads


def windows(article, first_size):
    """As indexer/quotes/network/windows.cpp cuts them, the first one shorter: (window, its first token, own tokens [begin, end))."""
    out, first, owned, size, count = [], 0, 0, first_size, len(article.pieces)
    while owned < count:
        w = window(article, first, size)
        last, size = first + len(w[3]), SIZE
        begin, first, back = first, last, 0
        while last < count and first > begin + 1 and back < OVERLAP:
            first -= 1
            back += len(article.pieces[first])
        end = first + (last - first) // 2 if last < count else count
        out.append((w, begin, owned, end))
        owned = end
    return out


def window_batch(articles, rng):
    cut = [(k, *w) for k, a in enumerate(articles)
           for w in windows(a, max(64, int(SIZE * rng.random())) if rng else SIZE)]  # so that cuts fall elsewhere each epoch
    size = max(len(ids) for _, (ids, _, _, _), _, _, _ in cut)
    rows = lambda part: torch.tensor([w[part] + [0] * (size - len(w[part])) for _, w, _, _, _ in cut])
    mask = torch.tensor([[1] * len(w[0]) + [0] * (size - len(w[0])) for _, w, _, _, _ in cut])
    place = torch.full((len(articles), max(len(a.pieces) for a in articles)), -1)
    for i, (k, w, first, begin, end) in enumerate(cut):
        place[k, begin:end] = torch.tensor(w[3][begin - first:end - first]) + i * size
    return WindowBatch(rows(0), mask, rows(1), rows(2), place, (place >= 0).float())


def starts(article):
    s, p = article.sentence, article.paragraph
    return [2 if i == 0 or p[i] != p[i - 1] else int(s[i] != s[i - 1]) for i in range(len(s))]


def token_batch(articles):
    size = max(len(a.pieces) for a in articles)
    rows = lambda get: torch.tensor([get(a) + [0] * (size - len(a.pieces)) for a in articles])
    pieces = [p for a in articles for p in a.pieces]
    offsets = list(itertools.accumulate((len(p) for p in pieces), initial=0))[:-1]
    return TokenBatch(torch.tensor([i for p in pieces for i in p]), torch.tensor(offsets), rows(lambda a: a.quote),
                      rows(lambda a: a.case), rows(starts), rows(lambda a: [1.0] * len(a.pieces)))


def batch_of(network, articles, rng=None):
    """What the network's encoder takes; with a rng cut anew at random places, for training."""
    return window_batch(articles, rng) if network.sizes["layers"] else token_batch(articles)
