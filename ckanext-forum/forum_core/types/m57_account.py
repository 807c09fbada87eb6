"""Account by nature of the budget nomenclature M57 (developed plan of 2024)."""

from __future__ import annotations

import re

import pyarrow as pa

from forum_core.reference.lists import statuses
from forum_core.types.base import Descriptor, Examples, FieldType, Mended, Problem
from forum_core.types.spaces import without_spaces
from forum_core.types.text import parse

_LIST = "comptes_m57_2024"
_FORM = re.compile(r"[0-9]{2,9}")


def problem(text: str, _: Descriptor) -> Problem | None:
    """No account number; one that the plan lacks only warns: plans differ by year and by authority."""
    if not _FORM.fullmatch(text):
        return Problem("account-form")
    return None if text in statuses(_LIST) else Problem("account-unknown", refuses=False)


def repair(text: str, _: Descriptor) -> Mended | None:
    """Without spaces and the ``.0`` of a spreadsheet."""
    return Mended(without_spaces(text).removesuffix(".0"), "account-form")


TYPE = FieldType(
    name="m57-account",
    label="Compte de la nomenclature M57",
    table_types=("string",),
    arrow=pa.string(),
    datastore="text",
    names=_LIST,
    problem=problem,
    repair=repair,
    parse=parse,
    examples=Examples(
        valid=("65748", "20421", "62268", "011"),
        invalid=("6574x", "65748.0", "65 748", "chapitre 65"),
        repaired={"65748.0": "65748", "65 748": "65748"},
        beyond_repair=("6574x", "chapitre 65"),
        descriptor={"name": "exemple", "type": "string"},
    ),
)
