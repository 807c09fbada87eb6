"""Free text. Only what no database or page can hold is refused."""

from __future__ import annotations

import re

import pyarrow as pa

from forum_core.types.base import Descriptor, Examples, FieldType, Mended, Problem
from forum_core.types.spaces import trimmed, without_spaces

# PostgreSQL stores no NUL; the other controls are never typed, tab and line ends apart.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def problem(text: str, _: Descriptor) -> Problem | None:
    """Control characters, or nothing to read: the standard counts a space as a filled cell."""
    if _CONTROL.search(text):
        return Problem("control-character")
    return None if without_spaces(text) else Problem("only-spaces")


def repair(text: str, _: Descriptor) -> Mended | None:
    """Superfluous spaces: kept by the caller only when they made the text too long, or were all of it."""
    return Mended(trimmed(text), "spaces")


def parse(text: str, _: Descriptor) -> str:
    """The text itself."""
    return text


TYPE = FieldType(
    name="text",
    label="Texte",
    table_types=("string",),
    arrow=pa.string(),
    datastore="text",
    problem=problem,
    repair=repair,
    parse=parse,
    examples=Examples(
        valid=("Écoles", "d’art ; x", "deux\nmots"),
        invalid=("nul\x00", "cloche\x07", " \u00a0 "),
        repaired={" neuf  mots ": "neuf mots"},
        descriptor={"name": "exemple", "type": "string", "constraints": {"maxLength": 9}},
    ),
)
