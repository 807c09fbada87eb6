"""What a picture is made of, and the rows that it is drawn from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Protocol

import duckdb

from forum_core import french, periods
from forum_core.charts.markup import Markup
from forum_core.explore.filters import Filter, choice_keys
from forum_core.french import EMPTY, NARROW, SPACE
from forum_core.labels import inside, reads
from forum_core.measure import Measure, capital, small
from forum_core.schema.model import Page, PagePicture, Schema


class Link(Protocol):
    """The address that a mark leads to."""

    def __call__(self, kind: str, key: str, only: tuple[tuple[str, str], ...] = (), /) -> str | None:
        """By the mark's kind (year, band, choice, body, words) and its key; with these choices as well."""
        ...


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
    identifier), name, day (what dates it), awaited (its number has not come), hidden (the row hides small
    counts), c0, c1 … for the `columns` that pictures by choice
    read, n0 … for the `numbers` of chains, t0 … for the `texts` of crossings: one column, or several as one,
    x0 … for the `cells` that ceilings are read from, as text.
    `most` is how many rows a crossing has before the rest is one; `scope` is which rows a picture is about.

    Attributes:
        only: The choices of the picture itself, which the filter holds too.
        named: What the rows of the picture are; empty when they are all those of the filter.
        counts_rows: Rows are counted, though the register has an amount.
    """

    cursor: duckdb.DuckDBPyConnection
    schema: Schema
    flt: Filter
    link: Link
    today: date
    columns: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    texts: tuple[tuple[str, ...], ...] = ()
    cells: tuple[str, ...] = ()
    most: int = 30
    scope: str = "chosen"
    only: tuple[tuple[str, str], ...] = ()
    named: str = ""
    counts_rows: bool = False

    @property
    def page(self) -> Page:
        """What the register's page shows."""
        return self.schema.page

    @property
    def has_amount(self) -> bool:
        """True when there is a sum to draw; else rows are counted."""
        return self.page.amount is not None and not self.counts_rows

    @property
    def measure(self) -> Measure:
        """What is measured: a sum, a count of the register's own, or rows."""
        return Measure(replace(self.page, amount=None) if self.counts_rows else self.page)

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
        choices = set(self.flt.choices) - set(self.only)
        bound = self.flt.words or self.flt.band or choices or any(one is not None for one in bounds)
        year = f"en {self.year(self.flt.year)}, " if self.flt.year is not None else ""
        choice = "pour ce choix, " if bound else ""
        named = f"{small(self.named)}{SPACE}: " if self.named else ""
        return capital(f"{year}{choice}{named}{finding}")

    def words(self, column: str) -> str:
        """What a column of numbers counts, in the plural, as the page says it."""
        return next(
            (one.says for one in self.page.figures if one.column == column and not one.only),
            small(self.schema.field(column).title.replace("'", "’")),
        )

    def of_one_year(self) -> Kept | None:
        """The rows of the year that is chosen, else of the last one that is over; None without a year."""
        found = self.cursor.execute(
            "SELECT DISTINCT year FROM kept WHERE chosen AND year IS NOT NULL"
        ).fetchall()
        year = periods.speaking(self.schema, (year for (year,) in found), self.today)
        if year is None:
            return None
        return replace(self, flt=replace(self.flt, year=year), scope=f"chosen AND year = {year:d}")

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
    return left_out(kept, hidden, rows)


def summed(kept: Kept, column: str, scope: str) -> str:
    """The sum of a column of numbers in SQL; of the last day alone when it counts those who are there."""
    number = f"n{kept.numbers.index(column)}"
    if column not in kept.page.stocks:
        return f"sum({number})"
    return f"sum({number}) FILTER (day = (SELECT max(day) FROM {scope} WHERE {number} IS NOT NULL))"  # noqa: S608 - no value


def left_out(kept: Kept, hidden: int, rows: int) -> tuple[str, ...]:
    """That rows are not counted, because a number of theirs is hidden or was not given: it is no nought."""
    if not hidden:
        return ()
    which = f"{french.count(hidden, 'ligne', 'lignes')} sur {french.number(rows)}"
    policy = kept.schema.privacy
    what = "un nombre masqué ou non renseigné" if policy and policy.hidden else "un nombre non renseigné"
    if hidden == 1:
        return (f"{which} a {what}{SPACE}: elle n’est pas comptée.",)
    return (f"{which} ont {what}{SPACE}: elles ne sont pas comptées.",)


def chosen(wanted: tuple[PagePicture, ...]) -> tuple[str, ...]:
    """Columns that `by-choice` pictures read, each once."""
    return tuple(dict.fromkeys(picture.column for picture in wanted if picture.column))


CROSSING = "crossing"
"""The kind that is a table of sums, and is also printed."""

SOURCES = "sources"
"""The kind that shows of what each total of one year is made; printed, it is a table of sums."""

CEILINGS = "ceilings"
"""The kind that shows the sums of one year beside the most that a function may be paid."""

VALUES = "values"
"""The kind whose rows are those of a table, and whose column is a number that is never added."""

RATES = "rates"
"""The kind that says, by category, what part of those who asked were given."""


def counted(wanted: tuple[PagePicture, ...]) -> tuple[str, ...]:
    """Columns of numbers that chains of counts and tables of values read, each once."""
    numbers = (picture for picture in wanted if not picture.rows or picture.kind in {VALUES, RATES})
    return tuple(dict.fromkeys(name for picture in numbers for name in picture.columns))


def crossed(wanted: tuple[PagePicture, ...]) -> tuple[tuple[str, ...], ...]:
    """What crossings have as rows and as columns, and the other tables as rows, each once."""
    sides: list[tuple[str, ...]] = []
    for picture in wanted:
        if picture.kind in {CROSSING, SOURCES}:
            sides += [picture.rows, picture.columns]
        elif picture.rows:
            sides += [picture.rows] if picture.kind in {VALUES, RATES} else [(name,) for name in picture.rows]
    return tuple(dict.fromkeys(sides))


def who_sql(kept: Kept, names: tuple[str, ...]) -> str:
    """What tells one row of a table of sums from another: two bodies may have the same name."""
    text = f"coalesce(t{kept.texts.index(names)}, '')"
    return f"CASE WHEN known THEN body ELSE {text} END" if kept.page.subject in names else text


def heading(kept: Kept, names: Sequence[str]) -> str:
    """What these columns are, read as one: « élu », « organisme », « commune et quartier »."""
    if kept.page.subject in names:
        return kept.page.subject_one
    return french.listed([small(kept.schema.field(name).heading) for name in names])


def awaited_words(kept: Kept) -> list[str]:
    """The words of the list that say that a number has not come."""
    awaited = kept.page.awaited
    return [inside(kept.schema.field(awaited.column), value) for value in awaited.values] if awaited else []


def awaited_word(kept: Kept) -> str:
    """What is said of a number that has not come: the word of the list, or one that covers several."""
    words = awaited_words(kept)
    return words[0] if len(words) == 1 else "attendu"


def rows_link(kept: Kept, names: Sequence[str], value: str) -> str | None:
    """Where the rows of a value of these columns are: by its filter, else by its words."""
    if not value:
        return None
    if len(names) == 1 and choice_keys(kept.schema.field(names[0])) and names[0] in kept.page.columns:
        return kept.link("choice", f"{names[0]}={value}")
    searched = all(name in kept.page.words for name in names)
    return kept.link("words", value) if searched else None


def side_said(kept: Kept, names: Sequence[str], value: str) -> str:
    """A value of these columns, read as one, in words."""
    if not value:
        return capital(EMPTY)
    return reads(kept.schema.field(names[0]), value) if len(names) == 1 else value
