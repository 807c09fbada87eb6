"""A number that is never added (a delay, a threshold), by category and by year: what each row says of it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from forum_core import french
from forum_core.charts.markup import Markup, tag
from forum_core.explore.drawings.picture import Kept, Picture
from forum_core.explore.filters import choice_keys
from forum_core.french import EMPTY, SPACE
from forum_core.labels import inside, reads
from forum_core.measure import capital, small
from forum_core.schema.model import Field, PagePicture

_MOST_YEARS = 6
_NOTHING = "–"


@dataclass(frozen=True, slots=True)
class _Cell:
    """The smallest and the largest number of the rows of a category and year; None when none says one."""

    least: Decimal | None
    most: Decimal | None
    hidden: bool


@dataclass(frozen=True, slots=True)
class _Shown:
    """What the table shows: the number, what it is told by, its categories and its years."""

    field: Field
    by: Field
    names: list[str]
    years: list[int]
    cells: dict[tuple[str, int], _Cell]


def draw_values(kept: Kept, key: str, picture: PagePicture) -> Picture | None:
    """The table; it is the numbers and the drawing at once. Several rows of one cell are said as a span."""
    field = kept.schema.field(picture.columns[0])
    number, text = kept.numbers.index(field.name), kept.texts.index(picture.rows)
    found = kept.cursor.execute(
        f"SELECT coalesce(t{text}, ''), year, min(n{number}), max(n{number}), bool_and(hidden) FROM kept "  # noqa: S608 - no value
        "WHERE chosen AND year IS NOT NULL GROUP BY ALL ORDER BY 1, 2"
    ).fetchall()
    cells = {(name, year): _Cell(*told) for name, year, *told in found}
    said = {year for (_, year), cell in cells.items() if cell.least is not None}
    if not said:
        return None
    years = sorted({year for _, year in cells})[-_MOST_YEARS:]
    by = kept.schema.field(picture.rows[0])
    names = _in_order(by, {name for name, _ in cells})
    shown = names[: kept.most]
    heading = small(by.heading)
    caption = f"{capital(field.heading)} par {heading} et par année{_unit(field)}"
    return Picture(
        key=key,
        title=kept.title(_finding(kept, (field, by), cells, max(said))),
        note=f"{caption}. Ces nombres ne s’additionnent pas",
        drawing=_table(kept, f"{key}-n", caption, capital(heading), _Shown(field, by, shown, years, cells)),
        table=None,
        foot=_beyond(len(names) - len(shown)),
    )


def _beyond(left: int) -> tuple[str, ...]:
    """That a table has an end, however many categories there are."""
    if not left:
        return ()
    return (
        f"{french.count(left, 'autre catégorie est', 'autres catégories sont')} dans les lignes du registre.",
    )


def _in_order(field: Field, names: Collection[str]) -> list[str]:
    """Categories in the order of their list, which is that of ages or sizes; else of the alphabet."""
    listed = [key for key in choice_keys(field) if key in names]
    return [*listed, *sorted(set(names) - set(listed))]


def _finding(kept: Kept, fields: tuple[Field, Field], cells: dict[tuple[str, int], _Cell], year: int) -> str:
    """The smallest and the largest number of the last year that says one, and whose they are."""
    field, by = fields
    told = {name: cell for (name, at), cell in cells.items() if at == year and cell.least is not None}
    least, first = min((cell.least, name) for name, cell in told.items() if cell.least is not None)
    most, last = max((cell.most, name) for name, cell in told.items() if cell.most is not None)
    unit = f"{SPACE}{field.unit}" if field.unit else ""
    when = "" if kept.flt.year is not None else f" en {kept.year(year)}"
    said = f"{small(field.title)}{when}{SPACE}: "
    if least == most or first == last:
        return f"{said}{_span(field, least, most)}{unit}"
    low, high = (french.cell(field.meaning, value.normalize()) for value in (least, most))
    return f"{said}de {low}{unit} pour {inside(by, first)} à {high}{unit} pour {inside(by, last)}"


def _span(field: Field, least: Decimal, most: Decimal) -> str:
    low, high = french.cell(field.meaning, least.normalize()), french.cell(field.meaning, most.normalize())
    return low if least == most else f"de {low} à {high}"


def _unit(field: Field) -> str:
    return f", en {field.unit}" if field.unit else ""


def _table(kept: Kept, named: str, caption: str, corner: str, shown: _Shown) -> Markup:
    heads = (tag("th", kept.year(year), scope="col", class_="num") for year in shown.years)
    body = [
        tag(
            "tr",
            tag("th", capital(reads(shown.by, name)), scope="row"),
            *(_cell(shown.field, shown.cells.get((name, year))) for year in shown.years),
        )
        for name in shown.names
    ]
    table = tag(
        "table",
        tag("caption", tag("span", caption), id=named),
        tag("thead", tag("tr", tag("th", corner, scope="col"), *heads)),
        tag("tbody", *body),
        class_="data-table sums",
    )
    return tag("div", table, class_="scroll-region", role="region", aria_labelledby=named, tabindex=0)


def _cell(field: Field, cell: _Cell | None) -> Markup:
    if cell is None:
        return tag("td", _NOTHING, class_="num")
    if cell.least is None or cell.most is None:
        return tag(
            "td", french.HIDDEN if cell.hidden else EMPTY, class_="num is-secret" if cell.hidden else "num"
        )
    return tag("td", _span(field, cell.least, cell.most), class_="num")
