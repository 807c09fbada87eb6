"""Each total of one year, source by source, beside the ceiling of such totals; what has not come is said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from forum_core import french
from forum_core.ceilings import total_of_year
from forum_core.charts.mark import Mark
from forum_core.charts.stacked import TONES, Key, Stack, stacked
from forum_core.explore.drawings.crossing import draw_crossing
from forum_core.explore.drawings.picture import (
    Kept,
    Numbers,
    Picture,
    awaited_word,
    awaited_words,
    heading,
    rows_link,
    side_said,
    uncounted,
    who_sql,
)
from forum_core.files.duck import text
from forum_core.french import NARROW, SPACE
from forum_core.labels import inside
from forum_core.measure import capital
from forum_core.schema.model import PagePicture, Rule

_OTHERS = "Autres"
_NOTHING = "–"


@dataclass(slots=True)
class _Whole:
    """What one person or body received in the year. `awaited`: sources whose number has not come."""

    name: str = ""
    parts: dict[str, Decimal] = field(default_factory=dict[str, Decimal])
    awaited: list[str] = field(default_factory=list[str])

    @property
    def total(self) -> Decimal:
        """What is known of it."""
        return sum(self.parts.values(), Decimal(0))

    @property
    def sources(self) -> int:
        """How many sources gave something."""
        return sum(1 for part in self.parts.values() if part)


@dataclass(frozen=True, slots=True)
class _Year:
    """What the picture shows: the totals, largest first, and the sums that the rule leaves out."""

    wholes: tuple[_Whole, ...]
    ceiling: Decimal | None
    left_out: Decimal

    @property
    def above(self) -> int:
        """How many totals are over the ceiling."""
        return sum(1 for one in self.wholes if self.ceiling is not None and one.total > self.ceiling)

    @property
    def awaited(self) -> int:
        """How many numbers have not come."""
        return sum(len(one.awaited) for one in self.wholes)


def draw_sources(kept: Kept, key: str, picture: PagePicture) -> Picture | None:
    """One bar a total, made of its sources; those who received nothing are counted below."""
    of_year, rule = kept.of_one_year(), kept.schema.rule(picture.rule or "")
    if of_year is None or of_year.flt.year is None:
        return None
    params = rule.params
    wholes, left_out = _read(of_year, picture, rule)
    ceiling = total_of_year(kept.schema.tables[params["table"]], params["key"], of_year.flt.year)
    year = _Year(wholes, ceiling, left_out)
    drawn = [one for one in wholes if one.total or one.awaited][: kept.most]
    if not any(one.total for one in drawn):
        return None
    keys = _keys(wholes)
    rows, columns = heading(kept, picture.rows), heading(kept, picture.columns)
    caption = f"{kept.measure.name} par {rows} et par {columns}"
    stroke = f"plafond du total{SPACE}: {kept.measure.say(ceiling)}" if ceiling is not None else ""
    return Picture(
        key=key,
        title=of_year.title(_finding(kept, year)),
        note=f"{caption}, du plus grand total au plus petit",
        drawing=stacked(
            [_stack(of_year, picture, one, keys, ceiling) for one in drawn],
            keys=[_key(kept, picture, name) for name in keys],
            title=caption,
            awaited=awaited_word(kept) if year.awaited else "",
            ceiling=stroke,
        ),
        table=_table(kept, picture, drawn, keys),
        foot=(
            *_rest(kept, year, drawn),
            *_left_out(kept, rule, year),
            *_law(rule, year),
            *uncounted(of_year, of_year.scope),
        ),
        printed=True,
    )


def read_cells(rule: Rule) -> tuple[str, ...]:
    """The columns that the picture reads as text."""
    return tuple(rule.params.get("only", {}))


def print_counted(kept: Kept, key: str, picture: PagePicture) -> Picture | None:
    """The table of the sums that the rule counts, for the statement."""
    return _printed(kept, key, picture, counted=True)


def print_apart(kept: Kept, key: str, picture: PagePicture) -> Picture | None:
    """The table of the others: expenses are no income, and are never added to it."""
    return _printed(kept, key, picture, counted=False)


def _printed(kept: Kept, key: str, picture: PagePicture, *, counted: bool) -> Picture | None:
    of_year, rule = kept.of_one_year(), kept.schema.rule(picture.rule or "")
    if of_year is None:
        return None
    meant = _meant_sql(of_year, rule)
    scope = f"{of_year.scope} AND {meant if counted else f'NOT ({meant})'}"
    words = _counted_words(kept, rule)
    which = french.listed(words) if counted else f"ni {' ni '.join(words)}"
    return draw_crossing(replace(of_year, scope=scope), key, picture, which=which)


def _meant_sql(kept: Kept, rule: Rule) -> str:
    """Whether the rule counts a row."""
    only = rule.params.get("only", {}).items()
    ways = (
        f"coalesce(x{kept.cells.index(column)} IN ({', '.join(map(text, cells))}), false)"
        for column, cells in only
    )
    return " AND ".join(ways) or "true"


def _counted_words(kept: Kept, rule: Rule) -> list[str]:
    """What the rule counts, in the words of its lists."""
    only = rule.params.get("only", {}).items()
    return [inside(kept.schema.field(column), cell) for column, cells in only for cell in cells]


def _read(kept: Kept, picture: PagePicture, rule: Rule) -> tuple[tuple[_Whole, ...], Decimal]:
    """Totals of what the rule counts, the largest first; and the sum of the rest."""
    row, column = kept.texts.index(picture.rows), kept.texts.index(picture.columns)
    found: list[tuple[Any, ...]] = kept.cursor.execute(
        f"SELECT {who_sql(kept, picture.rows)}, min(coalesce(t{row}, '')), coalesce(t{column}, ''), "  # noqa: S608 - no value
        f"{_meant_sql(kept, rule)}, sum(amount) FILTER (NOT awaited), count(*) FILTER (awaited) "
        f"FROM kept WHERE {kept.scope} GROUP BY 1, 3, 4 ORDER BY 1, 3, 4"
    ).fetchall()
    wholes: dict[str, _Whole] = defaultdict(_Whole)
    left_out = Decimal(0)
    for who, name, source, counts, total, awaited in found:
        if not counts:
            left_out += total or 0
            continue
        whole = wholes[who]
        whole.name = name
        if total is not None:
            whole.parts[source] = total
        whole.awaited += [source] * awaited
    ordered = sorted(wholes.values(), key=lambda one: (-one.total, not one.awaited, one.name))
    return tuple(ordered), left_out


def _keys(wholes: Sequence[_Whole]) -> tuple[str, ...]:
    """Sources that have a tone of their own, largest first; the others share the last one."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for one in wholes:
        for source, part in one.parts.items():
            sums[source] += part
    ordered = sorted((source for source in sums if sums[source]), key=lambda source: (-sums[source], source))
    return tuple(ordered if len(ordered) <= len(TONES) else [*ordered[: len(TONES) - 1], _OTHERS])


def _key(kept: Kept, picture: PagePicture, name: str) -> Key:
    link = None if name == _OTHERS else rows_link(kept, picture.columns, name)
    return Key(_source(kept, picture, name), link)


def _stack(
    kept: Kept, picture: PagePicture, one: _Whole, keys: Sequence[str], ceiling: Decimal | None
) -> Stack:
    return Stack(
        label=side_said(kept, picture.rows, one.name),
        said=kept.measure.say(one.total),
        parts=tuple(
            Mark(_source(kept, picture, key), float(part), kept.measure.say(part))
            for key, part in _parts(one, keys)
        ),
        href=rows_link(kept, picture.rows, one.name),
        awaited=", ".join(
            f"{_source(kept, picture, source)}{SPACE}: {awaited_word(kept)}" for source in one.awaited
        ),
        ceiling=None if ceiling is None else float(ceiling),
    )


def _source(kept: Kept, picture: PagePicture, name: str) -> str:
    return name if name == _OTHERS else side_said(kept, picture.columns, name)


def _parts(one: _Whole, keys: Sequence[str]) -> list[tuple[str, Decimal]]:
    """The part of each key, in the order of the keys."""
    alone = {key for key in keys if key != _OTHERS}
    others = sum((part for source, part in one.parts.items() if source not in alone), Decimal(0))
    return [(key, others if key == _OTHERS else one.parts.get(key, Decimal(0))) for key in keys]


def _finding(kept: Kept, year: _Year) -> str:
    """Whether a total is over its ceiling; where none is known, how many have several sources."""
    many = french.count(len(year.wholes), kept.page.subject_one, kept.page.subject_many)
    if year.ceiling is None:
        several = sum(1 for one in year.wholes if one.sources > 1)
        said = f"{many}, dont {french.number(several)} par plusieurs sources" if several else many
        return f"{kept.measure.say(sum((one.total for one in year.wholes), Decimal(0)))} pour {said}"
    known = "total connu" if year.awaited else "total"
    if not year.above:
        return f"sur {many}, aucun {known} ne dépasse le plafond"
    over = french.count(year.above, "total dépasse", "totaux dépassent")
    return f"sur {many}, {over} le plafond"


def _rest(kept: Kept, year: _Year, drawn: Sequence[_Whole]) -> tuple[str, ...]:
    """Who is not drawn: those whose total is nought, and those that come after the last bar."""
    nought = [one for one in year.wholes if not one.total and not one.awaited]
    beyond = len(year.wholes) - len(nought) - len(drawn)
    said: list[str] = []
    if nought:
        many = french.count(len(nought), kept.page.subject_one, kept.page.subject_many)
        said.append(f"{many}{SPACE}: {kept.measure.say(0)}.")
    if beyond:
        noun = french.counted(beyond, f"autre {kept.page.subject_one}", f"autres {kept.page.subject_many}")
        said.append(f"{french.number(beyond)} {noun} dans l’état complet.")
    return tuple(said)


def _left_out(kept: Kept, rule: Rule, year: _Year) -> tuple[str, ...]:
    said: list[str] = []
    if year.awaited and kept.page.awaited:
        words = french.listed([french.quoted(word) for word in awaited_words(kept)])
        said.append(f"La mention {words} ne veut pas dire zéro.")
    if year.left_out:
        only = french.listed([french.quoted(word) for word in _counted_words(kept, rule)])
        said.append(f"L’image compte {only}{NARROW}; le reste fait {kept.measure.say(year.left_out)}.")
    return tuple(said)


def _law(rule: Rule, year: _Year) -> tuple[str, ...]:
    if year.ceiling is None:
        return ()
    doubt = "" if rule.verified else ", un repère calculé dont le texte reste à vérifier"
    return (f"Plafond{SPACE}: {rule.text}{doubt}.",) if rule.text else ()


def _table(kept: Kept, picture: PagePicture, drawn: Sequence[_Whole], keys: Sequence[str]) -> Numbers:
    caption = f"{kept.measure.name} par {heading(kept, picture.rows)} et par {heading(kept, picture.columns)}"
    header = (capital(heading(kept, picture.rows)), *(_source(kept, picture, key) for key in keys), "Total")
    return Numbers(caption, header, tuple(_line(kept, picture, one, keys) for one in drawn))


def _line(kept: Kept, picture: PagePicture, one: _Whole, keys: Sequence[str]) -> tuple[str, ...]:
    awaited = (
        f"{NARROW}; {awaited_word(kept)}{SPACE}: {french.number(len(one.awaited))}" if one.awaited else ""
    )
    parts = [kept.measure.cell(part) if part else _NOTHING for _, part in _parts(one, keys)]
    return (side_said(kept, picture.rows, one.name), *parts, f"{kept.measure.cell(one.total)}{awaited}")
