"""Latitude of a place, in decimal degrees north of the equator (WGS 84)."""

from __future__ import annotations

import pyarrow as pa

from forum_core.types.base import Descriptor, Examples, FieldType, Problem
from forum_core.types.degrees import degrees_problem, parse, repair

MOST = 90


def problem(text: str, descriptor: Descriptor) -> Problem | None:
    """No number, or beyond a pole."""
    return degrees_problem(text, descriptor, most=MOST)


TYPE = FieldType(
    name="latitude",
    label="Latitude, en degrés (WGS 84)",
    table_types=("number",),
    arrow=pa.float64(),
    datastore="float8",
    problem=problem,
    repair=repair,
    parse=parse,
    examples=Examples(
        valid=("46.5802", "-21.1", "4.92"),
        invalid=("46,5802", "91", "46°34'", "nord"),
        repaired={"46,5802": "46.5802"},
        beyond_repair=("91", "46°34'", "nord"),
        descriptor={"name": "exemple", "type": "number"},
    ),
)
