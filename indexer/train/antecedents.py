#!/usr/bin/env python3
"""Trains the ranker of antecedents (indexer/quotes/network/antecedent_ranker.hpp): whom "he" and "she" mean.

usage: antecedents.py texts GAP GUM FOLDER             writes the annotated texts as files, for attache-pronoun-dump
       antecedents.py train GAP GUM DUMP OUT            trains on GAP's development file and GUM's train split; prints how often
                                                       the held-out ones are right (GAP's validation file, GUM's dev split)

Of GAP's test file and GUM's test split nothing is read. The same dump gives the same bytes.
"""
import argparse
import json
import os

import numpy as np
import torch
import torch.nn as nn

import pronouns
import tensor_file

PROJECTED, HIDDEN = 16, 32  # of each net
NETS = 2  # their logits' mean is the score
MOST = 20  # candidates of a pronoun
EPOCHS, BATCH, RATE, DECAY = 12, 32, 2e-3, 3e-2


def corpora(gap, gum):
    """(part, is for training, texts)"""
    yield "GAP", True, list(pronouns.gap(os.path.join(gap, "gap-development.tsv")))
    yield "GUM", True, [pronouns.gum(gum, name) for name in pronouns.gum_split(gum, "train")]
    yield "GAP", False, list(pronouns.gap(os.path.join(gap, "gap-validation.tsv")))
    yield "GUM", False, [pronouns.gum(gum, name) for name in pronouns.gum_split(gum, "dev")]


class Ranker(nn.Module):
    def __init__(self, width, features):
        super().__init__()
        self.names = nn.Linear(2 * width, PROJECTED)  # the name's first token and its last one
        self.pronouns = nn.Linear(width, PROJECTED)
        self.hidden = nn.Linear(features + 3 * PROJECTED, HIDDEN)
        self.score = nn.Linear(HIDDEN, 1, bias=False)
        self.linear = nn.Linear(features, 1, bias=False)
        self.drop, self.drop_vectors = nn.Dropout(0.3), nn.Dropout(0.5)
        for name, size in (("f", features), ("n", 2 * width), ("p", width)):  # means and deviations of the input
            self.register_buffer(name + "_mean", torch.zeros(size)), self.register_buffer(name + "_scale", torch.ones(size))

    def fit_scales(self, d):
        for name, x in (("f", d.features[d.there]), ("n", d.names[d.there]), ("p", d.pronouns)):
            getattr(self, name + "_mean").copy_(x.mean(0)), getattr(self, name + "_scale").copy_(x.std(0) + 0.05)

    def forward(self, features, names, own):
        f = (features - self.f_mean) / self.f_scale
        n = torch.tanh(self.names(self.drop_vectors((names - self.n_mean) / self.n_scale)))
        p = torch.tanh(self.pronouns(self.drop_vectors((own - self.p_mean) / self.p_scale)))[:, None].expand_as(n)
        x = torch.cat([f, n, p, n * p], -1)
        return (self.score(self.drop(torch.tanh(self.hidden(self.drop(x))))) + self.linear(f)).squeeze(-1)


class Examples:
    """Pronouns with their candidates, padded: there, good (the pronoun means it), bad (it does not)."""

    def __init__(self, texts, dump):
        rows = [row for text in texts for row in self.rows_of(text, dump[text.name])]
        self.positive = sum(row["positive"] for row in rows)
        rows = [row for row in rows if len(row["features"])]
        n, width, features = len(rows), len(rows[0]["own"]), rows[0]["features"].shape[1]
        self.features = torch.zeros(n, MOST, features)
        self.names = torch.zeros(n, MOST, 2 * width)
        self.pronouns = torch.tensor(np.array([row["own"] for row in rows]))
        self.there, self.good, self.bad = (torch.zeros(n, MOST, dtype=torch.bool) for _ in range(3))
        for i, row in enumerate(rows):
            k = len(row["features"])
            self.features[i, :k], self.names[i, :k] = torch.tensor(row["features"]), torch.tensor(row["names"])
            self.there[i, :k] = True
            self.good[i, :k], self.bad[i, :k] = torch.tensor(row["good"]), torch.tensor(row["bad"])

    @staticmethod
    def rows_of(text, line):
        seen = {p["at"][0]: p for p in line["pronouns"]}
        vector = lambda token: np.array(line["vectors"][str(token)], np.float32)
        for annotated in text.pronouns:
            p = seen.get(annotated.at, {"candidates": []})
            meets = lambda c, spans: any(a < e and b > s for a, b in spans for s, e in c["names"])
            good = [meets(c, annotated.yes) for c in p["candidates"]]
            bad = [not g and meets(c, annotated.no) for c, g in zip(p["candidates"], good)]
            yield {"positive": len(annotated.yes) > 0, "good": good, "bad": bad,
                   "own": vector(p["token"]) if p["candidates"] else None,
                   "features": np.array([c["features"] for c in p["candidates"]], np.float32),
                   "names": np.array([np.concatenate([vector(c["first"]), vector(c["last"])]) for c in p["candidates"]], np.float32)}

    def batches(self):
        for rows in torch.randperm(len(self.there)).split(BATCH):
            yield self.features[rows], self.names[rows], self.pronouns[rows], self.there[rows], self.good[rows], self.bad[rows]


def loss(scores, there, good, bad):
    """That one of the good ones is chosen; where none is known, that none of the bad ones is."""
    chances = scores.masked_fill(~there, -1e4).log_softmax(1)
    known = good.any(1)
    chosen = -chances.masked_fill(~good, -1e4).logsumexp(1)
    wrong = (chances.exp() * bad).sum(1).clamp(max=0.999)
    return torch.where(known, chosen, -torch.log1p(-wrong)).mean()


def f1(rankers, d):
    with torch.no_grad():
        scores = sum(ranker(d.features, d.names, d.pronouns) for ranker in rankers)
    best = scores.masked_fill(~d.there, -1e4).argmax(1, keepdim=True)
    right, wrong = d.good.gather(1, best).sum().item(), d.bad.gather(1, best).sum().item()
    return 200 * right / (right + wrong + d.positive)


def train(parts, seed):
    torch.manual_seed(seed)
    width, features = parts[0].pronouns.shape[1], parts[0].features.shape[2]
    ranker = Ranker(width, features)
    ranker.fit_scales(parts[0])
    optimiser = torch.optim.AdamW(ranker.parameters(), RATE, weight_decay=DECAY)
    for epoch in range(EPOCHS):
        for group in optimiser.param_groups:
            group["lr"] = RATE * (1 - epoch / EPOCHS)
        ranker.train()
        batches = [batch for part in parts for batch in part.batches()]
        for i in torch.randperm(len(batches)).tolist():
            *given, there, good, bad = batches[i]
            optimiser.zero_grad()
            loss(ranker(*given), there, good, bad).backward()
            optimiser.step()
    return ranker.eval()


def tensors_of(rankers):
    """As one net, with the scales of the input folded into the weights."""
    number = lambda x: np.ascontiguousarray(x.detach().numpy(), dtype="<f4")
    width, features = rankers[0].pronouns.in_features, rankers[0].linear.in_features

    def folded(layer, mean, scale):
        weight = layer.weight / scale
        return weight, layer.bias - weight @ mean

    names = [folded(r.names, r.n_mean, r.n_scale) for r in rankers]
    yield "names.weight", number(torch.cat([w[:, :width] for w, _ in names] + [w[:, width:] for w, _ in names]))
    yield "names.bias", number(torch.cat([b for _, b in names] + [torch.zeros(len(rankers) * PROJECTED)]))
    own = [folded(r.pronouns, r.p_mean, r.p_scale) for r in rankers]
    yield "pronouns.weight", number(torch.cat([w for w, _ in own]))
    yield "pronouns.bias", number(torch.cat([b for _, b in own]))

    # Inputs of the hidden layer: features, names of all nets, pronouns of all, products of all.
    hidden = torch.zeros(len(rankers) * HIDDEN, features + 3 * len(rankers) * PROJECTED)
    biases = []
    for i, r in enumerate(rankers):
        zeros = torch.zeros(3 * PROJECTED)
        weight, bias = folded(r.hidden, torch.cat([r.f_mean, zeros]), torch.cat([r.f_scale, zeros + 1]))
        rows = slice(i * HIDDEN, (i + 1) * HIDDEN)
        hidden[rows, :features] = weight[:, :features].detach()
        for part in range(3):
            begin = features + (part * len(rankers) + i) * PROJECTED
            hidden[rows, begin:begin + PROJECTED] = weight[:, features + part * PROJECTED:features + (part + 1) * PROJECTED].detach()
        biases.append(bias)
    yield "hidden.weight", number(hidden.T)
    yield "hidden.bias", number(torch.cat(biases))
    yield "score.weight", number(torch.cat([r.score.weight[0] for r in rankers]) / len(rankers))
    yield "linear.weight", number(sum(r.linear.weight[0] / r.f_scale for r in rankers) / len(rankers))


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("command", choices=["texts", "train"])
    parser.add_argument("gap"), parser.add_argument("gum"), parser.add_argument("folder_or_dump"), parser.add_argument("out", nargs="?")
    options = parser.parse_args()
    if options.command == "texts":
        os.makedirs(options.folder_or_dump, exist_ok=True)
        for _, _, texts in corpora(options.gap, options.gum):
            for text in texts:
                with open(os.path.join(options.folder_or_dump, text.name + ".txt"), "w", encoding="utf-8") as file:
                    file.write(text.text)
        return
    torch.set_num_threads(1)
    dump = {line["doc"]: line for line in map(json.loads, open(options.folder_or_dump, encoding="utf-8"))}
    parts = {(name, training): Examples(texts, dump) for name, training, texts in corpora(options.gap, options.gum)}
    rankers = [train([parts["GAP", True], parts["GUM", True]], seed) for seed in range(NETS)]
    for name in ("GAP", "GUM"):
        print(f"{name}: {len(parts[name, True].there)} pronouns, F1 {f1(rankers, parts[name, True]):.1f}; "
              f"held out: {len(parts[name, False].there)}, F1 {f1(rankers, parts[name, False]):.1f}")
    tensor_file.write(options.out, {"projected": NETS * PROJECTED, "hidden": NETS * HIDDEN}, list(tensors_of(rankers)))


if __name__ == "__main__":
    main()
