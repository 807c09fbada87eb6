"""Target: what a person reads of a register in a terminal: its columns and what they mean."""

from __future__ import annotations

from collections.abc import Iterator

from forum_core.schema.model import Field, Schema
from forum_core.types.registry import TYPES


def project(schema: Schema) -> str:
    """The outline, one column after the other, as text."""
    head = [f"{schema.title} ({schema.ref})", schema.question, schema.summary]
    if schema.official_url:
        head.append(f"Schéma officiel\u00a0: {schema.official_url}")
    return "\n".join([*head, "", *(line for field in schema.fields for line in _lines(field))])


def _lines(field: Field) -> Iterator[str]:
    kind = TYPES[field.meaning].label
    yield f"{field.name}{' (obligatoire)' if field.required else ''}\u00a0: {kind}"
    yield f"    {field.help}"
    if field.example:
        yield f"    Exemple\u00a0: {field.example}"
