"""A sum in euros, to the cent."""

from __future__ import annotations

import re
from decimal import ROUND_DOWN, Decimal

import pyarrow as pa

from forum_core.types.base import Descriptor, Examples, FieldType, Mended, Problem
from forum_core.types.number import plain_number, read_decimal

DIGITS, DECIMALS = 18, 2
_CENT = Decimal("0.01")
_EURO = re.compile(r"\s*(€|euros?|EUR)\s*$", re.IGNORECASE)


def problem(text: str, _: Descriptor) -> Problem | None:
    """Not finite, more than two decimals, or more digits than the column holds."""
    value = read_decimal(text)
    if value is None:
        return Problem("number-form")
    if not value.is_finite():
        return Problem("number-not-finite")
    if value and value.adjusted() >= DIGITS - DECIMALS:
        return Problem("money-range")
    if (value and value.adjusted() < -DECIMALS) or value != value.quantize(_CENT, rounding=ROUND_DOWN):
        return Problem("money-decimals")
    return None


def repair(text: str, _: Descriptor) -> Mended | None:
    """A euro sign at the end, spaces between thousands, a decimal comma; nothing beside other words."""
    bare = _EURO.sub("", text)
    written = plain_number(bare)
    if written is None:
        return None
    return Mended(written, "money-sign" if bare != text else "decimal-comma")


def parse(text: str, _: Descriptor) -> Decimal:
    """The sum, with two decimals."""
    return Decimal(text.strip()).quantize(_CENT)


TYPE = FieldType(
    name="money",
    label="Montant en euros",
    table_types=("number",),
    arrow=pa.decimal128(DIGITS, DECIMALS),
    datastore="numeric",
    problem=problem,
    repair=repair,
    parse=parse,
    examples=Examples(
        valid=("47800.20", "33000", "10000.0", "-12.5", "1.500", "9999999999999999.99", "1e3", "0e500"),
        invalid=("26 956,00", "12.345", "NaN", "10000000000000000", "1e400", "1e-400", "gratuit"),
        repaired={
            "40 000,00": "40000.00",
            "26\u00a0956,00": "26956.00",
            "67\u202f650,50 €": "67650.50",
            "240 000 €": "240000",
            "1500,5 euros": "1500.5",
        },
        beyond_repair=("240 000 € (dont 5 000 en nature)", "12,345", "1.234,56", "12 50", "10 à 20"),
        descriptor={"name": "exemple", "type": "number"},
    ),
)
