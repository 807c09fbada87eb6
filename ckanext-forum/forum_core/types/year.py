"""A calendar year, on four digits."""

from __future__ import annotations

import re

import pyarrow as pa

from forum_core.types.base import Descriptor, Examples, FieldType, Mended, Problem
from forum_core.types.date import FIRST_YEAR, LAST_YEAR
from forum_core.types.spaces import without_spaces

_FORM = re.compile(r"[0-9]{4}")
_WRITTEN = re.compile(r"([0-9]{4})([.,]0+)?")


def problem(text: str, _: Descriptor) -> Problem | None:
    """Not four digits, or a year that no register can speak of."""
    if not _FORM.fullmatch(text):
        return Problem("year-form")
    return None if FIRST_YEAR <= int(text) <= LAST_YEAR else Problem("year-range")


def repair(text: str, _: Descriptor) -> Mended | None:
    """Without the spaces and the ``.0`` that a spreadsheet adds; two digits are not completed."""
    found = _WRITTEN.fullmatch(without_spaces(text))
    return Mended(found[1], "year-form") if found else None


def parse(text: str, _: Descriptor) -> int:
    """The year."""
    return int(text)


TYPE = FieldType(
    name="year",
    label="Année (AAAA)",
    table_types=("year",),
    arrow=pa.int32(),
    datastore="int4",
    problem=problem,
    repair=repair,
    parse=parse,
    examples=Examples(
        valid=("2019", "2026"),
        invalid=("19", "2019.0", " 2019", "2 019", "0219", "2019-2020", "exercice 2019"),
        repaired={"2019.0": "2019", " 2019": "2019", "2 019": "2019", "2019,00": "2019"},
        beyond_repair=("19", "0219", "2019-2020", "exercice 2019", "2019.5"),
        descriptor={"name": "exemple", "type": "year"},
    ),
)
