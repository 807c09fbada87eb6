"""How many there are: a whole number, zero at least."""

from __future__ import annotations

import pyarrow as pa

from forum_core.types import integer
from forum_core.types.base import Descriptor, Examples, FieldType, Problem

parse = integer.parse
repair = integer.repair


def problem(text: str, descriptor: Descriptor) -> Problem | None:
    """No whole number, or a negative one: nothing is counted below zero."""
    value = integer.read_whole(text)
    if value is not None and value < 0:
        return Problem("count-negative")
    return integer.problem(text, descriptor)


TYPE = FieldType(
    name="count",
    label="Nombre, compté en entiers",
    table_types=("integer",),
    arrow=pa.int64(),
    datastore="int8",
    problem=problem,
    repair=repair,
    parse=parse,
    examples=Examples(
        valid=("0", "12", "1250"),
        invalid=("-1", "12.0", "1 250", "12,5", "néant", "< 11"),
        repaired={"12.0": "12", "1 250": "1250"},
        beyond_repair=("-1", "\u22121", "12,5", "néant", "< 11"),
        descriptor={"name": "exemple", "type": "integer"},
    ),
)
