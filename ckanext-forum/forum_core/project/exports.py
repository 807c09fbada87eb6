"""What a schema is given out as, by name: the bytes of each, the same from the command and from a page."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from forum_core.project import document, json_schema, table_schema, workbook
from forum_core.schema.model import Schema
from forum_core.schema.versions import versions


@dataclass(frozen=True, slots=True)
class Export:
    """A form of a schema.

    Attributes:
        file_name: Last part of its address.
        title: What it is, for a link.
        binary: True when it is no text for a terminal.
        older: The same of a version that another has replaced, by its number; None when it is not given.
        replaced: Why it is not given, in a sentence.
    """

    file_name: str
    media_type: str
    title: str
    make: Callable[[Schema], bytes]
    binary: bool = False
    older: Callable[[Schema, str], bytes] | None = None
    replaced: str = ""


def as_json(value: Mapping[str, Any]) -> bytes:
    """JSON as a person can read it too; its keys in their order."""
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


EXPORTS: Mapping[str, Export] = MappingProxyType(
    {
        "table-schema": Export(
            "schema.json",
            "application/json",
            "Table Schema (JSON)",
            lambda schema: as_json(table_schema.project(schema)),
            older=lambda schema, number: as_json(schema.older[number]),
        ),
        "json-schema": Export(
            "row.schema.json",
            "application/schema+json",
            "JSON Schema d’une ligne de l’API",
            lambda schema: as_json(json_schema.project(schema)),
            replaced="L’API ne donne que des lignes de la version en vigueur.",
        ),
        "markdown": Export(
            "documentation.md",
            "text/markdown; charset=utf-8",
            "Documentation (Markdown)",
            lambda schema: document.project(schema, versions(schema)).encode(),
            older=lambda schema, number: document.project_older(schema, number, versions(schema)).encode(),
        ),
        "xlsx": Export(
            "modele.xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "Modèle de tableur (XLSX)",
            workbook.project,
            binary=True,
            # It would lead officers astray: what they type is judged by the version in force.
            replaced="Le modèle d’une version remplacée n’est plus donné\u00a0: ce qu’on y écrirait "
            "serait jugé par la version en vigueur.",
        ),
    }
)
