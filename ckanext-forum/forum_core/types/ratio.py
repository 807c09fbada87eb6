"""A share of a whole, from 0 to 1."""

from __future__ import annotations

from decimal import Decimal

import pyarrow as pa

from forum_core.types import number
from forum_core.types.base import Descriptor, Examples, FieldType, Mended

parse = number.parse
problem = number.problem


def repair(text: str, descriptor: Descriptor) -> Mended | None:
    """As a number; a percent sign says by itself what it means, a bare 45 does not (REGISTERS, SUB-06)."""
    stripped = text.strip()
    if not stripped.endswith("%"):
        return number.repair(text, descriptor)
    percent = number.plain_number(stripped[:-1].strip())
    return Mended(f"{Decimal(percent) / 100:f}", "percent-sign") if percent else None


TYPE = FieldType(
    name="ratio",
    label="Part, de 0 à 1",
    table_types=("number",),
    arrow=pa.float64(),
    datastore="float8",
    problem=problem,
    repair=repair,
    parse=parse,
    examples=Examples(
        valid=("0.45", "1", "1.00"),
        invalid=("45", "45 %", "0,45", "0", "NaN"),
        repaired={"0,45": "0.45", "45 %": "0.45", "12,5%": "0.125", "100\u202f%": "1"},
        beyond_repair=("45", "100", "150 %", "NaN"),
        descriptor={"name": "exemple", "type": "number", "constraints": {"minimum": 0.01, "maximum": 1}},
    ),
)
