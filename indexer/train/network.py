"""The network of the quote engine, in the two sizes it is trained in.

indexer/quotes/network computes the same; convert.py says how the weights lie in the model file.
"""
import torch
import torch.nn as nn
import torch.nn.functional as F

MAX_DISTANCE = 20    # buckets on either side of the cue
MOST_PARAGRAPHS = 2  # that are told apart on either side of the cue's
MOST_SENTENCES = 4   # likewise
BEFORE, BEHIND = 80, 112  # tokens around a cue's first one that it may own


def half_products(training, device):
    """Products in bfloat16 while training, where they are the faster ones: a CPU without them takes twice as long."""
    return torch.autocast(device.type, dtype=torch.bfloat16,
                          enabled=training and (device.type != "cpu" or torch.cpu._is_avx512_bf16_supported()))


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
        a = self.attend(q * (width // self.heads) ** -0.5, k, v, bias.to(q.dtype))
        x = self.norm1(x + self.drop(self.attended(a.transpose(1, 2).reshape(batch, length, width))))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))

    def attend(self, q, k, v, bias):
        """By hand: the fused kernel's backward pass takes three times as long on a CPU."""
        return (q @ k.transpose(2, 3) + bias).softmax(-1) @ v


class Transformer(nn.Module):
    """BERT's encoder with two more embeddings of each piece: its place in quotation marks, its letters' case."""

    def __init__(self, layers=4, vocabulary=30522, positions=512, width=384, heads=12, inner=1536, dropout=0.1):
        super().__init__()
        self.words = nn.Embedding(vocabulary, width)
        self.positions = nn.Embedding(positions, width)
        self.quote = nn.Embedding(4, width)
        self.case = nn.Embedding(4, width)
        nn.init.zeros_(self.quote.weight), nn.init.zeros_(self.case.weight)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(width, heads, inner, dropout) for _ in range(layers))
        self.drop = nn.Dropout(dropout)

    def forward(self, windows):
        """windows: a WindowBatch. Articles × tokens × width; a token's vector is that of its first piece."""
        with half_products(self.training, self.words.weight.device):
            pieces = self.pieces(windows.ids, windows.mask, windows.quote, windows.case).float()
        return F.pad(pieces.reshape(-1, pieces.size(-1)), (0, 0, 0, 1))[windows.place]

    def pieces(self, ids, mask, quote, case):
        x = self.words(ids) + self.positions.weight[:ids.size(1)] + self.quote(quote) + self.case(case)
        x = self.drop(self.norm(x))
        bias = torch.zeros_like(mask, dtype=torch.float).masked_fill(mask == 0, -1e4)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, bias)
        return x


class PieceMeans(nn.Module):
    """The mean of a token's pieces, with embeddings of quotation marks, letters' case, and beginnings."""

    def __init__(self, width=128, vocabulary=30522, dropout=0.1):
        super().__init__()
        self.words = nn.EmbeddingBag(vocabulary, width, mode="mean")
        self.quote = nn.Embedding(4, width)
        self.case = nn.Embedding(4, width)
        self.start = nn.Embedding(3, width)
        self.drop = nn.Dropout(dropout)
        for table in (self.quote, self.case, self.start):
            nn.init.normal_(table.weight, std=0.1)

    def forward(self, tokens):
        """tokens: a TokenBatch. Articles × tokens × width."""
        x = torch.zeros(*tokens.quote.shape, self.words.embedding_dim)
        x[tokens.there > 0] = self.words(tokens.ids, tokens.offsets)
        return self.drop(x + self.quote(tokens.quote) + self.case(tokens.case) + self.start(tokens.start))


class Convolution(nn.Module):
    """x + GELU(W·[x'(t - d), x'(t), x'(t + d)] + b), x' = normalised x; rows whose mask is 0 count as nothing."""

    def __init__(self, width, dilation):
        super().__init__()
        self.dilation = dilation
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.mix = nn.Linear(3 * width, width)

    def taps(self):
        """3·width × width: what a row gives the row behind it, itself, the row before it."""
        width = self.norm.normalized_shape[0]
        return self.mix.weight.view(width, 3, width).permute(1, 0, 2).reshape(3 * width, width)

    def forward(self, x, mask):
        d, length, width = self.dilation, x.size(1), x.size(2)
        with half_products(self.training, x.device):
            given = F.linear(self.norm(x) * mask, self.taps())
        around = F.pad(given, (0, 0, d, d))
        y = around[:, :length, :width] + given[..., width:2 * width] + around[:, 2 * d:2 * d + length, 2 * width:]
        return x + F.gelu(y + self.mix.bias).to(x.dtype)


def distance_buckets(tokens, begin, end):
    """Tokens × cues: the signed logarithmic distance of each token from [begin, end), 0 … 2·MAX_DISTANCE."""
    place = torch.arange(tokens, device=begin.device)[None, :]
    begin, end = begin[:, None], end[:, None]
    d = torch.where(place < begin, place - begin, torch.where(place >= end, place - end + 1, torch.zeros_like(place)))
    size = (torch.log2(d.abs().float().clamp(min=1)) * 2.6).round().long().clamp(max=MAX_DISTANCE - 1) + 1
    return MAX_DISTANCE + torch.sign(d) * torch.where(d == 0, torch.zeros_like(size), size)


class Network(nn.Module):
    """Vectors of tokens, from a Transformer or PieceMeans, mixed by convolutions; then a tag for each token, and for each cue
    three scores of the tokens around it, by convolutions again, that know the cue.

    tags     no cue, cue begins, cue goes on: of each token (0, 1, 2)
    scores   of each (cue, token): is content (a logit; a token has one owner or none); source begins, source ends (logits over
             the cue's tokens; its first one stands for "no source")
    """

    def __init__(self, layers, width, dilations, pair_width, pair_dilations, before=BEFORE, behind=BEHIND, dropout=0.1):
        super().__init__()
        self.sizes = {"layers": layers, "width": width, "dilations": list(dilations), "pair_width": pair_width,
                      "pair_dilations": list(pair_dilations), "before": before, "behind": behind}
        self.encoder = Transformer(layers) if layers else PieceMeans(width)
        self.narrow = nn.Linear(self.encoder.words.embedding_dim, width) if layers else None
        self.context = nn.ModuleList(Convolution(width, d) for d in dilations)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.tags = nn.Linear(width, 3)
        self.token = nn.Linear(width, pair_width)
        self.cue = nn.Linear(2 * width, pair_width)
        self.distance = nn.Embedding(2 * MAX_DISTANCE + 1, pair_width)
        self.paragraphs = nn.Embedding(2 * MOST_PARAGRAPHS + 1, pair_width)
        self.sentences = nn.Embedding(2 * MOST_SENTENCES + 1, pair_width)
        self.pairs = nn.ModuleList(Convolution(pair_width, d) for d in pair_dilations)
        self.pair_norm = nn.LayerNorm(pair_width, eps=1e-12)
        self.scores = nn.Linear(pair_width, 3)
        self.drop = nn.Dropout(dropout)
        for table in (self.distance, self.paragraphs, self.sentences):
            nn.init.normal_(table.weight, std=0.1)

    def encode(self, batch):
        """Articles × tokens × width."""
        x = self.encoder(batch)
        if self.narrow:
            x = self.drop(self.narrow(x))
        mask = batch.there.unsqueeze(-1)
        for layer in self.context:
            x = layer(x, mask)
        return self.norm(x)

    def score(self, x, cues, sentence, paragraph, block):
        """x: tokens × width of one article; cues: list of [begin, end); sentence, paragraph, block: of each token.

        Gives cues × (before + behind) × 3 scores, the token that each row is, and whether there is such a token in the cue's block.
        """
        tokens, before, behind = x.size(0), self.sizes["before"], self.sizes["behind"]
        begin = torch.tensor([a for a, _ in cues], device=x.device)
        end = torch.tensor([b for _, b in cues], device=x.device)
        place = begin[:, None] + torch.arange(-before, behind, device=x.device)[None]
        there = (place >= 0) & (place < tokens)
        at = place.clamp(0, tokens - 1)
        there = there & (block[at] == block[begin][:, None])
        apart = lambda number, most: (number[at] - number[begin][:, None]).clamp(-most, most) + most
        y = (self.token(x)[at] + self.cue(torch.cat([x[begin], x[end - 1]], -1))[:, None] +
             self.distance(torch.gather(distance_buckets(tokens, begin, end), 1, at)) +
             self.paragraphs(apart(paragraph, MOST_PARAGRAPHS)) + self.sentences(apart(sentence, MOST_SENTENCES)))
        mask = there.unsqueeze(-1).to(y.dtype)
        for layer in self.pairs:
            y = layer(y, mask)
        return self.scores(F.gelu(self.pair_norm(y))), place, there


def bert_tensor(state, name):
    return state[name] if name in state else state["bert." + name]


def load_bert(network, state):
    """Copies a BERT checkpoint's lowest layers (Hugging Face names) into the encoder."""
    e = network.encoder
    get = lambda name: bert_tensor(state, name)
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


def take_words(network, state):
    """The words of a BERT checkpoint (Hugging Face names) as a PieceMeans' first table: their principal components, scaled."""
    words = bert_tensor(state, "embeddings.word_embeddings.weight").double()
    words = words - words.mean(0)
    reduced = words @ torch.linalg.svd(words, full_matrices=False).Vh[:network.sizes["width"]].T
    with torch.no_grad():
        network.encoder.words.weight.copy_(reduced / reduced.std() / 2)


def careful(dropout=0.1):
    return Network(layers=4, width=192, dilations=(1, 2, 4), pair_width=96, pair_dilations=(1, 2, 4, 8, 16), dropout=dropout)


def deep(dropout=0.1):
    """What careful begins with."""
    return Network(layers=6, width=192, dilations=(1, 2, 4), pair_width=96, pair_dilations=(1, 2, 4, 8, 16), dropout=dropout)


def fast(dropout=0.1):
    return Network(layers=0, width=96, dilations=(1, 2, 4, 8), pair_width=48, pair_dilations=(1, 3, 9), before=64,
                   dropout=dropout)


KINDS = {"deep": deep, "careful": careful, "fast": fast}


def read_checkpoint(path):
    """The network that train.py saved, not training."""
    saved = torch.load(path, map_location="cpu")
    network = Network(**saved["sizes"])
    network.load_state_dict(saved["network"])
    return network.eval()
