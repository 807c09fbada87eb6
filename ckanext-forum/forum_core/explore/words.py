"""Words of a search as RE2 patterns: accents, case, ligatures, apostrophes, plurals, spacing do not matter.

Measured on a million rows: a pattern reads a column in 0.14 s, `strip_accents(lower(column))` in 1.8 s.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

LONGEST = 200
"""Characters of a search that are read."""

_SIREN_DIGITS = 9
_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u2010-\u2015](?=[^\W\d_])")
_APOSTROPHES = "'’ʼ‘`´"
_MARKS = r"[\x{300}-\x{36f}]*"
"""Accents that stand as characters of their own after their letter."""

_PLURALS = "sx"
_SHORTEST_PLURAL = 3
_WORD_END = r"[^\p{L}\p{M}]|$"

_LIGATURES = {"oe": "œ", "ae": "æ"}


def split_words(words: str) -> list[str]:
    """Words without accents or case; figures that come to a SIREN or more are one number, however spaced.

    A hyphen between letters parts two words: « judo-club » is also « Judo club ». One in a number stays.
    """
    tokens: list[str] = []
    run: list[str] = []
    for token in [*_HYPHEN.sub(" ", _fold(words)).split(), ""]:
        if re.fullmatch("[0-9]+", token):
            run.append(token)
            continue
        joined = "".join(run)
        tokens += [joined] if len(joined) >= _SIREN_DIGITS else run
        run = []
        tokens += [token] if token else []
    return tokens


def pattern_of(token: str) -> str:
    """RE2 pattern of a word that `split_words` gave; linear in time, whatever was typed.

    A word is found inside longer ones; one that may be a plural, also where its singular stands alone.
    """
    if len(token) > _SHORTEST_PLURAL and token[-1] in _PLURALS:
        return f"(?i){_letters(token[:-1])}(?:{_letter(token[-1])}|{_WORD_END})"
    return "(?i)" + _letters(token)


def _letters(token: str) -> str:
    parts = re.findall("oe|ae|.", token, re.DOTALL)
    return "".join(_pair(part) if len(part) > 1 else _letter(part) for part in parts)


def _fold(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text).lower().replace("œ", "oe").replace("æ", "ae")
    return "".join(
        "'" if character in _APOSTROPHES else character
        for character in decomposed
        if character.isspace() or unicodedata.category(character)[0] not in "CM"
    )


def _pair(letters: str) -> str:
    return f"(?:{_letter(letters[0])}{_letter(letters[1])}|{_LIGATURES[letters]})"


def _letter(character: str) -> str:
    if character == "'":
        return f"[{_APOSTROPHES}]"
    return f"[{_hex(character)}{_accented().get(character, '')}]{_MARKS}"


@cache
def _accented() -> dict[str, str]:
    """For each plain letter, those of the Latin blocks that are it with an accent."""
    found: dict[str, str] = {}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        base = unicodedata.normalize("NFKD", chr(code))[0].lower()
        if base != chr(code).lower() and base.isascii() and base.isalpha() and chr(code).islower():
            found[base] = found.get(base, "") + _hex(chr(code))
    return found


def _hex(character: str) -> str:
    return rf"\x{{{ord(character):x}}}"
