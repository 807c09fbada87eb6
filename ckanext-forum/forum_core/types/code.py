"""Reference that a body gives to a thing of its own: a session, a criterion, a version. One word."""

from __future__ import annotations

import re

import pyarrow as pa

from forum_core.types.base import Descriptor, Examples, FieldType, Mended, Problem
from forum_core.types.spaces import without_spaces
from forum_core.types.text import parse

LONGEST = 40
_FORM = re.compile(r"[^\W_][\w.:/\-]*")


def problem(text: str, _: Descriptor) -> Problem | None:
    """More than one word, signs that no reference has, or too long: a free text has no place there."""
    return None if len(text) <= LONGEST and _FORM.fullmatch(text) else Problem("code-form")


def repair(text: str, _: Descriptor) -> Mended | None:
    """Without spaces, where one does not separate words."""
    return None if re.search(r"[^\W\d]\s+[^\W\d]", text) else Mended(without_spaces(text), "code-spaces")


TYPE = FieldType(
    name="code",
    label="Code ou référence, en un mot",
    table_types=("string",),
    arrow=pa.string(),
    datastore="text",
    problem=problem,
    repair=repair,
    parse=parse,
    examples=Examples(
        valid=("CC-2025-01", "2025/3", "handicap", "v2", "86194:nord", "Q1_2025"),
        invalid=("commission du 3 mars", "", "-12", "a" * 41, "réf. 12", " CC-1"),
        repaired={" CC-1": "CC-1", "2025 / 3": "2025/3"},
        beyond_repair=("commission du 3 mars", "-12"),
        descriptor={"name": "exemple", "type": "string", "constraints": {"required": True}},
    ),
)
