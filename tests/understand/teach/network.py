"""The network, as src/understand/learned/encoder.rs has it."""

import math

import torch
from torch import nn
from torch.nn import functional as F

MOST_PLACES = 128


class Layer(nn.Module):
    def __init__(self, base, layer):
        super().__init__()
        width, wide, self.heads = base.width, base.wide, base.heads
        table = lambda name, *shape: torch.tensor(base.table(f"l{layer}.{name}", *shape))
        self.look, self.gather = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.widen, self.narrow = nn.Linear(width, wide), nn.Linear(wide, width)
        self.norm, self.end_norm = nn.LayerNorm(width, 1e-12), nn.LayerNorm(width, 1e-12)
        self.look.weight.data = torch.cat([table(f"{name}.w", width, width) for name in "qkv"])
        self.look.bias.data = torch.cat([table(f"{name}.b") for name in "qkv"])
        for linear, name, shape in (
            (self.gather, "ao", (width, width)),
            (self.widen, "fi", (wide, width)),
            (self.narrow, "fo", (width, wide)),
        ):
            linear.weight.data, linear.bias.data = table(f"{name}.w", *shape), table(f"{name}.b")
        for norm, name in ((self.norm, "aln"), (self.end_norm, "oln")):
            norm.weight.data, norm.bias.data = table(f"{name}.w"), table(f"{name}.b")

    def forward(self, rows, shut, drop):
        batch, length, width = rows.shape
        each = width // self.heads
        asks, answers, hands_on = self.look(rows).view(batch, length, 3, self.heads, each).permute(2, 0, 3, 1, 4)
        shares = torch.softmax((asks @ answers.transpose(-1, -2)) / math.sqrt(each) + shut, -1).to(hands_on.dtype)
        rows = self.norm(rows + self.gather((shares @ hands_on).transpose(1, 2).reshape(batch, length, width)))
        more = self.narrow(F.gelu(self.widen(rows)))
        return self.end_norm(rows + F.dropout(more, drop, self.training))


class Network(nn.Module):
    """Pieces in, a log-odd for each act out. The rows of pieces stay as they are: words never taught keep their place among others."""

    def __init__(self, base, kept, acts, drop=0.1):
        super().__init__()
        self.drop = drop
        rows = torch.tensor(base.table("emb.word", -1, base.width)[kept] + base.table("emb.type")[: base.width])
        self.table = nn.Embedding.from_pretrained(rows, freeze=True)
        self.places = nn.Parameter(torch.tensor(base.table("emb.pos", -1, base.width)[:MOST_PLACES]))
        self.norm = nn.LayerNorm(base.width, 1e-12)
        self.norm.weight.data, self.norm.bias.data = torch.tensor(base.table("emb.ln.w")), torch.tensor(base.table("emb.ln.b"))
        self.layers = nn.ModuleList(Layer(base, layer) for layer in range(base.layers))
        self.whole, self.each = nn.Linear(2 * base.width, acts), nn.Linear(base.width, acts)
        for head in (self.whole, self.each):
            nn.init.zeros_(head.weight)
            nn.init.zeros_(head.bias)

    def forward(self, pieces, filling):
        rows = self.norm(self.table(pieces) + self.places[: pieces.shape[1]])
        shut = torch.zeros(filling.shape, dtype=rows.dtype).masked_fill(filling, -1e4)[:, None, None, :]
        for layer in self.layers:
            rows = layer(rows, shut, self.drop)
        here = (~filling).to(rows.dtype)[:, :, None]
        mean = (rows * here).sum(1) / here.sum(1)
        whole = self.whole(F.dropout(torch.cat([mean, rows[:, 0]], 1), self.drop, self.training))
        each = self.each(F.dropout(rows, self.drop, self.training)).float().masked_fill(filling[:, :, None], -1e4)
        # Between the mean and the greatest of what each piece says.
        return whole.float() + torch.logsumexp(each, 1) - torch.log(here.float().sum(1))
