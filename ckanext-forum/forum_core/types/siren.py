"""SIREN: number of a body, 9 digits (python-stdnum)."""

from __future__ import annotations

import pyarrow as pa
from stdnum.fr import siren

from forum_core.types import siret
from forum_core.types.base import Descriptor, Examples, FieldType, Mended, Problem
from forum_core.types.digits import Digits
from forum_core.types.spaces import without_spaces
from forum_core.types.text import parse

LENGTH = 9
_NUMBER = Digits("siren", LENGTH, siren.is_valid)


def problem(text: str, _: Descriptor) -> Problem | None:
    """Not 9 digits, all zeros, or a wrong key."""
    return _NUMBER.problem(text)


def repair(text: str, descriptor: Descriptor) -> Mended | None:
    """As any number of digits; of a whole SIRET, the body's part."""
    establishment = without_spaces(text)
    if len(establishment) == siret.LENGTH and siret.problem(establishment, descriptor) is None:
        return Mended(establishment[:LENGTH], "siren-of-siret")
    return _NUMBER.repair(text)


TYPE = FieldType(
    name="siren",
    label="Numéro d’organisme (SIREN)",
    table_types=("string",),
    arrow=pa.string(),
    datastore="text",
    problem=problem,
    repair=repair,
    parse=parse,
    examples=Examples(
        valid=("217500016", "213502388", "356000000"),
        invalid=(
            "217500017",
            "000000000",
            "21750001",
            "217 500 016",
            "217500016.0",
            "2,175E+8",
            "W751234567",
        ),
        repaired={
            "217 500 016": "217500016",
            "217500016.0": "217500016",
            "21750001600019": "217500016",
            "217 500 016 00019": "217500016",
        },
        beyond_repair=("2175000", "2,175E+8", "21750001600018"),
        descriptor={"name": "exemple", "type": "string", "constraints": {"pattern": r"^\d{9}$"}},
    ),
)
