#!/usr/bin/env python3
"""Counts the tokens to which the program's network gives another cue tag than PyTorch does.

usage: compare_tags.py CHECKPOINT DUMP TEXTS VOCAB.TXT

CHECKPOINT is the one that the program's model was converted from, DUMP what `attache-document-dump --tags careful|fast` printed of
the files in TEXTS. PyTorch computes twice: in floats, and in floats rounded where the program has 8-bit integers. Exit status 1 when
the program differs from the second at one token in 1,000 or more: then it computes something else.
"""
import json
import sys

import torch

import data
from convert import quantised
from network import read_checkpoint

MOST = 1e-3


def rounded(x, dim=-1):
    """x as 8-bit integers with a scale for each slice along dim."""
    scale = (x.abs().amax(dim, keepdim=True) / 127).clamp(min=1e-30)
    return (x / scale).round() * scale


def attend(q, k, v, bias):
    """Layer.attend as indexer/quotes/network/attention.cpp computes it."""
    logits = rounded(q) @ rounded(k).transpose(2, 3) + bias
    weights = (255 * (logits - logits.amax(-1, keepdim=True)).exp()).round()
    return weights @ rounded(v, -2) / weights.sum(-1, keepdim=True)


def round_weights(weight):
    values, scale = quantised(weight.data)
    weight.data.copy_(values * scale[:, None])


def round_like_the_program(network):
    round_weights(network.encoder.words.weight)
    if network.sizes["layers"]:
        for layer in network.encoder.layers:
            layer.attend = attend
            for part in (layer.qkv, layer.attended, layer.up, layer.down):
                round_weights(part.weight)
                part.register_forward_pre_hook(lambda _, inputs: (rounded(inputs[0]),))
    for convolution in network.context:
        values, scale = quantised(convolution.taps().detach())
        width = values.size(1)
        taps = (values * scale[:, None]).view(3, width, width).permute(1, 0, 2)
        convolution.mix.weight.data.copy_(taps.reshape(width, 3 * width))
        convolution.norm.register_forward_hook(lambda _, inputs, output: rounded(output))
    return network


def main():
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    checkpoint, dump, texts, vocabulary = sys.argv[1:]
    networks = [read_checkpoint(checkpoint), round_like_the_program(read_checkpoint(checkpoint))]
    theirs = {row["doc"]: row["tags"] for row in map(json.loads, open(dump, encoding="utf-8"))}
    tokens, cues, differ = 0, 0, [0, 0]
    for article in data.read_dump(dump, texts, vocabulary):
        for i, network in enumerate(networks):
            with torch.no_grad():
                tags = network.tags(network.encode(data.batch_of(network, [article]))).argmax(-1)[0].tolist()
            differ[i] += sum(a != b for a, b in zip(tags, theirs[article.name], strict=True))
        tokens += len(tags)
        cues += sum(tag > 0 for tag in tags)
    print(f"{tokens} tokens, {cues} of cues; another tag in the program than in floats: {differ[0]}, {1000 * differ[0] / max(1, tokens):.2f} "
          f"in 1,000; than in floats rounded alike: {differ[1]}, {1000 * differ[1] / max(1, tokens):.2f} in 1,000")
    return 1 if not tokens or differ[1] >= MOST * tokens else 0


if __name__ == "__main__":
    sys.exit(main())
