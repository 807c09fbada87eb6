"""A rate written as a number of hundredths: 45.5 for 45.5 %."""

from __future__ import annotations

import pyarrow as pa

from forum_core.types import number
from forum_core.types.base import Descriptor, Examples, FieldType, Mended

parse = number.parse
problem = number.problem


def repair(text: str, descriptor: Descriptor) -> Mended | None:
    """As a number, without the percent sign."""
    stripped = text.strip()
    if not stripped.endswith("%"):
        return number.repair(text, descriptor)
    written = number.plain_number(stripped[:-1].strip())
    return Mended(written, "percent-off") if written else None


TYPE = FieldType(
    name="percent",
    label="Pourcentage (45.5 pour 45,5 %)",
    table_types=("number",),
    arrow=pa.float64(),
    datastore="float8",
    problem=problem,
    repair=repair,
    parse=parse,
    examples=Examples(
        valid=("45", "0.5", "28.1", "145"),
        invalid=("45 %", "28,1", "NaN", "moitié"),
        repaired={"45 %": "45", "28,1": "28.1", "28,1\u202f%": "28.1"},
        beyond_repair=("moitié", "10 à 20 %", "NaN"),
        descriptor={"name": "exemple", "type": "number"},
    ),
)
