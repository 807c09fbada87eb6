"""Who controls the acts of an authority: PREF038, SPREF0381, SGAR084, as the standard writes it."""

from __future__ import annotations

import re

import pyarrow as pa

from forum_core.types.base import Descriptor, Examples, FieldType, Mended, Problem
from forum_core.types.spaces import without_spaces
from forum_core.types.text import parse

_DEPARTEMENT = "(?:0[0-9][0-9AB]|9[78][0-9])"
_FORM = re.compile(f"(?:PREF|SGAR){_DEPARTEMENT}|SPREF{_DEPARTEMENT}[0-9]")


def problem(text: str, _: Descriptor) -> Problem | None:
    """Another form. It only warns: the standard writes the form in words and lets any text pass."""
    return None if _FORM.fullmatch(text) else Problem("prefecture-form", refuses=False)


def repair(text: str, _: Descriptor) -> Mended | None:
    """Capitals and no space."""
    return Mended(without_spaces(text).upper(), "prefecture-form")


TYPE = FieldType(
    name="prefecture",
    label="Préfecture, sous-préfecture ou SGAR",
    table_types=("string",),
    arrow=pa.string(),
    datastore="text",
    problem=problem,
    repair=repair,
    parse=parse,
    examples=Examples(
        valid=("PREF038", "PREF02A", "SPREF0381", "SPREF9711", "SGAR084"),
        invalid=("PREF38", "PREF0381", "SPREF038", "pref038", "PREF 038", "Préfecture de l’Isère"),
        repaired={"pref038": "PREF038", "PREF 038": "PREF038"},
        beyond_repair=("PREF38", "SPREF038", "Préfecture de l’Isère"),
        descriptor={
            "name": "exemple",
            "type": "string",
            "constraints": {"pattern": r"^((PREF|SGAR)[0-9AB]{3}|SPREF[0-9AB]{3}\d)$"},
        },
    ),
)
