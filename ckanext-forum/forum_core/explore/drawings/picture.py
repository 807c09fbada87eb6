"""What a picture is made of, and the rows that it is drawn from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

import duckdb

from forum_core import french, periods
from forum_core.charts.markup import Markup
from forum_core.explore.filters import Filter
from forum_core.french import NARROW, SPACE
from forum_core.measure import Measure, capital
from forum_core.schema.model import Page, PagePicture, Schema

Link = Callable[[str, str], str | None]
"""The address that a mark leads to, by its kind (year, band, choice, body, words) and its key."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of a picture, as a table. The first column names the row."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the rows that a filter keeps.

    Attributes:
        key: Prefix of its identifiers, unique in the page.
        title: The finding.
        note: What is measured.
        drawing: SVG, in its list where it has one.
        table: The same numbers; None when the drawing is a table itself.
        printed: It has its place in the statement, with all its rows.
        foot: What the drawing says of its scale, and what it leaves out.
    """

    key: str
    title: str
    note: str
    drawing: Markup
    table: Numbers | None
    foot: tuple[str, ...] = ()
    printed: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """The rows that the filter keeps, in the table `kept` of a cursor.

    Its columns: year, band, chosen (both of year and band hold), amount, body, known (the body has an
    identifier), name, awaited (its number has not come), hidden (the row hides small
    counts), c0, c1 … for the `columns` that pictures by choice
    read, n0 … for the `numbers` of chains, t0 … for the `texts` of crossings: one column, or several as one.
    `most` is how many rows a crossing has before the rest is one.
    """

    cursor: duckdb.DuckDBPyConnection
    schema: Schema
    flt: Filter
    link: Link
    today: date
    columns: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    texts: tuple[tuple[str, ...], ...] = ()
    most: int = 30

    @property
    def page(self) -> Page:
        """What the register's page shows."""
        return self.schema.page

    @property
    def has_amount(self) -> bool:
        """True when there is a sum to draw; else rows are counted."""
        return self.page.amount is not None

    @property
    def measure(self) -> Measure:
        """What is measured: a sum, a count of the register's own, or rows."""
        return Measure(self.page)

    @property
    def this_year(self) -> int:
        """The year that is not over."""
        return periods.running(self.schema, self.today)

    def year(self, year: int | str) -> str:
        """A year in words."""
        return periods.said(self.schema, int(year))

    def title(self, finding: str) -> str:
        """The finding, after the year and the choice that it is bound to."""
        bounds = (self.flt.least, self.flt.most, self.flt.since, self.flt.until)
        bound = self.flt.words or self.flt.band or self.flt.choices or any(one is not None for one in bounds)
        year = f"en {self.year(self.flt.year)}, " if self.flt.year is not None else ""
        choice = "pour ce choix, " if bound else ""
        said = f"{year}{choice}{finding}"
        return capital(said)

    def without_year(self) -> Kept:
        """The same rows, spoken of as if no year were chosen."""
        return replace(self, flt=replace(self.flt, year=None))

    def without_band(self) -> Kept:
        """The same rows, spoken of as if no band were chosen."""
        return replace(self, flt=replace(self.flt, band=None))


def part_of(part: Decimal | float, whole: Decimal | float) -> str:
    """« 25 % », « 2,5 % », « moins de 1 % »; nothing when a part makes no sense."""
    if whole <= 0 or part < 0 or part > whole:
        return ""
    rate = float(part) / float(whole) * 100
    if 0 < rate < 1:
        return f"moins de 1{NARROW}%"
    return f"{french.number(rate, 0 if rate >= 10 or not rate else 1)}{NARROW}%"


def uncounted(kept: Kept, scope: str = "chosen") -> tuple[str, ...]:
    """That sums leave out rows whose number is hidden or was not given; what is awaited says so itself."""
    if not kept.has_amount:
        return ()
    ((hidden, rows),) = kept.cursor.execute(
        f"SELECT count(*) FILTER (amount IS NULL AND NOT awaited), count(*) FROM kept WHERE {scope}"  # noqa: S608 - no value
    ).fetchall()
    return left_out(hidden, rows)


def left_out(hidden: int, rows: int) -> tuple[str, ...]:
    """That rows are not counted, because a number of theirs is hidden or was not given: it is no nought."""
    if not hidden:
        return ()
    which = f"{french.count(hidden, 'ligne', 'lignes')} sur {french.number(rows)}"
    if hidden == 1:
        return (f"{which} a un nombre masqué ou non renseigné{SPACE}: elle n’est pas comptée.",)
    return (f"{which} ont un nombre masqué ou non renseigné{SPACE}: elles ne sont pas comptées.",)


def chosen(wanted: tuple[PagePicture, ...]) -> tuple[str, ...]:
    """Columns that `by-choice` pictures read, each once."""
    return tuple(dict.fromkeys(picture.column for picture in wanted if picture.column))


CROSSING = "crossing"
"""The kind that is a table of sums, and is also printed."""

VALUES = "values"
"""The kind whose rows are those of a table, and whose column is a number that is never added."""


def counted(wanted: tuple[PagePicture, ...]) -> tuple[str, ...]:
    """Columns of numbers that chains of counts and tables of values read, each once."""
    numbers = (picture for picture in wanted if not picture.rows or picture.kind == VALUES)
    return tuple(dict.fromkeys(name for picture in numbers for name in picture.columns))


def crossed(wanted: tuple[PagePicture, ...]) -> tuple[tuple[str, ...], ...]:
    """What crossings have as rows and as columns, and tables of values as rows, each once."""
    sides: list[tuple[str, ...]] = []
    for picture in wanted:
        if picture.rows:
            sides += [picture.rows] if picture.kind == VALUES else [picture.rows, picture.columns]
    return tuple(dict.fromkeys(sides))
