"""A version that was replaced: its columns, from its Table Schema, and how its files are read today."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from forum_core.files.about import TYPES
from forum_core.project.columns import CodeWords, Column, limits_of, written
from forum_core.schema.model import Schema
from forum_core.sentences.typography import typeset

Json = Mapping[str, Any]  # JSON of a public standard: its keys are open


@dataclass(frozen=True, slots=True)
class Brought:
    """What becomes of a file of that version.

    Attributes:
        done: How cells are written anew, a column at a time.
        gone: Columns without a place any more, and why.
        missing: Columns that came since, and what to do about them.
    """

    done: tuple[tuple[str, str], ...]
    gone: tuple[tuple[str, str], ...]
    missing: tuple[tuple[str, str], ...]


def brought(schema: Schema, number: str) -> Brought | None:
    """How files of a version are read today; None when nobody declared it."""
    former = next((one for one in schema.former if one.version == number), None)
    if former is None:
        return None
    renamed = tuple(
        (name, typeset(f"s’appelle aujourd’hui {today}."))
        for name, today in former.columns.items()
        if today not in (None, name)
    )
    written_anew = tuple((one.column, _sentence(one.says)) for one in former.rewritings)
    return Brought(
        (*renamed, *written_anew),
        tuple((name, typeset(says)) for name, says in former.gone.items()),
        tuple((name, typeset(says)) for name, says in former.missing.items()),
    )


def describe(table_schema: Json) -> tuple[Column, ...]:
    """The columns in their order, in the words of the standard itself."""
    return tuple(map(_column, table_schema.get("fields", ())))


def _sentence(says: str) -> str:
    return f"{typeset(says).rstrip('.')}."


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
