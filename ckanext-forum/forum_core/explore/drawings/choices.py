"""By the values of a column of choices, year after year: what the whole is made of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from forum_core import french, periods
from forum_core.charts.mark import Mark
from forum_core.charts.stacked import TONES, Key, Stack, stacked
from forum_core.explore.drawings.picture import Kept, Numbers, Picture, part_of, rows_link, uncounted
from forum_core.french import SPACE
from forum_core.labels import inside, reads
from forum_core.measure import capital, small
from forum_core.schema.model import Field, PagePicture

_MOST_YEARS = 8
_OTHERS = "Autres"

_Totals = Mapping[str, Decimal]
_Years = Mapping[int | None, _Totals]


def draw_choices(kept: Kept, key: str, picture: PagePicture) -> Picture | None:
    """One bar a year, made of the values of the column."""
    field = kept.schema.field(picture.column or "")
    place = kept.columns.index(field.name)
    measured = "sum(amount)" if kept.has_amount else "count(*)::DECIMAL(18, 0)"
    found = kept.cursor.execute(
        f"SELECT year, coalesce(c{place}, ''), {measured} FROM kept WHERE chosen GROUP BY ALL ORDER BY ALL"  # noqa: S608 - no value
    ).fetchall()
    years: dict[int | None, dict[str, Decimal]] = defaultdict(dict)
    totals: dict[str, Decimal] = defaultdict(Decimal)
    for year, value, total in found:
        if total is not None:
            years[year][value] = total
            totals[value] += total
    if not totals or max(totals.values()) <= 0:
        return None
    if len(totals) == 1 and kept.flt.choice(field.name) is None:
        return None  # one value alone is no share of anything
    shown = _shown(totals)
    last = sorted((year for year in years if year is not None), reverse=True)[:_MOST_YEARS]
    caption = f"{kept.measure.name} par {small(field.heading)}"
    return Picture(
        key=key,
        title=_title(kept, field, years, totals),
        note=f"{caption} et par année",
        drawing=stacked(
            [_stack(kept, field, (year, years[year]), shown) for year in sorted(last)],
            keys=[Key(_named(field, value), rows_link(kept, (field.name,), value)) for value in shown]
            + ([Key(_OTHERS)] if len(totals) > len(shown) else []),
            title=caption,
        ),
        table=_table(kept, field, years, totals, caption),
        foot=(*_older(years, last), *uncounted(kept)),
    )


def _older(years: Collection[int | None], drawn: Collection[int]) -> tuple[str, ...]:
    if len(drawn) + (None in years) == len(years):
        return ()
    return ("Les années plus anciennes sont dans le tableau.",)


def _shown(totals: _Totals) -> tuple[str, ...]:
    """Values that have a tone of their own, largest first; the others share the last one."""
    ordered = _ordered(totals)
    return tuple(ordered if len(ordered) <= len(TONES) else ordered[: len(TONES) - 1])


def _ordered(totals: _Totals) -> list[str]:
    return sorted(totals, key=lambda value: (-totals[value], value))


def _named(field: Field, value: str) -> str:
    return capital(reads(field, value))


def _stack(kept: Kept, field: Field, of_year: tuple[int | None, _Totals], shown: Sequence[str]) -> Stack:
    year, totals = of_year
    whole = sum(totals.values(), Decimal(0))
    parts = [_part(_named(field, value), totals.get(value, Decimal(0)), whole) for value in shown]
    others = sum((total for value, total in totals.items() if value not in shown), Decimal(0))
    if others:
        parts.append(_part(_OTHERS, others, whole))
    return Stack(
        label=kept.year(year) if year is not None else "",
        said=kept.measure.short(whole),
        parts=tuple(parts),
        href=kept.link("year", str(year)),
    )


def _part(label: str, total: Decimal, whole: Decimal) -> Mark:
    return Mark(label, float(total), part_of(total, whole) or french.number(total))


def _title(kept: Kept, field: Field, years: _Years, totals: _Totals) -> str:
    """The finding of the year that speaks; of all rows when none is dated."""
    valued = {year for year, of_year in years.items() if year is not None and sum(of_year.values()) > 0}
    year = kept.flt.year
    if year is None:
        year = periods.speaking(kept.schema, valued, kept.today)
    return replace(kept, flt=replace(kept.flt, year=year)).title(
        _finding(kept, field, totals if year is None else years[year])
    )


def _finding(kept: Kept, field: Field, totals: _Totals) -> str:
    """« typologie : T3 d’abord (34 % des attributions), puis T2 (33 %) »."""
    first, *others = (value for value in _ordered(totals) if totals[value] > 0)
    what = kept.measure.of_whole
    # What the rows of the picture are is said before, and says what they are told by.
    heading = "" if kept.named else f"{small(field.heading)}{SPACE}: "
    if not others:
        return f"{heading}{inside(field, first)}, la totalité {what}"
    whole = sum(totals.values(), Decimal(0))
    parts = [part_of(totals[value], whole) for value in (first, others[0])]
    if not all(parts):
        return f"{heading}{inside(field, first)} d’abord, {kept.measure.say(totals[first])}"
    return (
        f"{heading}{inside(field, first)} d’abord ({parts[0]} {what}), "
        f"puis {inside(field, others[0])} ({parts[1]})"
    )


def _table(kept: Kept, field: Field, years: _Years, totals: _Totals, caption: str) -> Numbers:
    values = _ordered(totals)
    ordered = sorted(years, key=lambda year: (year is None, year or 0))
    header = ("Valeur", *(kept.year(year) if year is not None else "Sans date" for year in ordered), "Total")
    rows = tuple(
        (
            _named(field, value),
            *(kept.measure.cell(years[year].get(value, Decimal(0))) for year in ordered),
            kept.measure.cell(totals[value]),
        )
        for value in values
    )
    return Numbers(caption, header, rows)
