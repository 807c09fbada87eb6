"""Target: a JSON Schema (draft 2020-12) of a row as the API gives it, for OpenAPI and for clients."""

from __future__ import annotations

from typing import Any

from forum_core.privacy.cleared import ROW_KEY
from forum_core.project.columns import Column, describe
from forum_core.project.datastore import KEY_NOTES, KEY_TITLE, is_published
from forum_core.project.standard_keys import STANDARD_KEYS
from forum_core.schema.model import Field, Schema
from forum_core.sentences.typography import typeset

LOSSES: tuple[str, ...] = (
    # Of a whole file, not of a row.
    "fields/constraints/unique",
    "custom_checks",
    "forum/rules",
    "forum/later",
    "forum/key",
    "missingValues",
    # How a cell is written in a file; the API gives numbers, days and yes or no.
    "fields/format",
    "fields/trueValues",
    "fields/falseValues",
    "fields/forum/type",
    "fields/forum/aliases",
    "fields/forum/label",
    # Said by the documentation of the register.
    "fields/description",
    "fields/forum/privacy/class",
    "fields/forum/privacy/basis",
    "forum/question",
    "forum/duty",
    "forum/official_url",
    "forum/authority",
    "forum/persons",
    "forum/nil",
    "forum/privacy",
    "forum/register",
    "forum/keywords",
    "forum/metadata",
    "forum/laws",
    "forum/excludes",
    "forum/page",
    # Said by the standard's own document.
    *STANDARD_KEYS,
)
"""Keys of schema.yaml that this target does not express."""

DIALECT = "https://json-schema.org/draft/2020-12/schema"

Json = dict[str, Any]  # a JSON Schema: its keys are those of its own standard

_TYPES = {"integer": "integer", "year": "integer", "number": "number", "boolean": "boolean"}
_NUMBERS = ("integer", "number", "year")


def project(schema: Schema) -> Json:
    """The schema of one row: the published columns, what they mean, and what each may hold."""
    published = [field for field in schema.fields if is_published(field)]
    columns = zip(published, describe(published), strict=True)
    whose = "Nom court de la collectivité, dans les réponses qui en réunissent plusieurs."
    return {
        "$schema": DIALECT,
        "title": typeset(schema.title),
        "description": typeset(schema.summary),
        "$comment": schema.ref,
        "type": "object",
        "properties": {
            ROW_KEY: {"type": "string", "title": KEY_TITLE, "description": KEY_NOTES},
            "authority": {"type": "string", "title": "Collectivité", "description": whose},
            **{column.name: _property(field, column) for field, column in columns},
        },
        # Every column stands in every row; an empty cell is null.
        "required": [ROW_KEY, *(field.name for field in published)],
    }


def _property(field: Field, column: Column) -> Json:
    kind = _TYPES.get(field.type, "string")
    described = " ".join(part for part in (column.says, _unit(column), column.caution) if part)
    return {
        "title": column.title,
        "description": described,
        "type": kind if field.required else [kind, "null"],
        **({"format": "date"} if field.type == "date" else {}),
        **_bounds(field),
        **(_choices(field, column) if kind == "string" else {}),
        **_examples(field),
    }


def _unit(column: Column) -> str:
    return typeset(f"Unité : {column.unit}.") if column.unit else ""


def _bounds(field: Field) -> Json:
    constraints = field.descriptor.get("constraints", {})
    if field.type in _NUMBERS:
        return {key: float(constraints[key]) for key in ("minimum", "maximum") if key in constraints}
    if field.type != "string":
        return {}
    bounds: Json = {key: constraints[key] for key in ("minLength", "maxLength") if key in constraints}
    if "pattern" in constraints:
        # Of a Table Schema the whole value has to match.
        bounds["pattern"] = f"^(?:{constraints['pattern']})$"
    return bounds


def _choices(field: Field, column: Column) -> Json:
    """The closed list, with what each code means where somebody said it."""
    nothing: list[None] = [] if field.required else [None]
    if not column.codes:
        return {}
    if not any(code.label or code.dates for code in column.codes):
        return {"enum": [*(code.code for code in column.codes), *nothing]}
    said = [
        {
            "const": code.code,
            "title": " ".join(part for part in (code.label or code.code, code.dates) if part),
        }
        for code in column.codes
    ]
    return {"oneOf": [*said, *({"const": none} for none in nothing)]}


def _examples(field: Field) -> Json:
    text = field.example
    if not text:
        return {}
    if field.type == "boolean":
        return {"examples": [text in field.descriptor.get("trueValues", ("true",))]}
    if field.type not in _NUMBERS:
        return {"examples": [text]}
    try:
        return {"examples": [float(text) if field.type == "number" else int(text)]}
    except ValueError:  # a standard's example that is none
        return {}
