"""The first subjects of a register, and what part of the whole they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from forum_core import french
from forum_core.charts.hbar import hbar, scale_of
from forum_core.charts.mark import Mark
from forum_core.charts.sentences import cut_bars
from forum_core.explore.drawings.picture import Kept, Numbers, Picture, part_of, uncounted
from forum_core.explore.filters import Filter
from forum_core.french import SPACE
from forum_core.measure import capital
from forum_core.schema.model import PagePicture

_FIRST = 15
_TEN = 10
_ALONE = Decimal("0.2")
"""From this part of the whole on, the first one is the finding."""


@dataclass(frozen=True, slots=True)
class _Subject:
    body: str
    known: bool
    name: str
    rows: int
    value: Decimal


@dataclass(frozen=True, slots=True)
class _Whole:
    subjects: int
    value: Decimal


def draw_subjects(kept: Kept, key: str, _: PagePicture) -> Picture | None:
    """The first fifteen, and how much goes to few."""
    measured = "sum(amount)" if kept.has_amount else "count(*)::DECIMAL(18, 0)"
    found = kept.cursor.execute(
        f"SELECT body, bool_or(known), min(name), count(*), {measured} AS value, "  # noqa: S608 - no value
        "count(*) OVER (), sum(value) OVER () "
        "FROM kept WHERE chosen AND body IS NOT NULL GROUP BY body HAVING value IS NOT NULL "
        "ORDER BY value DESC, count(*) DESC, body LIMIT ?",
        [_FIRST],
    ).fetchall()
    # One subject alone is compared to nobody, unless a reader asked for it.
    if not found or (len(found) == 1 and kept.flt == Filter()):
        return None
    first = [_Subject(*row[:5]) for row in found]
    whole = _Whole(found[0][5], Decimal(found[0][6]))
    marks = [_mark(kept, subject, place) for place, subject in enumerate(first)]
    caption = _caption(kept, len(first))
    return Picture(
        key=key,
        title=kept.title(_finding(kept, first, whole)),
        note=f"{caption}, {kept.measure.name.lower()}",
        drawing=hbar(marks, title=caption),
        table=_table(kept, first, whole, caption),
        foot=(
            *filter(None, (cut_bars(marks, scale_of(marks)), _others(kept, first, whole))),
            *uncounted(kept),
        ),
    )


def _mark(kept: Kept, subject: _Subject, place: int) -> Mark:
    href = kept.link("body", subject.body) if subject.known else None
    return Mark(
        label=subject.name,
        value=float(subject.value),
        said=kept.measure.cell(subject.value),
        href=href or kept.link("words", subject.name),
        main=place == 0,
    )


def _caption(kept: Kept, count: int) -> str:
    # « En tête » agrees with nothing, and the nouns of a register may be feminine.
    many = french.count(count, kept.page.subject_one, kept.page.subject_many)
    return f"Les {many} en tête" if count > 1 else many


def _finding(kept: Kept, first: Sequence[_Subject], whole: _Whole) -> str:
    page, top = kept.page, first[0]
    if whole.subjects == 1:
        return f"{top.name}{SPACE}: la totalité {kept.measure.of_whole}"
    what, many = kept.measure.of_whole, french.count(whole.subjects, page.subject_one, page.subject_many)
    if whole.value > 0 and top.value / whole.value >= _ALONE and part_of(top.value, whole.value):
        return f"{top.name}{SPACE}: {part_of(top.value, whole.value)} {what}, parmi {many}"
    ten = first[:_TEN]
    part = part_of(sum((subject.value for subject in ten), Decimal(0)), whole.value)
    if not part or whole.subjects <= _TEN:
        return f"{top.name} vient en tête, parmi {many}"
    return f"{len(ten)} {page.subject_many} sur {french.number(whole.subjects)} réunissent {part} {what}"


def _others(kept: Kept, first: Sequence[_Subject], whole: _Whole) -> str:
    left = whole.subjects - len(first)
    if not left:
        return ""
    rest = whole.value - sum((subject.value for subject in first), Decimal(0))
    noun = french.counted(left, f"autre {kept.page.subject_one}", f"autres {kept.page.subject_many}")
    return f"{french.number(left)} {noun}{SPACE}: {kept.measure.say(rest)}."


def _table(kept: Kept, first: Sequence[_Subject], whole: _Whole, caption: str) -> Numbers:
    subject = kept.page.subject_one
    measured = (kept.measure.head,) if kept.has_amount else ()
    header = (capital(subject), "Lignes", *measured, "Part")
    rows = tuple(
        (
            one.name,
            french.number(one.rows),
            *((kept.measure.cell(one.value),) if kept.has_amount else ()),
            part_of(one.value, whole.value) or "–",
        )
        for one in first
    )
    return Numbers(caption, header, rows)
