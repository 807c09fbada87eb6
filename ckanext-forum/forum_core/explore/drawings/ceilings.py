"""By function, the sum of one year that is nearest to its ceiling: what the law allows stands beside it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from forum_core import french
from forum_core.charts.hbar import hbar
from forum_core.charts.mark import Mark
from forum_core.explore.drawings.picture import Kept, Numbers, Picture, side_said
from forum_core.french import NARROW, SPACE
from forum_core.measure import small
from forum_core.paid import Ceilings, PaidReader, scale_of
from forum_core.schema.model import PagePicture, Rule

_MOST = 20


@dataclass(frozen=True, slots=True)
class _Sum:
    """Rows that were paid the same sum under the same ceiling.

    Attributes:
        above: Over the ceiling, by more than what tables are rounded by, and nothing explains it.
        explained: Over it, which an exception of the law or a doubt on the ceiling may explain.
        sure: Every value that the ceiling rests on was read in its source.
    """

    rows: int
    paid: Decimal
    ceiling: Decimal
    above: bool
    explained: bool
    sure: bool


@dataclass(frozen=True, slots=True)
class _Group:
    names: tuple[str, ...]
    sums: tuple[_Sum, ...]

    @property
    def rows(self) -> int:
        """How many rows it has."""
        return sum(one.rows for one in self.sums)

    @property
    def nearest(self) -> _Sum:
        """What takes the largest part of its ceiling."""
        return max(
            self.sums, key=lambda one: (one.paid / one.ceiling if one.ceiling else one.paid, one.ceiling)
        )


def draw_ceilings(kept: Kept, key: str, picture: PagePicture) -> Picture | None:
    """One bar a function and a body; rows whose ceiling nobody knows are counted below."""
    of_year, rule = kept.of_one_year(), kept.schema.rule(picture.rule or "")
    if of_year is None:
        return None
    groups, unknown = _read(of_year, picture.rows, rule)
    if not groups:
        return None
    shown = groups[:_MOST]
    several = len({group.names[1:] for group in shown}) > 1
    heading = french.listed([small(kept.schema.field(name).heading) for name in picture.rows])
    caption = f"Somme la plus proche de son plafond, par {heading}"
    return Picture(
        key=key,
        title=of_year.title(_finding(groups)),
        note=f"{caption}. Le trait est le plafond",
        drawing=hbar(
            [_mark(kept, picture, group, several=several) for group in shown], title=caption, cuts=False
        ),
        table=_table(kept, picture, groups, caption),
        foot=(*_law(rule, groups), *_unknown(unknown)),
    )


def read_cells(rule: Rule) -> tuple[str, ...]:
    """The columns that the picture reads as text."""
    return PaidReader(rule.params).columns


def _read(kept: Kept, names: Sequence[str], rule: Rule) -> tuple[list[_Group], int]:
    """Groups by their largest ceiling, and the rows that have none."""
    reader = PaidReader(rule.params)
    ceilings = Ceilings(scale_of(rule.params, kept.schema.tables))
    tolerance = Decimal(str(rule.params["tolerance"]))
    texts = ", ".join(f"coalesce(t{kept.texts.index((name,))}, '')" for name in names)
    cells = ", ".join(f"coalesce(x{kept.cells.index(name)}, '')" for name in reader.columns)
    found: list[tuple[Any, ...]] = kept.cursor.execute(
        f"SELECT {texts}, count(*), {cells} FROM kept WHERE {kept.scope} AND NOT awaited GROUP BY ALL"  # noqa: S608 - no value
    ).fetchall()
    groups: dict[tuple[str, ...], list[_Sum]] = defaultdict(list)
    unknown = 0
    for told in found:
        rows = told[len(names)]
        paid = reader.read_texts(told[len(names) + 1 :])
        if paid is None:
            continue
        most = ceilings.of(paid)
        if most is None:
            unknown += rows
            continue
        ceiling, margin = most.amount * paid.increase, tolerance * most.months
        over = paid.amount > ceiling + margin
        above = most.sure and paid.amount > most.limit * paid.increase + margin
        groups[told[: len(names)]].append(
            _Sum(rows, paid.amount, ceiling, above=above, explained=over and not above, sure=most.sure)
        )
    ordered = [_Group(group, tuple(sums)) for group, sums in groups.items()]
    return sorted(ordered, key=lambda one: (-one.nearest.ceiling, one.names)), unknown


def _finding(groups: Sequence[_Group]) -> str:
    above = sum(one.rows for group in groups for one in group.sums if one.above)
    if not above:
        return "aucune somme ne dépasse son plafond"
    rows = sum(group.rows for group in groups)
    verb = french.counted(above, "dépasse son plafond", "dépassent leur plafond")
    return f"{french.count(above, 'somme', 'sommes')} sur {french.number(rows)} {verb}"


def _mark(kept: Kept, picture: PagePicture, group: _Group, *, several: bool) -> Mark:
    nearest = group.nearest
    where = f"{french.listed(_where(kept, picture, group))}, " if several else ""
    rows = french.count(group.rows, kept.page.one, kept.page.many)
    doubt = "" if nearest.sure else " à vérifier"
    return Mark(
        label=side_said(kept, picture.rows[:1], group.names[0]),
        value=float(nearest.paid),
        said=kept.measure.say(nearest.paid),
        main=nearest.above,
        note=f"{where}{rows}, plafond{doubt}{SPACE}: {_money(kept, nearest.ceiling)}",
        ceiling=float(nearest.ceiling),
    )


def _where(kept: Kept, picture: PagePicture, group: _Group) -> list[str]:
    """What tells the group from another of the same function."""
    return [
        side_said(kept, (name,), value) for name, value in zip(picture.rows[1:], group.names[1:], strict=True)
    ]


def _money(kept: Kept, value: Decimal) -> str:
    return kept.measure.say(value.quantize(Decimal("0.01")))


def _law(rule: Rule, groups: Sequence[_Group]) -> tuple[str, ...]:
    """Where the ceilings come from, and what may explain a sum over its stroke."""
    sums = [one for group in groups for one in group.sums]
    explained = sum(one.rows for one in sums if one.explained)
    over = french.count(explained, "somme dépasse le trait", "sommes dépassent le trait")
    said = (
        (rule.text, f"Plafonds{SPACE}: {rule.text}."),
        (any(not one.sure for one in sums), "Un plafond à vérifier n’a pas été lu à sa source."),
        (explained, f"{over}{NARROW}; une exception de la loi, ou un plafond à vérifier, peut l’expliquer."),
    )
    return tuple(words for holds, words in said if holds)


def _unknown(rows: int) -> tuple[str, ...]:
    if not rows:
        return ()
    which = french.count(rows, "ligne n’a pas", "lignes n’ont pas")
    return (f"{which} de plafond connu (fonction, population ou dates){NARROW}; l’image ne les montre pas.",)


def _table(kept: Kept, picture: PagePicture, groups: Sequence[_Group], caption: str) -> Numbers:
    heads = [kept.schema.field(name).heading for name in picture.rows]
    return Numbers(
        caption,
        (*heads, "Lignes", "Somme la plus proche", "Son plafond"),
        tuple(
            (
                side_said(kept, picture.rows[:1], group.names[0]),
                *_where(kept, picture, group),
                french.number(group.rows),
                _money(kept, group.nearest.paid),
                _money(kept, group.nearest.ceiling),
            )
            for group in groups
        ),
    )
