"""How a value of a column reads: the words of its list where it has one, else what its meaning writes. Pure.

Addresses, files and the API keep the codes; a page shows these words.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from forum_core import french
from forum_core.french import SPACE, Value
from forum_core.measure import amount_said, capital, small
from forum_core.reference.lists import names
from forum_core.schema.model import Field, Schema
from forum_core.sentences.typography import typeset
from forum_core.types.registry import TYPES


def reads(field: Field, value: Value, *, short: bool = False) -> str:
    """The value where it stands alone: « Trois pièces (T3) », « 7.5 Subventions », « 12 mars 2026 »."""
    if not isinstance(value, str) or not value:
        return french.cell(field.meaning, value, short=short)
    if field.meaning == "choice":
        return label(field, value) or capital(_as_listed(value))
    name = _official(field, value)
    return f"{value}{SPACE}{name}" if name else french.cell(field.meaning, value, short=short)


def inside(field: Field, value: Value) -> str:
    """The same in the middle of a sentence: with a small letter, unless the list itself writes a capital."""
    words = reads(field, value)
    if field.meaning != "choice" or not value:
        return words
    # « État » and « Action Logement » are names in the list itself; « T3 » says nothing of « Trois pièces ».
    is_name = words.split()[0].rstrip(",") == typeset(str(value)).split()[0]
    return words if is_name else small(words)


def value_said(schema: Schema, column: str, value: Value) -> str:
    """The same, where no head names what an amount counts: « 41 places attribuées »."""
    counts = column == schema.page.amount and schema.page.unit is not None
    if counts and isinstance(value, (int, float, Decimal)) and not isinstance(value, bool):
        return amount_said(schema.page, value)
    return inside(schema.field(column), value)


def code_beside(field: Field, value: Value) -> str:
    """The code that files have, for whoever reuses them; empty where the words are the code itself."""
    if field.meaning != "choice" or not isinstance(value, str) or not value:
        return ""
    return "" if reads(field, value).casefold() == typeset(value).casefold() else value


def label(field: Field, code: str) -> str:
    """The words that the list of the column gives to a code; empty when it gives none."""
    return next((one.label for one in field.codes if one.code == code), "")


def _as_listed(value: str) -> str:
    """A code that nobody gave words: lists part several values of one cell by a semicolon."""
    return typeset(value.replace(";", " et "))


def _official(field: Field, code: str) -> str:
    named = TYPES[field.meaning].names
    return _names(named).get(code, "") if named else ""


@cache  # a list is part of the code
def _names(name: str) -> dict[str, str]:
    return {code: typeset(words) for code, words in names(name).items()}
