"""Longitude of a place, in decimal degrees east of Greenwich (WGS 84)."""

from __future__ import annotations

import pyarrow as pa

from forum_core.types.base import Descriptor, Examples, FieldType, Problem
from forum_core.types.degrees import degrees_problem, parse, repair

MOST = 180


def problem(text: str, descriptor: Descriptor) -> Problem | None:
    """No number, or more than half a turn."""
    return degrees_problem(text, descriptor, most=MOST)


TYPE = FieldType(
    name="longitude",
    label="Longitude, en degrés (WGS 84)",
    table_types=("number",),
    arrow=pa.float64(),
    datastore="float8",
    problem=problem,
    repair=repair,
    parse=parse,
    examples=Examples(
        valid=("0.3404", "-61.5", "55.45"),
        invalid=("0,3404", "181", "2°20'", "est"),
        repaired={"0,3404": "0.3404", "\u22121,5": "-1.5"},
        beyond_repair=("181", "2°20'", "est"),
        descriptor={"name": "exemple", "type": "number"},
    ),
)
