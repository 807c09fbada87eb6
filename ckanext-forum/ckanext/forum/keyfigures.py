"""Key figures: a short number above its words."""

from __future__ import annotations

from dataclasses import dataclass

from forum_core import french
from forum_core.explore.figures import Figures
from forum_core.schema.model import Schema


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A number that stands for rows, what it says, and where its rows are."""

    value: str
    says: str
    address: str | None = None


def key_figures(schema: Schema, seen: Figures) -> tuple[KeyFigure, ...]:
    """Sum, rows, bodies and median of the rows that the filters keep."""
    page = schema.page
    shown = [
        KeyFigure(french.number(seen.rows), french.counted(seen.rows, page.one, page.many)),
        KeyFigure(
            french.number(seen.bodies), french.counted(seen.bodies, page.subject_one, page.subject_many)
        ),
    ]
    if seen.total is not None:
        shown.insert(0, KeyFigure(french.money_short(seen.total), f"{french.money(seen.total)} en tout"))
    if seen.median is not None:
        says = f"montant médian\u00a0: la moitié des {page.many} sont plus petites"
        shown.append(KeyFigure(french.money(seen.median), says))
    return tuple(shown)
