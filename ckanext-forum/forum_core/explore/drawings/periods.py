"""By year: bars, or a line when there are many. All years are drawn; the one that is chosen speaks."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal

from forum_core import french, periods
from forum_core.charts.bar import bar
from forum_core.charts.line import Gap, line
from forum_core.charts.mark import Mark
from forum_core.charts.scale import linear
from forum_core.charts.sentences import cut_bars
from forum_core.explore.drawings.picture import Kept, Numbers, Picture, uncounted
from forum_core.french import NARROW, SPACE
from forum_core.schema.model import PagePicture

_MOST_BARS = 12
_MOST = 30
"""Years that are drawn: the last ones; the table has them all."""
_STEADY = 0.005
_TIMES = 3


@dataclass(frozen=True, slots=True)
class _Year:
    year: int
    rows: int
    total: Decimal | None
    whole: bool = True
    """Every row has its number: a year that hides some is compared to no other."""

    @property
    def value(self) -> Decimal:
        """What is measured: the sum, else the count."""
        return Decimal(self.rows) if self.total is None else self.total


def draw_periods(kept: Kept, key: str, _: PagePicture) -> Picture | None:
    """What each year comes to, and how it moved."""
    condition, values = ("WHERE band = ?", [kept.flt.band]) if kept.flt.band else ("", [])
    found = kept.cursor.execute(
        f"SELECT year, count(*), sum(amount), bool_and(amount IS NOT NULL) FROM (FROM kept {condition}) "  # noqa: S608 - no value
        "WHERE year IS NOT NULL GROUP BY year ORDER BY year",
        values,
    ).fetchall()
    years = [
        _Year(year, rows, total, whole) if kept.has_amount else _Year(year, rows, None)
        for year, rows, total, whole in found
        if total is not None or not kept.has_amount
    ]
    if not years:
        return None
    unsaid = {kept.year(year) for year, _, total, _ in found if total is None and kept.has_amount}
    drawn = years[-_MOST:]
    speaks = _speaks(kept, drawn)
    points = _points(kept, drawn, speaks)
    marks = [point for point in points if isinstance(point, Mark)]
    caption = f"{kept.measure.name} par année"
    is_line = len(points) > _MOST_BARS
    foot = "" if is_line else cut_bars(marks, linear([mark.value for mark in marks]))
    return Picture(
        key=key,
        title=_finding(kept, drawn, speaks),
        note=f"{kept.measure.name} par année{', en euros courants' if kept.measure.is_money else ''}",
        drawing=line(points, name=key, title=caption, say=kept.measure.round)
        if is_line
        else bar(_filled(points, unsaid), name=key, title=caption, say=kept.measure.round),
        table=_table(kept, years, caption),
        foot=tuple(filter(None, (foot, _running(kept, drawn), _hidden(kept, years, drawn))))
        + uncounted(kept, "year IS NOT NULL"),
    )


def _speaks(kept: Kept, years: Sequence[_Year]) -> _Year:
    """The year that is chosen, else the last one that is over."""
    wanted = kept.flt.year or periods.speaking(kept.schema, (year.year for year in years), kept.today)
    return next((year for year in years if year.year == wanted), years[-1])


def _points(kept: Kept, years: Sequence[_Year], speaks: _Year) -> list[Mark | Gap]:
    by_year = {year.year: year for year in years}
    span = range(years[0].year, years[-1].year + 1)
    # A wrong date may be centuries away: then only the years that have rows are drawn.
    shown = span if len(span) <= _MOST else sorted(by_year)
    return [
        Mark(
            label=kept.year(year),
            value=float(by_year[year].value),
            said=_at_least(kept, by_year[year], kept.measure.short(by_year[year].value)),
            href=kept.link("year", str(year)),
            main=by_year[year] is speaks,
            running=year >= kept.this_year,
        )
        if year in by_year
        else Gap(kept.year(year))
        for year in shown
    ]


def _filled(points: Sequence[Mark | Gap], unsaid: Collection[str]) -> list[Mark]:
    """A year without rows keeps its place among the bars; one whose numbers are all hidden is no nought."""
    return [
        Mark(point.label, 0, "–" if point.label in unsaid else "0") if isinstance(point, Gap) else point
        for point in points
    ]


def _finding(kept: Kept, years: Sequence[_Year], speaks: _Year) -> str:
    first = years[0]
    # Part of a year against a whole one would be read as a fall, and so would hidden numbers.
    if first.year >= speaks.year or speaks.year >= kept.this_year or not (first.whole and speaks.whole):
        return _of_choice(kept, _of_one(kept, speaks))
    of_many = "" if kept.named else f" des {kept.page.many}"
    what = f"le montant{of_many}" if kept.measure.is_money else kept.measure.the
    moved = _moved(first.value, speaks.value)
    return _of_choice(kept, f"{what} {moved} entre {kept.year(first.year)} et {kept.year(speaks.year)}")


def _of_one(kept: Kept, year: _Year) -> str:
    """« 832 demandes en 2025 : 13,9 M€ », « au moins 202 attributions en 2025 »."""
    if kept.has_amount and not kept.measure.is_money:
        least = "au moins " if _is_least(kept, year) else ""
        return f"{least}{kept.measure.say(year.value)} en {kept.year(year.year)}"
    noun = french.count(year.rows, kept.page.one, kept.page.many)
    worth = f"{SPACE}: {kept.measure.short(year.value)}" if kept.has_amount else ""
    return f"{noun} en {kept.year(year.year)}{worth}"


def _is_least(kept: Kept, year: _Year) -> bool:
    """True for a count of which some parts are hidden: it is that much, or more."""
    return kept.has_amount and not kept.measure.is_money and not year.whole


def _at_least(kept: Kept, year: _Year, said: str) -> str:
    return f"{said} ou plus" if _is_least(kept, year) else said


def _moved(before: Decimal, after: Decimal) -> str:
    if before <= 0 or after < 0:
        return "a changé"
    times = float(after / before)
    if abs(times - 1) < _STEADY:
        return "n’a presque pas changé"
    if times >= _TIMES:
        return f"a été multiplié par {french.number(times, 1)}"
    change = abs(times - 1) * 100
    size = f"{french.number(change, 0 if change >= 10 else 1)}{NARROW}%"
    return f"a {'augmenté' if times > 1 else 'baissé'} de {size}"


def _of_choice(kept: Kept, finding: str) -> str:
    return kept.without_year().title(finding)


def _running(kept: Kept, years: Sequence[_Year]) -> str:
    running = kept.year(kept.this_year)
    if years[-1].year < kept.this_year or len(years) == 1:
        return ""
    if years[-1].year > kept.this_year:
        return f"À partir de {running}, les années ne sont pas finies et ne sont pas comparées."
    return f"L’année {running} est en cours{SPACE}: elle est dessinée, et comparée à aucune autre."


def _hidden(kept: Kept, years: Sequence[_Year], drawn: Sequence[_Year]) -> str:
    if len(years) == len(drawn):
        return ""
    return f"Les années d’avant {kept.year(drawn[0].year)} sont dans le tableau."


def _table(kept: Kept, years: Sequence[_Year], caption: str) -> Numbers:
    header = ("Année", "Lignes", *((kept.measure.head, "Évolution") if kept.has_amount else ("Évolution",)))
    rows: list[tuple[str, ...]] = []
    before: _Year | None = None
    for year in years:
        worth = (_at_least(kept, year, kept.measure.cell(year.value)),) if kept.has_amount else ()
        running = year.year >= kept.this_year
        label = f"{kept.year(year.year)} (en cours)" if running else kept.year(year.year)
        rows.append((label, french.number(year.rows), *worth, "–" if running else _change(before, year)))
        before = year
    return Numbers(caption, header, tuple(rows))


def _change(before: _Year | None, year: _Year) -> str:
    if before is None or before.value <= 0 or not (before.whole and year.whole):
        return "–"
    rate = (year.value / before.value - 1) * 100
    return f"{'+' if rate > 0 else ''}{french.number(rate, 1)}{NARROW}%"
