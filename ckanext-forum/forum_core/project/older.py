"""The columns of a version that was replaced, from the Table Schema that was kept of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from forum_core.files.about import TYPES
from forum_core.project.columns import CodeWords, Column, limits_of, written
from forum_core.sentences.typography import typeset

Json = Mapping[str, Any]  # JSON of a public standard: its keys are open


def describe(table_schema: Json) -> tuple[Column, ...]:
    """The columns in their order, in the words of the standard itself."""
    return tuple(map(_column, table_schema.get("fields", ())))


def _column(field: Json) -> Column:
    constraints: Json = field.get("constraints", {})
    name = str(field["name"])
    return Column(
        name=name,
        title=typeset(str(field.get("title", name))),
        says=typeset(str(field.get("description", ""))),
        kind=TYPES.get(str(field.get("type", "")), "texte"),
        unit="",
        limits=limits_of(constraints),
        owed=bool(constraints.get("required")),
        example=written(field.get("example", "")),
        caution="",
        codes=tuple(CodeWords(written(value), "", "") for value in constraints.get("enum", ())),
    )
