"""The network: a small transformer over word pieces, a tag for each token, three scores for each pair of cue and token.

indexer/quotes/network.cpp computes the same; convert.py says how the weights lie in the model file.
"""
import torch
import torch.nn as nn
import torch.nn.functional as F

MAX_DISTANCE = 20  # buckets on either side of the cue


class Layer(nn.Module):
    """One BERT layer (Devlin et al. 2019): attention, then feed-forward, normalised after each."""

    def __init__(self, width, heads, inner, dropout):
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.attended = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps=1e-12)
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)
        self.norm2 = nn.LayerNorm(width, eps=1e-12)
        self.drop = nn.Dropout(dropout)

    def forward(self, x, bias):
        batch, length, width = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        # By hand: the fused kernel's backward pass takes three times as long on a CPU.
        a = ((q * (width // self.heads) ** -0.5) @ k.transpose(2, 3) + bias.to(q.dtype)).softmax(-1) @ v
        x = self.norm1(x + self.drop(self.attended(a.transpose(1, 2).reshape(batch, length, width))))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    """BERT's encoder with two more embeddings of each piece: its place in quotation marks, its letters' case."""

    def __init__(self, vocabulary=30522, positions=512, width=384, layers=6, heads=12, inner=1536, dropout=0.1):
        super().__init__()
        self.words = nn.Embedding(vocabulary, width)
        self.positions = nn.Embedding(positions, width)
        self.quote = nn.Embedding(4, width)
        self.case = nn.Embedding(4, width)
        nn.init.zeros_(self.quote.weight), nn.init.zeros_(self.case.weight)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(width, heads, inner, dropout) for _ in range(layers))
        self.drop = nn.Dropout(dropout)

    def forward(self, ids, mask, quote, case):
        x = self.words(ids) + self.positions.weight[:ids.size(1)] + self.quote(quote) + self.case(case)
        x = self.drop(self.norm(x))
        bias = torch.zeros_like(mask, dtype=torch.float).masked_fill(mask == 0, -1e4)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, bias)
        return x


def distance_buckets(tokens, begin, end):
    """Tokens × cues: the signed logarithmic distance of each token from [begin, end), 0 … 2·MAX_DISTANCE."""
    place = torch.arange(tokens, device=begin.device)[None, :]
    begin, end = begin[:, None], end[:, None]
    d = torch.where(place < begin, place - begin, torch.where(place >= end, place - end + 1, torch.zeros_like(place)))
    size = (torch.log2(d.abs().float().clamp(min=1)) * 2.6).round().long().clamp(max=MAX_DISTANCE - 1) + 1
    return MAX_DISTANCE + torch.sign(d) * torch.where(d == 0, torch.zeros_like(size), size)


class Network(nn.Module):
    """Heads on the encoder's vector of each token's first piece.

    tags     cue begins, cue goes on, no cue: of each token (B, I, O = 1, 2, 0)
    pairs    of each (cue, token): is content (a logit of its own: contents nest); source begins, source ends (logits over
             the tokens; the cue's first token stands for "no source")
    """

    def __init__(self, width=384, pair_width=192, hidden=96, biaffine=64, **encoder):
        super().__init__()
        self.encoder = Encoder(width=width, **encoder)
        self.tags = nn.Linear(width, 3)
        self.token = nn.Linear(width, pair_width)
        self.cue = nn.Linear(2 * width, pair_width)
        self.distance = nn.Embedding(2 * MAX_DISTANCE + 1, pair_width)
        self.apart = nn.Embedding(5, pair_width)  # paragraphs between, -2 … 2
        self.hidden = nn.Linear(pair_width, hidden)
        self.pair = nn.Linear(hidden, 3)
        self.token_key = nn.Linear(width, 3 * biaffine)
        self.cue_key = nn.Linear(2 * width, 3 * biaffine)
        self.biaffine = biaffine
        self.drop = nn.Dropout(0.1)
        for table in (self.distance, self.apart):
            nn.init.normal_(table.weight, std=0.05)

    def encode(self, ids, mask, quote, case, first_piece):
        """Windows × tokens × width."""
        x = self.encoder(ids, mask, quote, case)
        x = torch.gather(x, 1, first_piece.unsqueeze(-1).expand(-1, -1, x.size(-1)))
        return self.drop(x)

    def score_pairs(self, x, cues, paragraph):
        """x: tokens × width of one window; cues: list of [begin, end) in it. Returns cues × tokens × 3."""
        begin = torch.tensor([a for a, _ in cues], device=x.device)
        end = torch.tensor([b for _, b in cues], device=x.device)
        cue = torch.cat([x[begin], x[end - 1]], -1)
        apart = (paragraph[None, :] - paragraph[begin][:, None]).clamp(-2, 2) + 2
        mixed = (self.token(x)[None] + self.cue(cue)[:, None] + self.distance(distance_buckets(x.size(0), begin, end)) +
                 self.apart(apart))
        out = self.pair(F.gelu(self.hidden(F.gelu(mixed)))).float()
        t = self.token_key(x).view(x.size(0), 3, self.biaffine)
        c = self.cue_key(cue).view(len(cues), 3, self.biaffine)
        return out + torch.einsum("ikd,ckd->cik", t, c).float() / self.biaffine ** 0.5


def load_bert(network, state):
    """Copies a BERT checkpoint's weights (Hugging Face names) into the encoder."""
    e = network.encoder
    get = lambda k: state[k] if k in state else state["bert." + k]
    with torch.no_grad():
        e.words.weight.copy_(get("embeddings.word_embeddings.weight"))
        e.positions.weight.copy_(get("embeddings.position_embeddings.weight") + get("embeddings.token_type_embeddings.weight")[0])
        e.norm.weight.copy_(get("embeddings.LayerNorm.weight")), e.norm.bias.copy_(get("embeddings.LayerNorm.bias"))
        for i, layer in enumerate(e.layers):
            p = f"encoder.layer.{i}."
            for part in ("weight", "bias"):
                layer.qkv.get_parameter(part).copy_(torch.cat([get(f"{p}attention.self.{n}.{part}") for n in ("query", "key", "value")]))
                layer.attended.get_parameter(part).copy_(get(f"{p}attention.output.dense.{part}"))
                layer.norm1.get_parameter(part).copy_(get(f"{p}attention.output.LayerNorm.{part}"))
                layer.up.get_parameter(part).copy_(get(f"{p}intermediate.dense.{part}"))
                layer.down.get_parameter(part).copy_(get(f"{p}output.dense.{part}"))
                layer.norm2.get_parameter(part).copy_(get(f"{p}output.LayerNorm.{part}"))
