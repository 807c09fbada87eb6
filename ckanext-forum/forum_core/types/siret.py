"""SIRET: number of an establishment, 14 digits of which the first 9 are the body's SIREN (python-stdnum)."""

from __future__ import annotations

import re

import pyarrow as pa
from stdnum.fr import siret

from forum_core.types.base import Descriptor, Examples, FieldType, Mended, Problem
from forum_core.types.digits import Digits
from forum_core.types.spaces import without_spaces
from forum_core.types.text import parse

LENGTH = 14
NO_ESTABLISHMENT = "00000"
"""End that no establishment has, and that a spreadsheet leaves when it rounds the number."""

_NUMBER = Digits("siret", LENGTH, siret.is_valid)  # stdnum knows La Poste's rule
_DECIMAL = re.compile(r"[.,]0$")


def problem(text: str, _: Descriptor) -> Problem | None:
    """Not 14 digits, all zeros, or a wrong key."""
    return _NUMBER.problem(text)


def repair(text: str, _: Descriptor) -> Mended | None:
    """As any number of digits.

    But never one that ends with 00000, nor with 00 before its ``.0``: a spreadsheet has rounded it (seen in a
    real file of 562 rows).
    """
    bare = without_spaces(text)
    whole = _DECIMAL.sub("", bare)
    lost = whole.endswith("00" if whole != bare else NO_ESTABLISHMENT)
    return None if lost else _NUMBER.repair(text)


TYPE = FieldType(
    name="siret",
    label="Numéro d’établissement (SIRET)",
    table_types=("string",),
    arrow=pa.string(),
    datastore="text",
    problem=problem,
    repair=repair,
    parse=parse,
    examples=Examples(
        # REGISTERS 3.1; the last one passes by La Poste's exception alone.
        valid=("21750001600019", "21350238800019", "21860194600013", "35600000000048", "35600000049837"),
        invalid=(
            "21750001600018",
            "12345678901234",
            "00000000000000",
            "2175000160001",
            "217 500 016 00019",
            "21750001600019.0",
            "2,175E+13",
            "W751234567",
        ),
        repaired={
            "217 500 016 00019": "21750001600019",
            "217\u00a0500\u202f016 00019 ": "21750001600019",
            "21750001600019.0": "21750001600019",
            "5520135400010": "05520135400010",
        },
        beyond_repair=(
            "21860194600000.0",
            "2186019460000",
            "45032466000000.0",
            "50079414400100.0",
            "2175000160001",
            "2,175E+13",
        ),
        descriptor={"name": "exemple", "type": "string"},
    ),
)
