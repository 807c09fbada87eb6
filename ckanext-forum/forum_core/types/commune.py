"""Code of a commune, or of a municipal arrondissement, in INSEE's official list (COG)."""

from __future__ import annotations

import re

import pyarrow as pa

from forum_core.reference.lists import COG_YEAR, FORMER, statuses
from forum_core.types.base import Descriptor, Examples, FieldType, Mended, Problem
from forum_core.types.spaces import without_spaces
from forum_core.types.text import parse

PATTERN = r"^([013-9]\d|2[AB1-9])\d{3}$"
_FORM = re.compile(r"([013-9][0-9]|2[AB1-9])[0-9]{3}")
_LOST_ZERO = re.compile(r"[1-9][0-9]{3}")
_LIST = f"communes_{COG_YEAR}"


def problem(text: str, _: Descriptor) -> Problem | None:
    """Another form; a code that the list of our vintage has as former, or has not, only warns.

    A row speaks of its own year, and one list knows one: communes that are gone since long, or younger than
    the list, are not in it.
    """
    if not _FORM.fullmatch(text):
        return Problem("commune-form")
    status = statuses(_LIST).get(text)
    if status is None:
        return Problem("commune-unknown", (("year", str(COG_YEAR)),), refuses=False)
    return Problem("commune-merged", (("year", str(COG_YEAR)),), refuses=False) if status == FORMER else None


def repair(text: str, _: Descriptor) -> Mended | None:
    """Capitals, no space, and the first zero that a spreadsheet took, when the list knows the result."""
    code = without_spaces(text).upper().removesuffix(".0")
    if _LOST_ZERO.fullmatch(code):
        return Mended("0" + code, "commune-zero") if "0" + code in statuses(_LIST) else None
    return Mended(code, "commune-form")


TYPE = FieldType(
    name="commune",
    label="Code de commune (INSEE)",
    table_types=("string",),
    arrow=pa.string(),
    datastore="text",
    problem=problem,
    repair=repair,
    parse=parse,
    examples=Examples(
        valid=("86194", "2A004", "01001", "75114", "97411", "01340"),
        invalid=("20004", "8619", "1001", "2a004", "86 194", "Poitiers", "86000 Poitiers"),
        repaired={"1001": "01001", "2a004": "2A004", "86 194": "86194"},
        beyond_repair=("20004", "Poitiers", "8619", "86000 Poitiers"),
        descriptor={"name": "exemple", "type": "string", "constraints": {"pattern": PATTERN}},
    ),
)
