"""UAI: number of a school, seven digits and a key letter (the former RNE number)."""

from __future__ import annotations

import re

import pyarrow as pa

from forum_core.types.base import Descriptor, Examples, FieldType, Mended, Problem
from forum_core.types.spaces import without_spaces
from forum_core.types.text import parse

_FORM = re.compile(r"([0-9]{7})([A-Z])")
_LOST_ZERO = re.compile(r"[0-9]{6}[A-Z]")
# The digits modulo 23 choose the letter; I, O and Q are not used. No text that says so was found: the rule
# was tried on the numbers of 186 real schools, Corsica and overseas included, without an exception.
_LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"


def problem(text: str, _: Descriptor) -> Problem | None:
    """Another form, or another letter than the digits ask for."""
    found = _FORM.fullmatch(text)
    if not found:
        return Problem("uai-form")
    number, letter = found.groups()
    return None if _LETTERS[int(number) % 23] == letter else Problem("uai-key")


def repair(text: str, _: Descriptor) -> Mended | None:
    """A capital letter, no space, and the first zero when the letter proves it."""
    number = without_spaces(text).upper()
    if _LOST_ZERO.fullmatch(number) and problem("0" + number, {}) is None:
        return Mended("0" + number, "uai-zero")
    return Mended(number, "uai-form")


TYPE = FieldType(
    name="uai",
    label="Numéro d’établissement scolaire (UAI)",
    table_types=("string",),
    arrow=pa.string(),
    datastore="text",
    problem=problem,
    repair=repair,
    parse=parse,
    examples=Examples(
        # Lycées of Paris, Versailles, Lyon, Marseille, Ajaccio, Bastia, Guadeloupe and Nouvelle-Calédonie.
        valid=(
            "0750655E",
            "0750654D",
            "0782562L",
            "0690026D",
            "0130040Y",
            "6200001G",
            "7200009X",
            "9710002A",
        ),
        invalid=("0750655", "750655E", "0750655e", "075 0655 E", "0750655EE", "0750655F", "École du Bourg"),
        repaired={"0750655e": "0750655E", "075 0655 E": "0750655E", "750655E": "0750655E"},
        beyond_repair=("0750655", "750655F", "École du Bourg"),
        descriptor={"name": "exemple", "type": "string", "constraints": {"pattern": r"^\d{7}[A-Z]$"}},
    ),
)
