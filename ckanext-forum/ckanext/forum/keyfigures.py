"""Key figures: a short number above its words."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from forum_core import french, periods
from forum_core.explore.criteria import Grid
from forum_core.explore.drawings.picture import part_of
from forum_core.explore.figures import Figures
from forum_core.explore.headline import Headline, Told
from forum_core.labels import inside
from forum_core.measure import small
from forum_core.schema.model import Schema

_LONG = 100_000
_MILLION = 10**6


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A number that stands for rows, what it says, and where its rows are."""

    value: str
    says: str
    address: str | None = None


def key_figures(schema: Schema, seen: Figures) -> tuple[KeyFigure, ...]:
    """Sum, rows, bodies and median of the rows kept; one body alone and a median of nought say nothing."""
    page = schema.page
    shown = [KeyFigure(french.number(seen.rows), french.counted(seen.rows, page.one, page.many))]
    # Where each row is its own subject, one number says it.
    if page.subject_many != page.many and seen.bodies > 1:
        words = french.counted(seen.bodies, page.subject_one, page.subject_many)
        shown.append(KeyFigure(french.number(seen.bodies), words))
    # Without a median no row has an amount: to say that they come to nought would be false.
    if seen.total is not None and seen.median is not None:
        shown.insert(0, _total(schema, seen.total))
    if seen.median and seen.rows > 1:
        shown.append(_median(schema, seen.median))
    return tuple(shown)


def of_headline(schema: Schema, found: Headline) -> tuple[KeyFigure, ...]:
    """The numbers that the schema asks for."""
    return tuple(KeyFigure(_value(schema, told), _says(schema, told)) for told in found.told)


def headline_title(schema: Schema, found: Headline) -> str:
    """« En 2025 »."""
    return f"En {periods.said(schema, found.year)}" if found.told and found.year is not None else ""


def of_grid(schema: Schema, found: Grid) -> tuple[KeyFigure, ...]:
    """How many criteria, and what the heaviest gives: points of a grid are never added up."""
    criteria = [one for group in found.groups for one in group.criteria]
    many = french.counted(len(criteria), schema.page.one, schema.page.many)
    shown = [KeyFigure(french.number(len(criteria)), f"{many}{_in_force(found)}")]
    heaviest = max((one for one in criteria if one.points), key=lambda one: one.points or 0, default=None)
    if heaviest is not None and heaviest.points:
        points = french.counted(int(abs(heaviest.points)), "point", "points")
        says = f"{points} au plus par {schema.page.one}\u00a0: {small(heaviest.label)}"
        shown.append(KeyFigure(french.number(heaviest.points), says))
    return tuple(shown)


def _in_force(found: Grid) -> str:
    version = f" dans la version {found.version}" if found.version else ""
    since = f", en vigueur depuis le {french.day(found.since)}" if found.since else ""
    return f"{version}{since}"


def _value(schema: Schema, told: Told) -> str:
    least, most = (_number(schema, told, value) for value in (told.least, told.most))
    return least if told.least == told.most else f"{least} à {most}"


def _number(schema: Schema, told: Told, value: Decimal) -> str:
    return french.money_short(value) if _is_money(schema, told) else french.number(value)


def _is_money(schema: Schema, told: Told) -> bool:
    column = told.figure.column
    return column is not None and schema.field(column).meaning == "money"


def _says(schema: Schema, told: Told) -> str:
    """« places attribuées, soit 41 % des demandes examinées »."""
    figure = told.figure
    says = french.counted(int(abs(told.most)), figure.one or figure.says, figure.says)
    if _is_money(schema, told) and told.most >= _MILLION:
        says = f"{french.money(told.most)} {says}"
    whole = next((one.says for one in schema.page.figures if one.column == figure.out_of), "")
    part = part_of(told.most, told.whole) if whole and told.whole is not None else ""
    if part and told.hidden and told.whole is not None:
        # The number beside it also counts those of the rows that hide theirs.
        says += f" sur {french.number(told.whole)} {whole}, soit {part}"
    elif part:
        says += f", soit {part} des {whole}"
    if told.day is not None:
        says += f" au {inside(schema.field(schema.page.date), told.day)}"
    if told.hidden:
        says += f"\u202f; {french.count(told.hidden, 'nombre masqué', 'nombres masqués')} à part"
    return says


def _median(schema: Schema, median: Decimal) -> KeyFigure:
    """The number alone: its words stand below it, and a long one would leave its place."""
    page = schema.page
    if page.unit is not None:
        noun = french.counted(int(median), page.unit.one, page.unit.many)
        return KeyFigure(french.number(median), f"{noun} au plus, pour la moitié des {page.many}")
    value = french.money(median) if median < _LONG else french.money_short(median)
    return KeyFigure(value, f"montant médian\u00a0: la moitié des {page.many} ne dépassent pas ce montant")


def _total(schema: Schema, total: Decimal) -> KeyFigure:
    unit = schema.page.unit
    if unit is None:
        return KeyFigure(french.money_short(total), f"{french.money(total)} en tout")
    return KeyFigure(french.number(total), french.counted(int(abs(total)), unit.one, unit.many))
