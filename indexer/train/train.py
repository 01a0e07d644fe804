#!/usr/bin/env python3
"""Trains the careful engine's network on PolNeAR. One run is one checkpoint; a run that was stopped goes on at its last epoch.

usage: train.py --dump TRAIN.jsonl --gold ../shared/quotes/polnear/train --start BERT_DIR --out CHECKPOINT [--epochs N] …

BERT_DIR holds model.safetensors and vocab.txt. On a CPU the same arguments, seed and number of threads
give the same weights.
"""
import argparse
import math
import os
import random
import time

import safetensors.torch
import torch
import torch.nn.functional as F

import data
from network import Network, load_bert

IGNORED = -100
HEADS_SEED = 1  # the heads begin alike whatever --seed is: only then can the weights of several runs be averaged


def batch_of(windows):
    length = max(len(w.ids) for w in windows)
    tokens = max(w.last - w.first for w in windows)
    rows = lambda get, size: torch.tensor([get(w) + [0] * (size - len(get(w))) for w in windows])
    mask = torch.tensor([[1] * len(w.ids) + [0] * (length - len(w.ids)) for w in windows])
    return (rows(lambda w: w.ids, length), mask, rows(lambda w: w.quote, length), rows(lambda w: w.case, length),
            rows(lambda w: w.first_piece, tokens))


def gold_in(window, gold):
    """The attributions whose cues lie in the window, as (cue range, source range or None, content) of its own tokens."""
    out = []
    inside = lambda tokens: [t - window.first for t in tokens if window.first <= t < window.last]
    for g in gold:
        if g.cue[0] < window.first or g.cue[-1] >= window.last:
            continue
        source = inside(g.source)
        if len(source) < len(g.source):
            source = []
        out.append(((g.cue[0] - window.first, g.cue[-1] + 1 - window.first), (source[0], source[-1]) if source else None,
                    inside(g.content)))
    return out


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


def losses(network, batch, rng):
    """Tag loss and pair loss, each a mean, of a list of (window, gold)."""
    windows = [w for w, _ in batch]
    device = network.tags.weight.device
    with torch.autocast(device.type, dtype=torch.bfloat16):
        x = network.encode(*(t.to(device) for t in batch_of(windows)))
        tags = network.tags(x).float()
    x = x.float()
    golds = [gold_in(w, g) for w, g in batch]
    target = torch.full(tags.shape[:2], IGNORED)
    for k, (w, gold) in enumerate(zip(windows, golds)):
        target[k, :w.last - w.first] = 0
        for (a, b), _, _ in gold:
            target[k, a], target[k, a + 1:b] = 1, 2
    tag_loss = F.cross_entropy(tags.reshape(-1, 3), target.reshape(-1).to(device), ignore_index=IGNORED,
                               weight=torch.tensor([1.0, 1.5, 1.5], device=device))
    nobody = tags.detach().softmax(-1)[..., 0].tolist()
    pair_loss, pairs = 0.0, 0
    for k, (w, gold) in enumerate(zip(windows, golds)):
        count = w.last - w.first
        cues = [c for c, _, _ in gold] + false_cues(nobody[k][:count], gold, 3, rng)
        if not cues:
            continue
        owner = torch.zeros(count, dtype=torch.long)
        ends = torch.tensor([[a, a] for a, _ in cues])
        for i, (_, source, content) in enumerate(gold):
            owner[content] = i + 1
            if source:
                ends[i] = torch.tensor(source)
        owner, ends = owner.to(device), ends.to(device)
        paragraph = torch.tensor(w.article.paragraph[w.first:w.last], device=device)
        with torch.autocast(device.type, dtype=torch.bfloat16):
            scores = network.score_pairs(x[k, :count], cues, paragraph)
        content = F.pad(scores[..., 0], (0, 0, 1, 0)).t()  # tokens × (nobody + cues)
        pair_loss = pair_loss + F.cross_entropy(content, owner, reduction="sum") / 30
        pair_loss = pair_loss + F.cross_entropy(scores[..., 1], ends[:, 0], reduction="sum")
        pair_loss = pair_loss + F.cross_entropy(scores[..., 2], ends[:, 1], reduction="sum")
        pairs += len(cues)
    return tag_loss, pair_loss / max(pairs, 1) if pairs else torch.zeros((), device=device)


@torch.no_grad()
def mean_losses(network, articles, size):
    """Mean losses over the articles' windows, nothing dropped or changed."""
    network.eval()
    rng, sums, count = random.Random(0), [0.0, 0.0], 0
    for article in filter(lambda a: a.gold, articles):
        for w in data.windows(article, size, 32):
            tag_loss, pair_loss = losses(network, [(w, article.gold[0])], rng)
            sums[0] += float(tag_loss)
            sums[1] += float(pair_loss)
            count += 1
    return [s / count for s in sums]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dump", required=True, help="what attache-document-dump printed of the training texts")
    parser.add_argument("--gold", required=True)
    parser.add_argument("--start", required=True)
    parser.add_argument("--go-on-from", metavar="CHECKPOINT", help="begin with these weights instead of BERT_DIR's")
    parser.add_argument("--out", required=True)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--size", type=int, default=256, help="word pieces of a window")
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--rate", type=float, default=1.2e-4)
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--dev", nargs=2, metavar=("DUMP", "GOLD"), help="print the losses on these after each epoch")
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(HEADS_SEED)

    articles = data.load(args.dump, args.gold, os.path.join(args.start, "vocab.txt"))
    network = Network()
    if args.go_on_from:
        network.load_state_dict(torch.load(args.go_on_from, map_location="cpu")["network"])
    else:
        load_bert(network, safetensors.torch.load_file(os.path.join(args.start, "model.safetensors")))
    network.to(args.device)
    dev = data.load(*args.dev, os.path.join(args.start, "vocab.txt")) if args.dev else []
    body = list(network.encoder.parameters())
    heads = [p for n, p in network.named_parameters() if not n.startswith("encoder.")]
    optimizer = torch.optim.AdamW([{"params": body, "lr": args.rate}, {"params": heads, "lr": 8 * args.rate}],
                                  weight_decay=0.01, fused=True)
    epoch_windows = [data.training_windows(articles, args.size, 1000 * args.seed + e) for e in range(args.epochs)]
    total = sum(math.ceil(len(w) / args.batch) for w in epoch_windows)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: min(1, (s + 1) / 100) * max(0.01, 1 - s / total))

    done, step = 0, 0
    if os.path.exists(args.out + ".part"):
        saved = torch.load(args.out + ".part", map_location=args.device)
        network.load_state_dict(saved["network"]), optimizer.load_state_dict(saved["optimizer"])
        schedule.load_state_dict(saved["schedule"])
        done, step = saved["epochs"], saved["step"]
        print(f"going on after epoch {done}", flush=True)
    began, seen = time.time(), step
    for epoch in range(done, args.epochs):
        rng = random.Random(77 * args.seed + epoch)
        torch.manual_seed(args.seed + 1000 * epoch)
        network.train()
        windows, sums = epoch_windows[epoch], [0.0, 0.0]
        for at in range(0, len(windows), args.batch):
            batch = [(w, rng.choice(w.article.gold)) for w in windows[at:at + args.batch]]
            tag_loss, pair_loss = losses(network, batch, rng)
            optimizer.zero_grad(set_to_none=True)
            (2 * tag_loss + pair_loss).backward()
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
        torch.save({"network": network.state_dict(), "optimizer": optimizer.state_dict(), "schedule": schedule.state_dict(),
                    "epochs": epoch + 1, "step": step}, args.out + ".part.new")
        os.replace(args.out + ".part.new", args.out + ".part")
        if dev:
            print("epoch %d dev: tags %.4f  pairs %.4f" % (epoch + 1, *mean_losses(network, dev, args.size)), flush=True)
    torch.save({"network": network.state_dict(), "arguments": vars(args)}, args.out)
    os.remove(args.out + ".part")


if __name__ == "__main__":
    main()
