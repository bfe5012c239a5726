"""The French stems of lunr-languages: Snowball's algorithm, for words that carry no accents any more."""

_VOWELS = frozenset("aeiouy")
_KEPT_BEFORE_S = frozenset("aious")


def _table(rows: dict[str, str]) -> dict[str, str]:
    return {ending: case for case, endings in rows.items() for ending in endings.split()}


_STANDARD = _table(
    {
        "delete": "iqUe iqUes ance ances able ables isme ismes iste istes eux",
        "ation": "atrice atrices ation ations ateur ateurs",
        "log": "logie logies",
        "u": "usion usions ution utions",
        "ent": "ence ences",
        "ement": "ement ements",
        "if": "ive ives if ifs",
        "eau": "eaux",
        "al": "aux",
        "eux": "euse euses",
        "issement": "issement issements",
        "amment": "amment",
        "emment": "emment",
        "ment": "ment ments",
    }
)
_I_VERBS = _table(
    {
        "delete": "ira ie isse issante i irai ir iras ies isses issantes is irais issais irions issions irons issons "
        "issants it irait issait issant iraIent issaIent irent issent iront iriez issiez irez issez"
    }
)
_VERBS = _table(
    {
        "ions": "ions",
        "er": "era erai er eras erais erions erons erait eraIent eront ez iez eriez erez",
        "ant": "a asse ante ai as asses antes ais assions ants ait ant aIent assent assiez",
    }
)
_LONGEST = len("issements")


def stem_french(word: str) -> str:
    """The stem of a folded word of plain letters."""
    marked = _marked(word)
    rv, r1, r2 = _regions(marked)
    found, stem = _standard(marked, rv, r1, r2)
    if not found:
        found, stem = _verb(stem, rv, r2)
    if not found:
        stem = _residual(stem, rv, r2)
    elif stem.endswith("Y"):
        stem = stem[:-1] + "i"
    if stem.endswith(("ell", "eill", "enn", "onn", "ett")):
        stem = stem[:-1]
    return stem.lower()


def _marked(word: str) -> str:
    """The word with a capital for each u, i or y that is a consonant there."""
    letters = list(word)
    last = len(letters) - 1
    for i in range(last):
        here, after = letters[i], letters[i + 1]
        if here in _VOWELS:
            if (after in "ui" and i + 1 < last and letters[i + 2] in _VOWELS) or after == "y":
                letters[i + 1] = after.upper()
            elif here == "y" and after in _VOWELS:
                letters[i] = "Y"
        elif here == "q" and after == "u":
            letters[i + 1] = "U"
    return "".join(letters)


def _regions(word: str) -> tuple[int, int, int]:
    """Where RV, R1 and R2 of the algorithm begin."""
    if (len(word) > 2 and word[0] in _VOWELS and word[1] in _VOWELS) or word.startswith(("col", "par", "tap")):
        rv = 3
    else:
        rv = next((i + 1 for i in range(1, len(word)) if word[i] in _VOWELS), len(word))
    r1 = _after_syllable(word, 0)
    return rv, r1, _after_syllable(word, r1)


def _after_syllable(word: str, start: int) -> int:
    """After the first consonant that follows a vowel."""
    vowel = False
    for i in range(start, len(word)):
        if word[i] in _VOWELS:
            vowel = True
        elif vowel:
            return i + 1
    return len(word)


def _longest(word: str, endings: dict[str, str], start: int) -> tuple[str, str]:
    """The case of the longest ending that begins at `start` or later, and the word before it."""
    for at in range(max(start, len(word) - _LONGEST), len(word)):
        if case := endings.get(word[at:]):
            return case, word[:at]
    return "", word


def _standard(word: str, rv: int, r1: int, r2: int) -> tuple[bool, str]:
    """Whether a noun's or adjective's ending was taken, and what is left."""
    case, stem = _longest(word, _STANDARD, 0)
    at = len(stem)
    if case in ("delete", "ation", "if") and at >= r2:
        return True, _after_ation(stem, r2) if case == "ation" else _after_if(stem, r2) if case == "if" else stem
    if case in ("log", "u", "ent") and at >= r2:
        return True, stem + case
    if case == "ement" and at >= rv:
        return True, _after_ement(stem, r1, r2)
    if case == "eau" or (case == "al" and at >= r1):
        return True, stem + case
    if case == "eux" and at >= r1:
        return True, stem if at >= r2 else stem + case
    if case == "issement" and at >= r1 and at > 0 and stem[-1] not in _VOWELS:
        return True, stem
    # The ending of an adverb is taken, then what is left is looked at as a verb.
    if case in ("amment", "emment") and at >= rv:
        return False, stem + ("ant" if case == "amment" else "ent")
    if case == "ment" and at > rv and stem[-1] in _VOWELS:
        return False, stem
    return False, word


def _after_ation(stem: str, r2: int) -> str:
    return _without(stem, "ic", r2, "iqU")


def _after_if(stem: str, r2: int) -> str:
    if stem.endswith("at") and len(stem) - 2 >= r2:
        return _without(stem[:-2], "ic", r2, "iqU")
    return stem


def _after_ement(stem: str, r1: int, r2: int) -> str:
    at = len(stem) - 2
    if stem.endswith("iv") and at >= r2:
        stem = stem[:at]
        return stem[:-2] if stem.endswith("at") and at - 2 >= r2 else stem
    if stem.endswith("eus") and at - 1 >= r1:
        return stem[:-3] if at - 1 >= r2 else stem[:-3] + "eux"
    return stem[:-3] if stem.endswith(("iqU", "abl")) and at - 1 >= r2 else stem


def _without(stem: str, ending: str, r2: int, instead: str) -> str:
    if not stem.endswith(ending):
        return stem
    at = len(stem) - len(ending)
    return stem[:at] if at >= r2 else stem[:at] + instead


def _verb(word: str, rv: int, r2: int) -> tuple[bool, str]:
    """Whether a verb's ending was taken from RV, and what is left."""
    case, stem = _longest(word, _I_VERBS, rv)
    if case and len(stem) > rv and stem[-1] not in _VOWELS:
        return True, stem
    case, stem = _longest(word, _VERBS, rv)
    if not case or (case == "ions" and len(stem) < r2):
        return False, word
    if case == "ant" and len(stem) > rv and stem[-1] == "e":
        return True, stem[:-1]
    return True, stem


def _residual(word: str, rv: int, r2: int) -> str:
    """The word without a plural, a final e or -ion."""
    if len(word) > 1 and word[-1] == "s" and word[-2] not in _KEPT_BEFORE_S:
        word = word[:-1]
    if len(word) - 3 >= rv and word.endswith("ion"):
        at = len(word) - 3
        return word[:at] if at >= r2 and at > rv and word[at - 1] in "st" else word
    if len(word) - 3 >= rv and word.endswith(("ier", "Ier")):
        return word[:-3] + "i"
    return word[:-1] if len(word) - 1 >= rv and word.endswith("e") else word
