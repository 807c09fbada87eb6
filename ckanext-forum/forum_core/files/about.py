"""What a workbook says beside its rows: facts of the publication, and its columns in plain words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from forum_core.schema.model import Field

WORKBOOK_ROWS = 50_000
"""Rows of a workbook at most: a sheet holds twenty times more, but making it takes a server minutes."""

DATA, COLUMNS, ABOUT = "Données", "Colonnes", "À propos"
"""Sheets of a workbook, in their order."""

_COLUMN_TITLES = ("Nom de la colonne", "Titre", "Ce qu’elle contient", "Type", "Toujours remplie")
TYPES = {
    "number": "nombre",
    "integer": "nombre entier",
    "date": "date",
    "datetime": "date et heure",
    "year": "année",
    "boolean": "oui ou non",
}
"""Types of Table Schema in French; all others are texts."""


@dataclass(frozen=True, slots=True)
class About:
    """Facts of a download, each with its label: register, publication, filter, licence."""

    facts: tuple[tuple[str, str], ...]


def fits_workbook(rows: int) -> bool:
    """True when a workbook is made of so many rows."""
    return rows <= WORKBOOK_ROWS


def column_lines(fields: Iterable[Field]) -> list[tuple[str, ...]]:
    """The sheet that explains the columns, its header first."""
    lines = [
        (
            field.name,
            field.title,
            field.help or str(field.descriptor.get("description", "")),
            TYPES.get(field.type, "texte"),
            "oui" if field.required else "non",
        )
        for field in fields
    ]
    return [_COLUMN_TITLES, *lines]
