"""A whole number, negative ones included."""

from __future__ import annotations

import re

import pyarrow as pa

from forum_core.types.base import Descriptor, Examples, FieldType, Mended, Problem
from forum_core.types.number import plain_number

_LARGEST = 2**63 - 1
_NO_DECIMALS = re.compile(r"\.0+$")


def problem(text: str, _: Descriptor) -> Problem | None:
    """No whole number, or more digits than the column holds."""
    value = read_whole(text)
    if value is None:
        return Problem("integer-form")
    return None if abs(value) <= _LARGEST else Problem("integer-range")


def repair(text: str, _: Descriptor) -> Mended | None:
    """Spaces between thousands, and decimals that are all zeros; other decimals are not rounded."""
    written = plain_number(text)
    return Mended(_NO_DECIMALS.sub("", written), "integer-form") if written else None


def read_whole(text: str) -> int | None:
    """What frictionless reads as a whole number: Python's int of the text."""
    try:
        return int(text)
    except ValueError:
        return None


def parse(text: str, _: Descriptor) -> int:
    """The number."""
    return int(text)


TYPE = FieldType(
    name="integer",
    label="Nombre entier",
    table_types=("integer",),
    arrow=pa.int64(),
    datastore="int8",
    problem=problem,
    repair=repair,
    parse=parse,
    examples=Examples(
        valid=("12", "-3", "+5", "0", "012", "9223372036854775807"),
        invalid=("12.0", "1e3", "1 000", "12,5", "douze", "9223372036854775808"),
        repaired={"12.0": "12", "1 000": "1000", "12\u202f000": "12000", "12,00": "12", "\u22123": "-3"},
        beyond_repair=("12,5", "1 00", "environ 3", "1e3", "9223372036854775808"),
        descriptor={"name": "exemple", "type": "integer"},
    ),
)
