"""A school year: two years that follow each other, AAAA-AAAA."""

from __future__ import annotations

import re

import pyarrow as pa

from forum_core.types.base import Descriptor, Examples, FieldType, Mended, Problem
from forum_core.types.date import FIRST_YEAR, LAST_YEAR
from forum_core.types.spaces import without_spaces
from forum_core.types.text import parse

_FORM = re.compile(r"([0-9]{4})-([0-9]{4})")
_WRITTEN = re.compile(r"([0-9]{4})[-/_\u2010-\u2015]([0-9]{2}|[0-9]{4})")


def problem(text: str, _: Descriptor) -> Problem | None:
    """Another form, years that do not follow each other, or years that cannot be meant."""
    found = _FORM.fullmatch(text)
    if not found:
        return Problem("school-year-form")
    first, last = map(int, found.groups())
    if last != first + 1:
        return Problem("school-year-order")
    return None if FIRST_YEAR <= first <= LAST_YEAR else Problem("year-range")


def repair(text: str, _: Descriptor) -> Mended | None:
    """Another sign between the years, spaces around it, a second year of two digits."""
    found = _WRITTEN.fullmatch(without_spaces(text))
    if not found:
        return None
    first, last = found.groups()
    return Mended(f"{first}-{last if len(last) == 4 else first[:2] + last}", "school-year-form")


TYPE = FieldType(
    name="school-year",
    label="Année scolaire (AAAA-AAAA)",
    table_types=("string",),
    arrow=pa.string(),
    datastore="text",
    problem=problem,
    repair=repair,
    parse=parse,
    examples=Examples(
        valid=("2024-2025", "2026-2027"),
        invalid=("2024-2026", "2024", "2024/2025", "2024-25", "0024-0025", "2025-2024", "rentrée 2024"),
        repaired={
            "2024/2025": "2024-2025",
            "2024 - 2025": "2024-2025",
            "2024\u20132025": "2024-2025",
            "2024-25": "2024-2025",
        },
        beyond_repair=("2024", "2024-26", "2024/2026", "24-25", "rentrée 2024"),
        descriptor={"name": "exemple", "type": "string", "constraints": {"pattern": r"^\d{4}-\d{4}$"}},
    ),
)
