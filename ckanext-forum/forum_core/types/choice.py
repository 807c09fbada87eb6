"""One value of a closed list."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

import pyarrow as pa

from forum_core.types.base import Descriptor, Examples, FieldType, Mended, Problem
from forum_core.types.spaces import trimmed
from forum_core.types.text import parse


def problem(text: str, descriptor: Descriptor) -> Problem | None:
    """A value that the list does not have."""
    return None if text in _values(descriptor) else Problem("choice-unknown")


def repair(text: str, descriptor: Descriptor) -> Mended | None:
    """The same words in another case, without accents, with a straight apostrophe or more spaces."""
    word = same_word(text, _values(descriptor))
    return Mended(word, "enum-case") if word else None


def same_word(text: str, words: Iterable[str]) -> str | None:
    """The word that differs by case, accents, apostrophes, spaces only; None unless exactly one is."""
    wanted = _folded(text)
    same = [word for word in words if _folded(word) == wanted]
    return same[0] if len(same) == 1 else None


def _folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", trimmed(text).casefold()).replace("’", "'")
    bare = "".join(mark for mark in decomposed if not unicodedata.combining(mark))
    return re.sub(r"\s*;\s*", ";", bare)


def _values(descriptor: Descriptor) -> tuple[str, ...]:
    return tuple(descriptor["constraints"]["enum"])


TYPE = FieldType(
    name="choice",
    label="Choix dans une liste",
    table_types=("string",),
    arrow=pa.string(),
    datastore="text",
    problem=problem,
    repair=repair,
    parse=parse,
    examples=Examples(
        valid=("aide en numéraire", "aide en numéraire;aide en nature"),
        invalid=("Aide en numéraire", "subvention", "aide en numéraire, aide en nature"),
        repaired={
            "Aide en numéraire": "aide en numéraire",
            "AIDE EN NUMERAIRE": "aide en numéraire",
            " aide  en nature": "aide en nature",
            "Jardin d'enfants": "jardin d’enfants",
            "Aide en numéraire ; aide en nature": "aide en numéraire;aide en nature",
        },
        beyond_repair=("subvention", "numéraire", "aide en numéraire, aide en nature"),
        descriptor={
            "name": "exemple",
            "type": "string",
            "constraints": {
                "enum": [
                    "aide en numéraire",
                    "aide en nature",
                    "aide en numéraire;aide en nature",
                    "jardin d’enfants",
                ],
            },
        },
    ),
)
