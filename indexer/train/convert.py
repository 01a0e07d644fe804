#!/usr/bin/env python3
"""Turns a checkpoint of train.py into the model file that the product carries. The same checkpoint gives the same bytes.

usage: convert.py CHECKPOINT VOCAB.TXT OUT

The file (little endian): "ATTQMOD1", u32 format version, u32 zero, u64 length of the header, a JSON header, tensors each at a
multiple of 64 bytes, SHA-256 of all before it. The header gives sizes, the place of each tensor, and samples with the scores
that PyTorch gives them, which the product computes again on load. Weights of the encoder's linear layers and of the word
table are 8-bit integers with a scale a row (output channel, word); everything else is float.
"""
import hashlib
import json
import struct
import sys

import numpy as np
import torch
from tokenizers import BertWordPieceTokenizer

from data import CLS, SEP, case_of
from network import Network

FORMAT_VERSION = 1
SAMPLES = [
    ["“", "The", "talks", "failed", ",", "”", "said", "Minister", "Orla", "Dane", "of", "Vardania", "."],
    ["Kestovia", "denied", "that", "its", "troops", "had", "crossed", "the", "border", ",", "according", "to", "its", "embassy", "."],
]


def quantised(weight):
    """Symmetric 8-bit rows and the scale of each."""
    scale = (weight.abs().amax(1) / 127).clamp(min=1e-12)
    return (weight / scale[:, None]).round().clamp(-127, 127).to(torch.int8), scale


def tensors_of(network, vocabulary):
    e = network.encoder
    yield "vocabulary", np.frombuffer("\n".join(vocabulary).encode(), dtype=np.uint8)
    rows = [("words", e.words.weight)]
    floats = [("positions", e.positions.weight), ("quote", e.quote.weight), ("case", e.case.weight),
              ("norm.weight", e.norm.weight), ("norm.bias", e.norm.bias)]
    for i, layer in enumerate(e.layers):
        for part in ("qkv", "attended", "up", "down"):
            rows.append((f"{i}.{part}", getattr(layer, part).weight))
            floats.append((f"{i}.{part}.bias", getattr(layer, part).bias))
        for part in ("norm1", "norm2"):
            floats.append((f"{i}.{part}.weight", getattr(layer, part).weight))
            floats.append((f"{i}.{part}.bias", getattr(layer, part).bias))
    for part in ("tags", "token", "cue", "hidden", "pair", "token_key", "cue_key"):
        floats.append((f"{part}.weight", getattr(network, part).weight))
        floats.append((f"{part}.bias", getattr(network, part).bias))
    floats += [("distance", network.distance.weight), ("apart", network.apart.weight)]
    for name, weight in rows:
        values, scale = quantised(weight.detach().float())
        yield name, values.numpy()
        yield name + ".scale", scale.numpy().astype("<f4")
    for name, weight in floats:
        yield name, weight.detach().float().numpy().astype("<f4")


def sample_of(network, tokenizer, words):
    ids, heads, quote, case, inside = [CLS], [], [0], [0], 0
    for word in words:
        pieces = tokenizer.encode(word, add_special_tokens=False).ids
        q = {"“": 2, "”": 3}.get(word, inside)
        inside = {2: 1, 3: 0}.get(q, inside)
        heads.append(len(ids))
        ids += pieces
        quote += [q] * len(pieces)
        case += [case_of(word)] * len(pieces)
    ids.append(SEP), quote.append(0), case.append(0)
    row = lambda values: torch.tensor([values])
    cue = [i for i, w in enumerate(words) if w in ("said", "denied")][0]
    with torch.no_grad():
        x = network.encode(row(ids), row([1] * len(ids)), row(quote), row(case), row(heads))
        tags = network.tags(x)[0].softmax(-1)
        pairs = network.score_pairs(x[0], [(cue, cue + 1)], torch.zeros(len(words), dtype=torch.long))[0]
    rounded = lambda values: [[round(float(v), 4) for v in r] for r in values]
    return {"ids": ids, "quote": quote, "case": case, "first_piece": heads, "cue": cue, "tags": rounded(tags), "pairs": rounded(pairs)}


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    torch.manual_seed(0)
    torch.set_num_threads(1)
    network = Network()
    network.load_state_dict(torch.load(sys.argv[1], map_location="cpu")["network"])
    network.eval()
    vocabulary = open(sys.argv[2], encoding="utf-8").read().split("\n")[:network.encoder.words.num_embeddings]
    tokenizer = BertWordPieceTokenizer(sys.argv[2], lowercase=True)
    samples = [sample_of(network, tokenizer, words) for words in SAMPLES]

    tensors, directory, offset = list(tensors_of(network, vocabulary)), [], 0
    for name, values in tensors:
        directory.append({"name": name, "type": values.dtype.name, "shape": list(values.shape), "offset": offset})
        offset += -(-values.nbytes // 64) * 64
    first = network.encoder.layers[0]
    header = json.dumps({"layers": len(network.encoder.layers), "width": network.encoder.words.embedding_dim, "heads": first.heads,
                         "inner": first.up.out_features, "positions": network.encoder.positions.num_embeddings,
                         "pair_width": network.token.out_features, "hidden": network.hidden.out_features,
                         "biaffine": network.biaffine, "samples": samples, "tensors": directory},
                        separators=(",", ":")).encode()
    header += b" " * (-(24 + len(header)) % 64)
    out = b"ATTQMOD1" + struct.pack("<IIQ", FORMAT_VERSION, 0, len(header)) + header
    out += b"".join(values.tobytes() + bytes(-values.nbytes % 64) for _, values in tensors)
    with open(sys.argv[3], "wb") as file:
        file.write(out + hashlib.sha256(out).digest())


if __name__ == "__main__":
    main()
