"""By category, what part of those who asked were given, in one year: where chances are better or worse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from forum_core import french
from forum_core.charts.hbar import hbar
from forum_core.charts.mark import Mark
from forum_core.explore.drawings.picture import (
    Kept,
    Numbers,
    Picture,
    left_out,
    part_of,
    rows_link,
    summed,
)
from forum_core.explore.filters import choice_keys
from forum_core.french import EMPTY, HIDDEN, SPACE
from forum_core.labels import inside, reads
from forum_core.measure import capital, small
from forum_core.schema.model import Field, PagePicture

_FEWEST = 2

# Rows that say both numbers: the part of the others is nobody's.
_RATES = """
WITH scope AS (FROM kept WHERE {scope}),
counted AS (FROM scope WHERE {asked} IS NOT NULL AND {given} IS NOT NULL),
sums AS (
    SELECT {name} AS name, {asked_sum} AS asked, {given_sum} AS given, count(*) AS rows FROM counted
    GROUP BY 1
)
SELECT coalesce(s.name, ''), any_value(sums.asked), any_value(sums.given), count(*),
    coalesce(any_value(sums.rows), 0), bool_or(s.hidden)
FROM (SELECT {name} AS name, hidden FROM scope) AS s
LEFT JOIN sums ON sums.name IS NOT DISTINCT FROM s.name GROUP BY 1
"""


@dataclass(frozen=True, slots=True)
class _Rate:
    """What a category asked and was given; None when no row of it says both."""

    name: str
    asked: Decimal | None
    given: Decimal | None
    rows: int
    counted: int
    hidden: bool

    @property
    def whole(self) -> bool:
        """Every row says both: of the others, the part that is said would be of those who are many."""
        return self.rows == self.counted

    @property
    def share(self) -> float | None:
        """Part of those who asked; None when it makes no sense."""
        if not self.whole or self.asked is None or self.given is None:
            return None
        return float(self.given / self.asked) if 0 <= self.given <= self.asked and self.asked else None

    @property
    def said(self) -> str:
        """The part in words."""
        if not self.whole or self.asked is None or self.given is None:
            return HIDDEN if self.hidden else EMPTY
        return part_of(self.given, self.asked) or "–"

    def number(self, value: Decimal | None) -> str:
        """One of the two numbers in words."""
        return french.number(value) if self.whole and value is not None else self.said


def draw_rates(kept: Kept, key: str, picture: PagePicture) -> Picture | None:
    """One bar a category, in the order of its list, or the most asked first."""
    asked, given = picture.columns
    by = kept.schema.field(picture.rows[0])
    kept = kept.of_one_year() or kept
    rates = _in_order(by, _rates(kept, picture))
    drawn = [one for one in rates if one.share is not None]
    if len(drawn) < _FEWEST:
        return None
    asked_words, given_words = kept.words(asked), kept.words(given)
    least, most = min(drawn, key=_share), max(drawn, key=_share)
    caption = f"Part des {asked_words} qui aboutit, par {small(by.heading)}"
    rows, counted = sum(one.rows for one in rates), sum(one.counted for one in rates)
    return Picture(
        key=key,
        title=kept.title(
            f"{given_words}{SPACE}: de {least.said} des {asked_words} pour {inside(by, least.name)} "
            f"à {most.said} pour {inside(by, most.name)}"
        ),
        note=f"{capital(given_words)}, en part des {asked_words}, par {small(by.heading)}",
        drawing=hbar([_mark(kept, by, one, main=one is most) for one in drawn], title=caption, cuts=False),
        table=Numbers(
            caption,
            (by.heading, capital(asked_words), capital(given_words), "Part"),
            tuple(_cells(by, one) for one in rates),
        ),
        foot=left_out(kept, rows - counted, rows),
    )


def _rates(kept: Kept, picture: PagePicture) -> list[_Rate]:
    asked, given = picture.columns
    query = _RATES.format(
        scope=kept.scope,
        name=f"t{kept.texts.index(picture.rows)}",
        asked=f"n{kept.numbers.index(asked)}",
        given=f"n{kept.numbers.index(given)}",
        asked_sum=summed(kept, asked, "counted"),
        given_sum=summed(kept, given, "counted"),
    )
    return [_Rate(*row) for row in kept.cursor.execute(query).fetchall()]


def _in_order(by: Field, rates: Sequence[_Rate]) -> list[_Rate]:
    listed = {key: place for place, key in enumerate(choice_keys(by))}
    return sorted(rates, key=lambda one: (listed.get(one.name, len(listed)), -(one.asked or 0), one.name))


def _cells(by: Field, one: _Rate) -> tuple[str, ...]:
    return _named(by, one.name), one.number(one.asked), one.number(one.given), one.said


def _share(one: _Rate) -> float:
    return one.share or 0.0


def _named(by: Field, value: str) -> str:
    return capital(reads(by, value))


def _mark(kept: Kept, by: Field, one: _Rate, *, main: bool) -> Mark:
    return Mark(
        label=_named(by, one.name),
        value=_share(one),
        said=one.said,
        href=rows_link(kept, (by.name,), one.name),
        main=main,
        note=f"{one.number(one.given)} sur {one.number(one.asked)}",
    )
