"""Labelled sentences, their wordings, and what a recogniser may make of them."""

import collections
import pathlib
import re
import unicodedata

import wordfreq

ROOT = pathlib.Path(__file__).resolve().parents[3]
FOLDER = ROOT / "tests/understand/sentences"
ACTS = re.findall(r"^\| `([a-z_]+)` \|", (ROOT / "docs/acts.md").read_text(), re.M)
# As in src/understand/lexicon.rs: whatever else a good call does, it does none of these.
COSTLY = set(
    "blame calm_down deny_responsibility dismiss disparage insult jargon leading_question obstruct order press speculate tu_form"
    " unsolicited_advice".split()
)
YES, NO, OPEN = 1, 0, -1
ALIKE = ["pb", "tdl", "cgk", "fv", "szc", "mnr", "aeiou"]
MARKS = re.compile(r'[.,?!;:«»"]')


class Sentence:
    """What is said, and for each act whether it is done, is not, or may be."""

    def __init__(self, file, text, language, done, allowed=(), denied=None):
        self.file, self.text, self.language = file, text, language
        is_open = lambda act: act in allowed or (denied is not None and act not in denied)
        self.labels = [YES if act in done else OPEN if is_open(act) else NO for act in ACTS]
        # What must hold word by word is said three times over.
        self.times = 3 if denied is not None else 1


def labelled(language):
    """The sentences of a language that may be taught, as src/understand/quality.rs reads them."""
    files = [file for part in ("tuning", "learning") for file in sorted((FOLDER / language / part).glob("*.txt"))]
    listed = FOLDER.parent / f"{language}.txt"
    for file in files + ([listed] if listed.exists() else []):
        lines = file.read_text().splitlines()
        rest_open = any(line.strip() == "# rest: open" for line in lines)
        for line in lines:
            text, arrow, labels = line.rpartition("->")
            if not arrow or line.strip().startswith("#"):
                continue
            done, allowed, denied = set(), set(), set() if rest_open else None
            for label in labels.split():
                if rest_open and ":" in label:
                    continue
                if label.startswith("("):
                    allowed.add(label[1:-1])
                elif label.startswith("-") and rest_open:
                    denied.add(label[1:])
                else:
                    done.add(label)
            yield Sentence(f"{language}/{file.parent.name}/{file.name}", text.strip(), language, done, allowed, denied)


def plans():
    """What is said in the plans of the scenarios: acts a plan expects are done, those it rules out are not, the rest is open."""
    for file in sorted((ROOT / "scenarios").glob("*/*.plan")):
        scenario = file.with_name("scenario.ron")
        if not scenario.exists():
            continue
        language = re.search(r"language:\s*(\w+)", scenario.read_text()).group(1)
        text, done, denied = None, set(), set()
        for line in file.read_text().splitlines() + ["end"]:
            words = line.split()
            if line.startswith("  ") and text:
                if words[0] == "acts":
                    done |= set(words[1:])
                elif words[0] in ("noacts", "not"):
                    denied |= set(words[1:])
                continue
            if text and (done or denied):
                yield Sentence("plans", text, language, done, (), denied)
            text = line[4:].strip() if line.startswith("say ") else None
            done, denied = set(), set(COSTLY) if file.name.startswith("good") else set()


def wording(text, dice):
    """One of the wordings that `{a|b}` stands for."""
    text = re.sub(r"\{([^{}]*)\}", lambda found: dice.choice(found.group(1).split("|")), text)
    return " ".join(text.split()).replace(" ,", ",").replace(" .", ".").replace(" ?", "?")


def misheard(word, dice):
    """A word with one letter taken for another that sounds alike, or lost."""
    at = dice.randrange(len(word))
    group = next((group for group in ALIKE if word[at] in group), None)
    other = dice.choice([letter for letter in group if letter != word[at]]) if group and dice.random() < 0.7 else ""
    return word[:at] + other + word[at + 1 :]


def as_heard(text, dice):
    """As the recogniser may write it on a clear line: src/understand/learned/calibrate.rs does the same."""
    heard = ""
    for word in text.split():
        long = len(word) > 3
        if not long and dice.random() < 0.05:
            continue
        if heard and dice.random() >= 0.01:
            heard += " "
        heard += misheard(word, dice) if long and dice.random() < 0.08 else word
    return heard if dice.random() < 0.4 else MARKS.sub("", heard)


class Room:
    """As the recogniser writes it when others talk in the room: words taken for real words that sound alike."""

    WORDS = 25_000

    def __init__(self, language):
        self.language = language
        words = [word for word in wordfreq.top_n_list(language, self.WORDS) if word.isalpha() and len(word) > 1]
        self.little = [word for word in wordfreq.top_n_list(language, 120) if word.isalpha()]
        # Words by their sound with letters left out: two words alike share one (as SymSpell does).
        self.by_sound, self.known = collections.defaultdict(list), {}
        for word in words:
            for sound in self.fewer(self.sound(word)):
                self.by_sound[sound].append(word)

    def sound(self, word):
        word = "".join(letter for letter in unicodedata.normalize("NFD", word) if not unicodedata.combining(letter))
        italian = [("ch", "k"), ("gh", "g"), ("qu", "ku"), ("h", ""), ("gli", "li")]
        english = [("ph", "f"), ("gh", ""), ("kn", "n"), ("wr", "r"), ("ck", "k"), ("c", "k")]
        for written, spoken in italian if self.language == "it" else english:
            word = word.replace(written, spoken)
        return re.sub(r"(.)\1", r"\1", word)

    @staticmethod
    def fewer(sound):
        one = {sound[:at] + sound[at + 1 :] for at in range(len(sound))}
        two = {less[:at] + less[at + 1 :] for less in one for at in range(len(less))} if len(sound) >= 8 else set()
        return {sound} | one | two

    def alike(self, word):
        if word not in self.known:
            near = {other for sound in self.fewer(self.sound(word)) for other in self.by_sound.get(sound, ())}
            self.known[word] = sorted(other for other in near if other != word and abs(len(other) - len(word)) <= 2)
        return self.known[word]

    def __call__(self, text, dice, share):
        heard, joined = [], False
        for word in text.split():
            before, core, behind = re.match(r"^(\W*)(.*?)(\W*)$", word).groups()
            if core and dice.random() < share:
                chance, lower = dice.random(), core.lower()
                if chance < 0.5:
                    near = self.alike(lower)
                    core = dice.choice(near) if near else misheard(core, dice) if len(core) > 2 else core
                elif chance < 0.68 and len(core) > 2:
                    core = misheard(core, dice)
                elif chance < 0.78:
                    core = "" if len(core) <= 4 else core
                elif chance < 0.86:
                    joined = True
                elif chance < 0.92 and len(core) > 6:
                    at = dice.randrange(3, len(core) - 2)
                    core = core[:at] + " " + core[at:]
                elif chance < 0.96:
                    core = dice.choice(self.little)
                else:
                    core = core + " " + dice.choice(self.little)
                behind = "" if dice.random() < 0.3 else behind
            if not core and not behind:
                continue
            if heard and joined:
                heard[-1], joined = heard[-1].rstrip(".,?!;:") + before + core + behind, False
            else:
                heard.append(before + core + behind)
        text = " ".join(heard)
        return text if dice.random() < 0.5 else MARKS.sub("", text)
