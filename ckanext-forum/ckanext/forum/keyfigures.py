"""Key figures: a short number above its words."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from forum_core import french
from forum_core.explore.figures import Figures
from forum_core.schema.model import Schema

_LONG = 100_000


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A number that stands for rows, what it says, and where its rows are."""

    value: str
    says: str
    address: str | None = None


def key_figures(schema: Schema, seen: Figures) -> tuple[KeyFigure, ...]:
    """Sum, rows, bodies and median of the rows that the filters keep; a median of nought says nothing."""
    page = schema.page
    shown = [KeyFigure(french.number(seen.rows), french.counted(seen.rows, page.one, page.many))]
    if page.subject_many != page.many:  # where each row is its own subject, one number says it
        words = french.counted(seen.bodies, page.subject_one, page.subject_many)
        shown.append(KeyFigure(french.number(seen.bodies), words))
    if seen.total is not None:
        shown.insert(0, _total(schema, seen.total))
    if seen.median:
        what = "montant médian" if page.unit is None else "médiane"
        than = "ce montant" if page.unit is None else "ce nombre"
        says = f"{what}\u00a0: la moitié des {page.many} ne dépassent pas {than}"
        shown.append(KeyFigure(_short(schema, seen.median), says))
    return tuple(shown)


def _short(schema: Schema, amount: Decimal) -> str:
    """The number alone: its words stand below it, and a long one would leave its place."""
    if schema.page.unit is not None:
        return french.number(amount)
    return french.money(amount) if abs(amount) < _LONG else french.money_short(amount)


def _total(schema: Schema, total: Decimal) -> KeyFigure:
    unit = schema.page.unit
    if unit is None:
        return KeyFigure(french.money_short(total), f"{french.money(total)} en tout")
    return KeyFigure(french.number(total), french.counted(int(abs(total)), unit.one, unit.many))
