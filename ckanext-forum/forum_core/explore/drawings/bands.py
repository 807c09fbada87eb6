"""By band of amount: how many rows are small, and how little of the sum they are. All bands are drawn."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from forum_core import french
from forum_core.charts.hbar import hbar, scale_of
from forum_core.charts.mark import Mark
from forum_core.charts.sentences import cut_bars
from forum_core.explore.drawings.picture import Kept, Numbers, Picture, part_of
from forum_core.french import SPACE
from forum_core.schema.model import Band, PagePicture


@dataclass(frozen=True, slots=True)
class _Counted:
    band: Band
    rows: int
    total: Decimal


def draw_bands(kept: Kept, key: str, _: PagePicture) -> Picture | None:
    """Rows of each band, and their part of the sum."""
    condition, values = ("WHERE year = ?", [kept.flt.year]) if kept.flt.year is not None else ("", [])
    found = kept.cursor.execute(
        f"SELECT band, count(*), sum(amount) FROM (FROM kept {condition}) "  # noqa: S608 - no value
        "WHERE band IS NOT NULL GROUP BY band",
        values,
    ).fetchall()
    if not found:
        return None
    by_key = {band: (rows, total) for band, rows, total in found}
    bands = [_Counted(band, *by_key.get(band.key, (0, Decimal(0)))) for band in kept.page.bands]
    rows, total = sum(one.rows for one in bands), sum((one.total for one in bands), Decimal(0))
    largest = _speaks(kept, bands)
    marks = [_mark(kept, one, total, main=one is largest) for one in bands]
    caption = f"Nombre {french.of(kept.page.many)} par tranche {_of_band(kept)}"
    return Picture(
        key=key,
        title=kept.without_band().title(_finding(kept, largest, rows, total)),
        note=f"{caption}, et part {kept.measure.of_whole}",
        drawing=hbar(marks, title=caption),
        table=Numbers(
            caption,
            (
                "Tranche",
                kept.page.many[:1].upper() + kept.page.many[1:],
                "Part du nombre",
                kept.measure.head,
                f"Part {kept.measure.of_whole}",
            ),
            tuple(
                (
                    one.band.label,
                    french.number(one.rows),
                    part_of(one.rows, rows) or "–",
                    kept.measure.cell(one.total),
                    part_of(one.total, total) or "–",
                )
                for one in bands
            ),
        ),
        foot=tuple(filter(None, (cut_bars(marks, scale_of(marks)),))),
    )


def _of_band(kept: Kept) -> str:
    return "de montant" if kept.measure.is_money else french.of(kept.measure.head.lower())


def _speaks(kept: Kept, bands: list[_Counted]) -> _Counted:
    """The band that is chosen, else the one with most rows."""
    asked = [one for one in bands if one.band.key == kept.flt.band and one.rows]
    return (asked or [max(bands, key=lambda one: one.rows)])[0]


def _mark(kept: Kept, one: _Counted, total: Decimal, *, main: bool) -> Mark:
    part = part_of(one.total, total)
    return Mark(
        label=one.band.label,
        value=one.rows,
        said=french.number(one.rows),
        href=kept.link("band", one.band.key) if one.rows else None,
        main=main,
        note=f"{part} {kept.measure.of_whole}" if part else kept.measure.say(one.total),
    )


def _finding(kept: Kept, one: _Counted, rows: int, total: Decimal) -> str:
    noun = f"{part_of(one.rows, rows)} des {kept.page.many}"
    worth = part_of(one.total, total)
    label = one.band.label[:1].lower() + one.band.label[1:]
    return f"{label}{SPACE}: {noun}, {worth} {kept.measure.of_whole}" if worth else f"{label}{SPACE}: {noun}"
