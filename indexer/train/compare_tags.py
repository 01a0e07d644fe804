#!/usr/bin/env python3
"""Counts the tokens to which the program's network gives another cue tag than PyTorch does.

usage: compare_tags.py CHECKPOINT DUMP TEXTS VOCAB.TXT

CHECKPOINT is the one that the program's model was converted from, DUMP what `attache-document-dump --tags careful|fast` printed of
the files in TEXTS. Exit status 1 when it is one token in 1,000 or more.
"""
import json
import sys

import torch

import data
from network import read_checkpoint

MOST = 1e-3


def main():
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    checkpoint, dump, texts, vocabulary = sys.argv[1:]
    network = read_checkpoint(checkpoint)
    theirs = {row["doc"]: row["tags"] for row in map(json.loads, open(dump, encoding="utf-8"))}
    tokens, differ, cues = 0, 0, 0
    for article in data.read_dump(dump, texts, vocabulary):
        with torch.no_grad():
            tags = network.tags(network.encode(data.batch_of(network, [article]))).argmax(-1)[0].tolist()
        tokens += len(tags)
        cues += sum(tag > 0 for tag in tags)
        differ += sum(a != b for a, b in zip(tags, theirs[article.name], strict=True))
    print(f"{tokens} tokens, {cues} of cues, {differ} with another tag in the program: {1000 * differ / max(1, tokens):.2f} in 1,000")
    return 1 if not tokens or differ >= MOST * tokens else 0


if __name__ == "__main__":
    sys.exit(main())
