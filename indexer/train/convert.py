#!/usr/bin/env python3
"""Turns a checkpoint of train.py into the model file that the product carries. The same checkpoint gives the same bytes.

usage: convert.py CHECKPOINT VOCAB.TXT OUT

The header of the file (tensor_file.py) gives sizes, and samples with the scores that PyTorch gives them, which the product
computes again on load. Weights of the encoder's linear layers, of the convolutions and of the word table are 8-bit integers with
a scale a row (output channel, word); everything else is float.
"""
import sys

import numpy as np
import torch
from tokenizers import BertWordPieceTokenizer

from data import Article, batch_of, case_of
from network import read_checkpoint
import tensor_file

SAMPLES = [
    ["“", "The", "talks", "failed", ",", "”", "said", "Minister", "Orla", "Dane", "of", "Vardania", "."],
    ["Kestovia", "denied", "that", "its", "troops", "had", "crossed", "the", "border", ",", "according", "to", "its", "embassy", "."],
]
# Tokens before and behind a cue that the program scores whatever their sentence; tuned on the dev articles. A transformer's are the program's own.
FAST_NEAR = (8, 16)


def quantised(weight):
    """Symmetric 8-bit rows and the scale of each."""
    scale = (weight.abs().amax(1) / 127).clamp(min=1e-12)
    return (weight / scale[:, None]).round().clamp(-127, 127).to(torch.int8), scale


def tensors_of(network, vocabulary):
    e = network.encoder
    yield "vocabulary", np.frombuffer("\n".join(vocabulary).encode(), dtype=np.uint8)
    rows, floats = [("words", e.words.weight)], [("quote", e.quote.weight), ("case", e.case.weight)]
    both = lambda name, module: floats.extend([(name + ".weight", module.weight), (name + ".bias", module.bias)])
    if network.sizes["layers"]:
        floats.append(("positions", e.positions.weight))
        both("norm", e.norm), both("narrow", network.narrow)
        for i, layer in enumerate(e.layers):
            for part in ("qkv", "attended", "up", "down"):
                rows.append((f"{i}.{part}", getattr(layer, part).weight))
                floats.append((f"{i}.{part}.bias", getattr(layer, part).bias))
            both(f"{i}.norm1", layer.norm1), both(f"{i}.norm2", layer.norm2)
    else:
        floats.append(("start", e.start.weight))
    for name, stack in (("context", network.context), ("pairs", network.pairs)):
        for i, layer in enumerate(stack):
            rows.append((f"{name}.{i}", layer.taps()))
            floats.append((f"{name}.{i}.bias", layer.mix.bias))
            both(f"{name}.{i}.norm", layer.norm)
    both("tokens.norm", network.norm), both("pairs.norm", network.pair_norm)
    for part in ("tags", "token", "cue", "scores"):
        both(part, getattr(network, part))
    floats += [(part, getattr(network, part).weight) for part in ("distance", "paragraphs", "sentences")]
    for name, weight in rows:
        values, scale = quantised(weight.detach().float())
        yield name, values.numpy()
        yield name + ".scale", scale.numpy().astype("<f4")
    for name, weight in floats:
        yield name, weight.detach().float().numpy().astype("<f4")


def sample_of(network, tokenizer, words):
    """A short article of one sentence with the scores of its first cue."""
    inside, quote = 0, []
    for word in words:
        quote.append({"“": 2, "”": 3}.get(word, inside))
        inside = {2: 1, 3: 0}.get(quote[-1], inside)
    pieces = [tokenizer.encode(word, add_special_tokens=False).ids for word in words]
    same = [0] * len(words)  # sentence, paragraph, block
    article = Article("sample", [], same, same, same, quote, [case_of(w) for w in words], pieces)
    cue = [i for i, w in enumerate(words) if w in ("said", "denied")][0]
    with torch.no_grad():
        x = network.encode(batch_of(network, [article]))[0]
        tags = network.tags(x).softmax(-1)
        scores, place, there = network.score(x, [(cue, cue + 1)], *[torch.tensor(same)] * 3)
    assert place[there].tolist() == list(range(len(words)))
    rounded = lambda values: [[round(float(v), 4) for v in r] for r in values]
    return {"pieces": pieces, "quote": quote, "case": article.case, "cue": cue, "tags": rounded(tags), "scores": rounded(scores[there])}


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    torch.manual_seed(0)
    torch.set_num_threads(1)
    network = read_checkpoint(sys.argv[1])
    vocabulary = open(sys.argv[2], encoding="utf-8").read().split("\n")[:network.encoder.words.num_embeddings]
    tokenizer = BertWordPieceTokenizer(sys.argv[2], lowercase=True)
    samples = [sample_of(network, tokenizer, words) for words in SAMPLES]

    sizes = dict(network.sizes)
    if sizes["layers"]:
        first = network.encoder.layers[0]
        sizes |= {"piece_width": network.encoder.words.embedding_dim, "heads": first.heads, "inner": first.up.out_features,
                  "positions": network.encoder.positions.num_embeddings}
    else:
        sizes |= {"near_before": FAST_NEAR[0], "near_behind": FAST_NEAR[1]}
    tensor_file.write(sys.argv[3], sizes | {"samples": samples}, list(tensors_of(network, vocabulary)))


if __name__ == "__main__":
    main()
