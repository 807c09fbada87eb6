"""RNA: number of an association, W and nine characters."""

from __future__ import annotations

import re

import pyarrow as pa

from forum_core.types.base import Descriptor, Examples, FieldType, Mended, Problem
from forum_core.types.spaces import without_spaces
from forum_core.types.text import parse

# Letters exist in the 2nd to 4th places of real numbers (REGISTERS 3.1); a schema's pattern may be narrower.
_FORM = re.compile(r"W[0-9A-Z]{3}[0-9]{6}")
_USUAL = re.compile(r"W[0-9]{9}")


def problem(text: str, _: Descriptor) -> Problem | None:
    """Another form; letters among the digits are rare enough to be looked at."""
    if not _FORM.fullmatch(text):
        return Problem("rna-form")
    return None if _USUAL.fullmatch(text) else Problem("rna-letters", refuses=False)


def repair(text: str, _: Descriptor) -> Mended | None:
    """A capital W, and no space."""
    return Mended(without_spaces(text).upper(), "rna-spaces")


TYPE = FieldType(
    name="rna",
    label="Numéro d’association (RNA)",
    table_types=("string",),
    arrow=pa.string(),
    datastore="text",
    problem=problem,
    repair=repair,
    parse=parse,
    examples=Examples(
        valid=("W380475558",),
        invalid=("38047555800058", "W38047555", "w380475558", "W9G2001932", "néant"),
        repaired={"w380475558": "W380475558", " W380 475 558": "W380475558"},
        beyond_repair=("38047555800058", "W38047555"),
        descriptor={"name": "exemple", "type": "string", "constraints": {"pattern": r"^W\d{9}$"}},
    ),
)
