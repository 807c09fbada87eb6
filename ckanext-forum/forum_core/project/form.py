"""Target: what a register adds to the form of its own datasets, and what an answer must be."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlsplit

from forum_core.project.standard_keys import ROW_KEYS, STANDARD_KEYS
from forum_core.schema.model import Metadata, Schema

LOSSES: tuple[str, ...] = (
    *ROW_KEYS,
    # Filled in by the register itself (forum_core.project.dcat).
    "forum/title",
    "forum/summary",
    "forum/official_url",
    "forum/register",
    "forum/keywords",
    "forum/laws",
    # Said by the documentation of the register, and by the standard's own document.
    "forum/question",
    "forum/duty",
    "forum/excludes",
    "name",
    "version",
    *STANDARD_KEYS,
)
"""Keys of schema.yaml that this target does not express."""


def project(schema: Schema) -> tuple[Metadata, ...]:
    """The fields that the schema names, in its order; a form has no other that another register has not."""
    return schema.metadata


def reproach(field: Metadata, value: str) -> str:
    """What is wrong with an answer, in a sentence; empty when nothing is."""
    match field.type:
        case "url" if not _is_address(value):
            return f"{field.label}\u00a0: ce n’est pas une adresse web. Elle commence par https://."
        case "date" if not _is_day(value):
            return f"{field.label}\u00a0: cette date n’existe pas. Écrivez-la AAAA-MM-JJ."
        case _:
            return ""


def _is_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc)


def _is_day(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True
