"""A table of sums by two columns, with totals, largest first; what has not come is said, and is no nought."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from forum_core import french
from forum_core.charts.markup import Markup, joined, tag
from forum_core.explore.drawings.picture import (
    Kept,
    Picture,
    awaited_word,
    awaited_words,
    heading,
    rows_link,
    side_said,
    uncounted,
    who_sql,
)
from forum_core.explore.filters import Filter
from forum_core.french import EMPTY, SPACE
from forum_core.measure import capital
from forum_core.schema.model import PagePicture

_MOST_COLUMNS = 8
_NOTHING = "–"

# Sums of each pair; what is beyond the first ones is one row, or one column, at the last place.
_CELLS = """
WITH cells AS (
    SELECT {who} AS r, min(coalesce({row}, '')) AS said, coalesce({column}, '') AS c, {measured} AS total,
        count(*) FILTER (NOT awaited) AS rows, count(*) FILTER (awaited) AS awaited,
        count(*) FILTER (hidden AND NOT awaited AND amount IS NULL) AS hidden
    FROM kept WHERE {scope} GROUP BY r, c
),
rows AS (
    SELECT r, row_number() OVER (ORDER BY sum(total) DESC NULLS LAST, r) AS place FROM cells GROUP BY r
),
columns AS (
    SELECT c, row_number() OVER (ORDER BY sum(total) DESC NULLS LAST, c) AS place FROM cells GROUP BY c
)
SELECT least(rows.place, $rows + 1), least(columns.place, $columns + 1), min(said), min(c), sum(total),
    sum(cells.rows)::BIGINT, sum(awaited)::BIGINT, sum(hidden)::BIGINT
FROM cells JOIN rows USING (r) JOIN columns USING (c) GROUP BY 1, 2
"""


@dataclass(frozen=True, slots=True)
class _Cell:
    """What the rows of a pair come to. `total` is None when none of them has an amount."""

    total: Decimal | None = None
    rows: int = 0
    awaited: int = 0
    hidden: int = 0

    def __add__(self, other: _Cell) -> _Cell:
        totals = [one.total for one in (self, other) if one.total is not None]
        total = sum(totals, Decimal(0)) if totals else None
        return _Cell(total, self.rows + other.rows, self.awaited + other.awaited, self.hidden + other.hidden)


@dataclass(frozen=True, slots=True)
class _Line:
    """A row or a column of the table: its words, and where its rows are."""

    name: str
    href: str | None


_Cells = Mapping[tuple[int, int], _Cell]
_Sides = tuple[str, Mapping[int, _Line], Mapping[int, _Line]]


def draw_crossing(kept: Kept, key: str, picture: PagePicture, *, which: str | None = None) -> Picture | None:
    """The table, numbers and drawing at once; on a page, one cell is its own total and is not drawn.

    A table of a statement says ``which`` rows it is of, and is drawn however few they are.
    """
    row, column = (kept.texts.index(names) for names in (picture.rows, picture.columns))
    measured = "sum(amount) FILTER (NOT awaited)" if kept.has_amount else "count(*) FILTER (NOT awaited)"
    found = kept.cursor.execute(
        _CELLS.format(
            who=who_sql(kept, picture.rows),
            row=f"t{row}",
            column=f"t{column}",
            measured=measured,
            scope=kept.scope,
        ),
        {"rows": kept.most, "columns": _MOST_COLUMNS},
    ).fetchall()
    if not found:
        return None
    if which is None:
        alone = len({r for r, *_ in found}) == 1 and all(total is not None for *_, total, _, _, _ in found)
        # One row that says all is its own total too, unless a reader asked for it.
        if len(found) == 1 or (alone and replace(kept.flt, year=None) == Filter()):
            return None
    cells = {(r, c): _Cell(*counted) for r, c, _, _, *counted in found}
    lines = _lines(kept, picture.rows, {r: name for r, _, name, *_ in found}, kept.most)
    heads = _lines(kept, picture.columns, {c: name for _, c, _, name, *_ in found}, _MOST_COLUMNS)
    whole = _sum(cells.values())
    corner = capital(heading(kept, picture.rows))
    caption = f"{kept.measure.name} par {heading(kept, picture.rows)} et par {heading(kept, picture.columns)}"
    caption = f"{caption} ({which})" if which else caption
    return Picture(
        key=key,
        title=kept.title(_finding(kept, picture, whole)),
        note=f"{caption}{_all_years(kept)}, du plus grand total au plus petit",
        drawing=_table(kept, f"{key}-n", caption, (corner, lines, heads), cells),
        table=None,
        foot=(f"Tiret{SPACE}: aucune ligne.", *_awaited_note(kept, whole), *uncounted(kept, kept.scope)),
        printed=True,
    )


def _all_years(kept: Kept) -> str:
    """That the sums are of several years, where the pictures around are of one."""
    query = f"SELECT count(DISTINCT year) FROM kept WHERE {kept.scope}"  # noqa: S608 - no value
    ((years,),) = kept.cursor.execute(query).fetchall()
    return ", toutes les années ensemble" if years > 1 else ""


def _lines(kept: Kept, names: tuple[str, ...], found: Mapping[int, str], most: int) -> dict[int, _Line]:
    lines = {place: _line(kept, names, found[place]) for place in sorted(found)}
    if most + 1 in lines:
        lines[most + 1] = _Line(f"Autres ({french.number(_distinct(kept, names) - most)})", None)
    return lines


def _distinct(kept: Kept, names: tuple[str, ...]) -> int:
    query = f"SELECT count(DISTINCT {who_sql(kept, names)}) FROM kept WHERE {kept.scope}"  # noqa: S608 - no value
    ((many,),) = kept.cursor.execute(query).fetchall()
    return many


def _line(kept: Kept, names: tuple[str, ...], value: str) -> _Line:
    return _Line(side_said(kept, names, value), rows_link(kept, names, value))


def _finding(kept: Kept, picture: PagePicture, whole: _Cell) -> str:
    said = kept.measure.say(whole.total) if whole.total is not None else french.count(0, "ligne", "lignes")
    if kept.page.subject in picture.rows:
        many = _distinct(kept, picture.rows)
        said = f"{said} pour {french.count(many, kept.page.subject_one, kept.page.subject_many)}"
    if not whole.awaited:
        return said
    return f"{said}, et {french.count(whole.awaited, 'ligne attendue', 'lignes attendues')}"


def _awaited_note(kept: Kept, whole: _Cell) -> tuple[str, ...]:
    if not whole.awaited or kept.page.awaited is None:
        return ()
    words = french.listed([french.quoted(word) for word in awaited_words(kept)])
    return (
        f"{words} ne veut pas dire zéro{SPACE}: les totaux ne comprennent pas ce qui n’est pas encore venu.",
    )


def _table(kept: Kept, named: str, caption: str, sides: _Sides, cells: _Cells) -> Markup:
    corner, lines, heads = sides
    head = tag(
        "tr",
        tag("th", corner, scope="col"),
        *(tag("th", _linked(one), scope="col", class_="num") for one in heads.values()),
        tag("th", "Total", scope="col", class_="num"),
    )
    body = [
        tag(
            "tr",
            tag("th", _linked(one), scope="row"),
            *(_cell(kept, cells.get((place, column), _Cell())) for column in heads),
            _cell(kept, _sum([cells.get((place, column), _Cell()) for column in heads])),
        )
        for place, one in lines.items()
    ]
    foot = tag(
        "tr",
        tag("th", "Ensemble", scope="row"),
        *(_cell(kept, _sum([cells.get((place, column), _Cell()) for place in lines])) for column in heads),
        _cell(kept, _sum(cells.values())),
    )
    table = tag(
        "table",
        tag("caption", tag("span", caption), id=named),
        tag("thead", head),
        tag("tbody", *body),
        tag("tfoot", foot),
        class_="data-table sums",
    )
    return tag("div", table, class_="scroll-region", role="region", aria_labelledby=named, tabindex=0)


def _linked(one: _Line) -> Markup:
    return tag("a", one.name, href=one.href, rel="nofollow") if one.href else joined(one.name)


def _cell(kept: Kept, cell: _Cell) -> Markup:
    if not cell.rows and not cell.awaited:
        return tag("td", _NOTHING, class_="num")
    if not cell.rows:
        return tag("td", _awaited(kept, cell), class_="num is-awaited")
    if cell.total is None and cell.hidden == cell.rows:
        return tag("td", french.HIDDEN, class_="num is-secret")
    said = kept.measure.cell(cell.total) if cell.total is not None else EMPTY
    awaited = tag("span", _awaited(kept, cell), class_="sub awaited") if cell.awaited else ""
    return tag("td", said, awaited, class_="num")


def _awaited(kept: Kept, cell: _Cell) -> str:
    """« non reçu », « non reçu : 3 »; of several words, the one that covers them all."""
    word = awaited_word(kept)
    return word if cell.awaited == 1 else f"{word}{SPACE}: {french.number(cell.awaited)}"


def _sum(cells: Iterable[_Cell]) -> _Cell:
    return sum(cells, _Cell())
