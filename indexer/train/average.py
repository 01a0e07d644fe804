#!/usr/bin/env python3
"""Averages the weights of several checkpoints that began with the same weights (Wortsman et al. 2022, "Model soups").

usage: average.py CHECKPOINT … OUT
"""
import sys

import torch

*paths, out = sys.argv[1:]
states = [torch.load(p, map_location="cpu") for p in paths]
mean = {k: sum(s["network"][k].float() for s in states) / len(states) for k in states[0]["network"]}
torch.save({"network": mean, "arguments": [s["arguments"] for s in states]}, out)
