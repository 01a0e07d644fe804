#!/usr/bin/env python3
"""Trains a network of the quote engine on PolNeAR. One run is one checkpoint; a run that was stopped goes on at its last epoch.

usage: train.py careful --dump TRAIN.jsonl --gold ../shared/quotes/polnear/train --start BERT_DIR --out CHECKPOINT [--epochs N] …
       train.py fast … [--start-from CHECKPOINT] [--also DUMP TEXTS LABELS] …

BERT_DIR holds vocab.txt and model.safetensors: a transformer begins with its lowest layers, a fast one with its words, reduced.
--start-from: a network of the same sizes goes on with that checkpoint's weights, another transformer takes its lowest layers. --also:
more articles with what `attache-index quotes --format jsonl` found in them. On one kind of CPU the same arguments, seed and number
of threads give the same weights.
"""
import argparse
import dataclasses
import math
import os
import random
import time

import safetensors.torch
import torch
import torch.nn.functional as F

import data
from network import KINDS, load_bert, take_words

IGNORED = -100
NOT_CONTENT = -8.0  # the logit of tokens beyond a cue's reach
LEFT_OUT = -1e4     # of a source that would begin or end where no token is


def gold_of(article, annotator):
    """The attributions as (cue range, source range or None, content tokens)."""
    return [((g.cue[0], g.cue[-1] + 1), (g.source[0], g.source[-1]) if g.source else None, g.content)
            for g in article.gold[annotator]]


def false_cues(probabilities, gold, most, rng):
    """Stretches the tagger takes for cues and the gold does not: the pairs' part must learn to refuse them."""
    near = {t for (a, b), _, _ in gold for t in range(a, b)}
    out, begin = [], None
    flags = [p < 0.6 and i not in near for i, p in enumerate(probabilities)] + [False]
    for i, flag in enumerate(flags):
        if flag and begin is None:
            begin = i
        elif not flag and begin is not None:
            out.append((begin, i))
            begin = None
    return rng.sample(out, min(most, len(out)))


def pair_loss(network, x, article, gold, cues):
    """The summed loss of the cues' contents and sources; the first cues are gold's."""
    tokens, before, behind = x.size(0), network.sizes["before"], network.sizes["behind"]
    scores, place, there = network.score(x, cues, *map(torch.tensor, (article.sentence, article.paragraph, article.block)))
    content = torch.full((len(cues), before + tokens + behind), NOT_CONTENT)
    content = content.scatter(1, place + before, scores[..., 0].masked_fill(~there, NOT_CONTENT))[:, before:before + tokens]
    owner = torch.zeros(tokens, dtype=torch.long)
    ends = torch.full((len(cues), 2), before)
    for i, (cue, source, tokens_of_content) in enumerate(gold):
        owner[tokens_of_content] = i + 1
        in_block = source and article.block[source[0]] == article.block[source[1]] == article.block[cue[0]]
        if in_block and source[0] - cue[0] >= -before and source[1] - cue[0] < behind:
            ends[i] = torch.tensor(source) - cue[0] + before
    absent = torch.where(there, 0.0, LEFT_OUT)
    return (F.cross_entropy(F.pad(content, (0, 0, 1, 0)).t(), owner, reduction="sum") / 30 +
            F.cross_entropy(scores[..., 1] + absent, ends[:, 0], reduction="sum") +
            F.cross_entropy(scores[..., 2] + absent, ends[:, 1], reduction="sum"))


def losses(network, articles, rng, whole=False):
    """Tag loss and pair loss, each a mean, of a list of articles as bad archives have them. `whole`: each is one block."""
    golds = [gold_of(a, rng.randrange(len(a.gold))) for a in articles]
    articles = [data.damaged(a, rng) for a in articles]
    if whole:
        articles = [dataclasses.replace(a, block=[0] * len(a.block)) for a in articles]
    x = network.encode(data.batch_of(network, articles, rng))
    tags = network.tags(network.drop(x))
    target = torch.full(tags.shape[:2], IGNORED)
    for k, (article, gold) in enumerate(zip(articles, golds)):
        target[k, :len(article.pieces)] = 0
        for (a, b), _, _ in gold:
            target[k, a], target[k, a + 1:b] = 1, 2
    tag_loss = F.cross_entropy(tags.reshape(-1, 3), target.reshape(-1), ignore_index=IGNORED, weight=torch.tensor([1.0, 1.5, 1.5]))
    nobody = tags.detach().softmax(-1)[..., 0]
    total, cues_seen = torch.zeros(()), 0
    for k, (article, gold) in enumerate(zip(articles, golds)):
        count = len(article.pieces)
        cues = [c for c, _, _ in gold] + false_cues(nobody[k, :count].tolist(), gold, 6, rng)
        if cues:
            total = total + pair_loss(network, network.drop(x[k, :count]), article, gold, cues)
            cues_seen += len(cues)
    return tag_loss, total / max(cues_seen, 1)


def begin(kind, start, start_from):
    network = KINDS[kind]()
    if not start_from:
        bert = safetensors.torch.load_file(os.path.join(start, "model.safetensors"))
        if network.sizes["layers"]:
            load_bert(network, bert)
        else:
            take_words(network, bert)
        return network
    saved = torch.load(start_from, map_location="cpu")
    state = saved["network"]
    if saved.get("sizes") == network.sizes:
        network.load_state_dict(state)
    else:
        own = network.state_dict()
        kept = {k: v for k, v in state.items() if k.startswith("encoder.") and k in own}
        network.load_state_dict(own | kept)
    return network


def mixed(network, args):
    """The weights between two rounds are better than either's (Wortsman et al. 2022, Robust fine-tuning of zero-shot models)."""
    learnt = network.state_dict()
    if args.mix == 1:
        return learnt
    start = torch.load(args.start_from, map_location="cpu")["network"]
    return {k: torch.lerp(start[k], v, args.mix) if v.dtype.is_floating_point else v for k, v in learnt.items()}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kind", choices=KINDS)
    parser.add_argument("--dump", required=True, help="what attache-document-dump printed of the training texts")
    parser.add_argument("--gold", required=True)
    parser.add_argument("--also", nargs=3, metavar=("DUMP", "TEXTS", "LABELS"))
    parser.add_argument("--start", required=True)
    parser.add_argument("--start-from", metavar="CHECKPOINT")
    parser.add_argument("--out", required=True)
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--batch", type=int, help="articles; 2 for careful, 4 for fast unless told")
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--encoder-rate", type=float, default=8e-5, help="of a transformer's weights")
    parser.add_argument("--whole", action="store_true", help="a cue may own tokens of any block: more to learn from, for a first round")
    parser.add_argument("--mix", type=float, default=1.0, metavar="SHARE",
                        help="what is saved lies between the checkpoint of --start-from (0) and what was learnt from it (1)")
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    if args.mix != 1 and not args.start_from:
        parser.error("--mix needs --start-from")
    torch.set_num_threads(args.threads)
    torch.use_deterministic_algorithms(True)
    torch.utils.deterministic.fill_uninitialized_memory = False  # nothing here reads such memory; filling it costs a twentieth
    torch.manual_seed(args.seed)

    vocabulary = os.path.join(args.start, "vocab.txt")
    articles = data.load(args.dump, args.gold, vocabulary)
    if args.also:
        articles += data.load_labelled(*args.also, vocabulary)
    network = begin(args.kind, args.start, args.start_from)
    transformer = network.sizes["layers"] > 0
    batch = args.batch or (2 if transformer else 4)
    body = list(network.encoder.parameters()) if transformer else []
    rest = [p for n, p in network.named_parameters() if not (transformer and n.startswith("encoder."))]
    optimizer = torch.optim.AdamW([{"params": body, "lr": args.encoder_rate}] * transformer + [{"params": rest, "lr": args.rate}],
                                  weight_decay=0.01, fused=True)
    total = math.ceil(len(articles) / batch) * args.epochs
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: min(1, (s + 1) / 200) * max(0.01, 1 - s / total))

    done, step = 0, 0
    if os.path.exists(args.out + ".part"):
        saved = torch.load(args.out + ".part")
        network.load_state_dict(saved["network"]), optimizer.load_state_dict(saved["optimizer"])
        schedule.load_state_dict(saved["schedule"])
        done, step = saved["epochs"], saved["step"]
        print(f"going on after epoch {done}", flush=True)
    began, seen = time.time(), step
    for epoch in range(done, args.epochs):
        rng = random.Random(1000 * args.seed + epoch)
        torch.manual_seed(1000 * args.seed + epoch)
        network.train()
        order, sums = rng.sample(articles, len(articles)), [0.0, 0.0]
        for at in range(0, len(order), batch):
            tag_loss, pair_loss = losses(network, order[at:at + batch], rng, args.whole)
            optimizer.zero_grad(set_to_none=True)
            (10 * tag_loss + pair_loss).backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step(), schedule.step()
            step += 1
            sums[0] += float(tag_loss.detach())
            sums[1] += float(pair_loss.detach())
            if step % 25 == 0:
                left = (time.time() - began) / (step - seen) * (total - step)
                print(f"epoch {epoch + 1} step {step}/{total}  tags {sums[0] / 25:.4f}  pairs {sums[1] / 25:.4f}  "
                      f"{left:.0f} s left", flush=True)
                sums = [0.0, 0.0]
        save({"network": network.state_dict(), "optimizer": optimizer.state_dict(), "schedule": schedule.state_dict(),
              "epochs": epoch + 1, "step": step}, args.out + ".part")
    save({"network": mixed(network, args), "sizes": network.sizes, "arguments": vars(args)}, args.out)
    os.remove(args.out + ".part")


def save(what, path):
    """Whole or not at all."""
    torch.save(what, path + ".new")
    os.replace(path + ".new", path)


if __name__ == "__main__":
    main()
