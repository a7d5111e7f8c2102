"""Words cut into pieces, the likeliest way (unigram language model, Kudo 2018), as src/understand/learned/pieces.rs does it."""

import functools
import re
import unicodedata

import wordfreq

from base import Base

BEGINS = "\u2581"
UNKNOWN = 10.0
MOST_LETTERS = 60
# The first few stand for no text: the beginning, the filling, the end, what is unknown.
NO_TEXT = 4
COMMONEST = {"it": 60_000, "en": 40_000}
LETTERS = BEGINS + "abcdefghijklmnopqrstuvwxyzàèéìíîòóùúäöüßçñ0123456789'.,?!;:-€%&/()\"«»"


def plain(text):
    return unicodedata.normalize("NFKC", text).lower().replace("’", "'")


class Pieces:
    """Cuts words into the kept pieces of the base, or into all of them."""

    def __init__(self, base: Base, kept=None):
        self.base, self.unknown = base, base.unknown
        ids = range(len(base.pieces)) if kept is None else kept
        self.known = {}
        for at in ids:
            if at != base.unknown and base.pieces[at]:
                self.known.setdefault(base.pieces[at], at)
        self.longest = max(map(len, self.known))
        self.rarest = float(base.likely.min()) - UNKNOWN

    @functools.lru_cache(400_000)
    def word(self, word):
        text = BEGINS + word[:MOST_LETTERS]
        best = [(0.0, 0, self.unknown)] + [(-1e30, 0, self.unknown)] * len(text)
        for start in range(len(text)):
            likely = best[start][0]
            for end in range(start + 1, min(len(text), start + self.longest) + 1):
                piece = self.known.get(text[start:end])
                if piece is not None and likely + self.base.likely[piece] > best[end][0]:
                    best[end] = (likely + float(self.base.likely[piece]), start, piece)
            if likely + self.rarest > best[start + 1][0]:
                best[start + 1] = (likely + self.rarest, start, self.unknown)
        way, at = [], len(text)
        while at > 0:
            way.append(best[at][2])
            at = best[at][1]
        return tuple(reversed(way))

    def __call__(self, text):
        return [piece for word in plain(text).split() for piece in self.word(word)]


def kept(base, texts):
    """Pieces worth keeping: of the texts, of the commonest words of both languages, and of every letter and pair of letters."""
    pieces = Pieces(base)
    keep = set(range(NO_TEXT + 1))
    for text in texts:
        keep.update(pieces(re.sub(r"[{}|]", " ", text)))
    for language, count in COMMONEST.items():
        for word in wordfreq.top_n_list(language, count):
            keep.update(pieces(word))
    keep.update(at for piece, at in pieces.known.items() if len(piece) <= 2 and all(letter in LETTERS for letter in piece))
    return sorted(keep)
