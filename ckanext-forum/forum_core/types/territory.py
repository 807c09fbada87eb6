"""Official code of a territory: commune, intercommunalité, département, région, priority district, IRIS."""

from __future__ import annotations

import re

import pyarrow as pa

from forum_core.reference.lists import COG_YEAR, statuses
from forum_core.types import commune
from forum_core.types.base import Descriptor, Examples, FieldType, Mended, Problem
from forum_core.types.spaces import without_spaces
from forum_core.types.text import parse

# The form of a priority district was not found in a text, and no list of districts or IRIS is kept here: of
# these two the form alone is looked at.
_DISTRICT = re.compile(r"QN[0-9]{5}[A-Z]")
_IRIS = re.compile(r"(([013-9][0-9]|2[AB1-9])[0-9]{3})[0-9]{4}")
_WIDE = ("departements", "regions", "epci")


def problem(text: str, descriptor: Descriptor) -> Problem | None:
    """A code of no kind of territory. It only warns: lists age, and some kinds have none here."""
    if _DISTRICT.fullmatch(text) or any(text in statuses(f"{name}_{COG_YEAR}") for name in _WIDE):
        return None
    iris = _IRIS.fullmatch(text)
    found = commune.problem(iris[1] if iris else text, descriptor)
    if found and found.refuses:
        return Problem("territory-form", refuses=False)
    return found


def repair(text: str, _: Descriptor) -> Mended | None:
    """Capitals and no space."""
    return Mended(without_spaces(text).upper(), "commune-form")


TYPE = FieldType(
    name="territory",
    label="Code d’un territoire",
    table_types=("string",),
    arrow=pa.string(),
    datastore="text",
    problem=problem,
    repair=repair,
    parse=parse,
    examples=Examples(
        valid=("86194", "200069854", "86", "75", "QN08601M", "861940101", "75114"),
        invalid=("secteur nord", "86 194"),
        repaired={"86 194": "86194"},
        beyond_repair=("secteur nord",),
        descriptor={"name": "exemple", "type": "string", "constraints": {"pattern": r"^[0-9A-Z]{2,9}$"}},
    ),
)
