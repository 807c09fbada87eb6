"""Matter of an act, as the State's nomenclature @CTES numbers it, on two levels: 7.5."""

from __future__ import annotations

import re

import pyarrow as pa

from forum_core.reference.lists import statuses
from forum_core.types.base import Descriptor, Examples, FieldType, Mended, Problem
from forum_core.types.spaces import without_spaces
from forum_core.types.text import parse

_LIST = "matieres_actes_2017"
_FORM = re.compile(r"[0-9]\.[0-9]{1,2}")
_DEEPER = re.compile(r"([0-9])[.,]([0-9]{1,2})([.,][0-9]{1,2}){0,3}\.?")


def problem(text: str, _: Descriptor) -> Problem | None:
    """Another form, or a number that the nomenclature does not have."""
    if not _FORM.fullmatch(text):
        return Problem("actes-form")
    return None if text in statuses(_LIST) else Problem("actes-unknown")


def repair(text: str, _: Descriptor) -> Mended | None:
    """A comma for the point; deeper levels, which an authority may add for itself, are cut to two."""
    found = _DEEPER.fullmatch(without_spaces(text))
    if not found:
        return None
    return Mended(f"{found[1]}.{found[2]}", "actes-levels" if found[3] else "actes-form")


TYPE = FieldType(
    name="actes-matter",
    label="Matière de la nomenclature @CTES",
    table_types=("string",),
    arrow=pa.string(),
    datastore="text",
    names=_LIST,
    problem=problem,
    repair=repair,
    parse=parse,
    examples=Examples(
        valid=("7.10", "8.4", "1.1"),
        invalid=("7.11", "8", "7.5.1", "8,4", "Finances locales"),
        repaired={"7.5.1": "7.5", "8,4": "8.4", " 8.4": "8.4"},
        beyond_repair=("7.11", "8", "Finances locales"),
        descriptor={"name": "exemple", "type": "string", "constraints": {"pattern": r"^\d\.\d{1,2}$"}},
    ),
)
