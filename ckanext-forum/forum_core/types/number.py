"""A number that keeps its decimals through float64, or is refused."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from math import isfinite

import pyarrow as pa

from forum_core.types.base import Descriptor, Examples, FieldType, Mended, Problem
from forum_core.types.spaces import without_spaces

_FRENCH = re.compile(r"([-+\u2212]?)([0-9]+)(?:[.,]([0-9]+))?")
_GROUPED = re.compile(r"[-+\u2212]?[0-9]{1,3}([^0-9.,]+[0-9]{3})+([.,][0-9]+)?")


def problem(text: str, _: Descriptor) -> Problem | None:
    """Not finite, or decimals that float64 would change in silence."""
    value = read_decimal(text)
    if value is None:
        return Problem("number-form")
    if not value.is_finite():
        return Problem("number-not-finite")
    near = float(value)
    return None if isfinite(near) and Decimal(repr(near)) == value else Problem("number-precision")


def repair(text: str, _: Descriptor) -> Mended | None:
    """A decimal comma, and spaces between thousands."""
    written = plain_number(text)
    return Mended(written, "decimal-comma") if written else None


def read_decimal(text: str) -> Decimal | None:
    """What frictionless reads as a number: Python's Decimal of the stripped text."""
    try:
        return Decimal(text.strip())
    except InvalidOperation:
        return None


def amount_of(text: str) -> Decimal | None:
    """The number when it is one, and finite."""
    value = read_decimal(text)
    return value if value is not None and value.is_finite() else None


def plain_number(text: str) -> str | None:
    """The number as the standard writes it: no space, a point; None when its parts are not sure."""
    stripped = text.strip()
    if re.search(r"[0-9]\s+[0-9]", stripped) and not _GROUPED.fullmatch(stripped):
        return None  # « 12 50 » is two numbers, or one that lost its comma
    found = _FRENCH.fullmatch(without_spaces(stripped))
    if not found:
        return None
    sign, whole, decimals = found.groups()
    minus = "" if sign in ("", "+") else "-"
    return f"{minus}{whole}.{decimals}" if decimals else f"{minus}{whole}"


def parse(text: str, _: Descriptor) -> float:
    """The nearest float64, which `problem` has proved exact in decimal."""
    return float(Decimal(text.strip()))


TYPE = FieldType(
    name="number",
    label="Nombre",
    table_types=("number",),
    arrow=pa.float64(),
    datastore="float8",
    problem=problem,
    repair=repair,
    parse=parse,
    examples=Examples(
        valid=("0.45", "1.0", "-3", "1e3", " 12 "),
        invalid=("0,45", "NaN", "INF", "sNaN", "-Infinity", "abc", "0.1000000000000000000001", "1e999"),
        repaired={"0,45": "0.45", "1 000": "1000", "12\u202f000,5": "12000.5", "\u22123,5": "-3.5"},
        beyond_repair=("1,000,000", "12 50", "environ 3", "1.234,5", "NaN"),
        descriptor={"name": "exemple", "type": "number"},
    ),
)
