"""The tab « Télécharger »: what the filters keep, or all of the register, in each format."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ckanext.forum.asked import Asked
from ckanext.forum.downloads.answers import too_many
from ckanext.forum.downloads.formats import FORMATS, JSON_LABEL, JSON_SAYS, Format
from ckanext.forum.lookup import Opened
from ckanext.forum.place import Place
from ckanext.forum.registerhead import frame
from forum_core import french
from forum_core.explore.figures import Figures, figures
from forum_core.explore.filters import ALL
from forum_core.files.about import fits_workbook
from forum_core.measure import amount_said


@dataclass(frozen=True, slots=True)
class Offer:
    """A file to take away.

    Attributes:
        size: Its size in words; empty when it is known only once the file is made.
    """

    label: str
    says: str
    address: str
    size: str


@dataclass(frozen=True, slots=True)
class Block:
    """The files of the same rows.

    Attributes:
        limit: Why a format is missing; empty when none is.
    """

    title: str
    note: str
    offers: tuple[Offer, ...]
    limit: str


def tab(asked: Asked) -> dict[str, Any]:
    """What the tab shows: the filtered rows when a filter is on, then all of them."""
    opened, place = asked.opened, asked.place
    seen = figures(opened.reading, place.filter)
    head = frame(asked, seen)
    blocks: list[Block] = []
    if head.shown and place.filter.active:
        blocks.append(_block("Ce que je vois", opened, place, seen))
    everything = seen if not place.filter.active else figures(opened.reading, ALL)
    blocks.append(_block("Tout le registre", opened, place.filtered(ALL), everything))
    return {"frame": head, "blocks": blocks}


def _block(title: str, opened: Opened, place: Place, seen: Figures) -> Block:
    rows = french.count(seen.rows, "ligne", "lignes")
    note = f"{rows}, {amount_said(opened.schema.page, seen.total)}." if seen.total is not None else f"{rows}."
    fits = fits_workbook(seen.rows)
    return Block(title, note, offers(opened, place, sheets=fits), "" if fits else too_many(seen.rows))


def offers(opened: Opened, place: Place, *, sheets: bool) -> tuple[Offer, ...]:
    """The files of a place's rows; workbooks only when it holds them."""
    made = [
        Offer(kind.label, kind.says, place.file(kind.extension), _size(opened, place, kind))
        for kind in FORMATS
        if sheets or not kind.workbook
    ]
    # Parquet last, as people ask for it least.
    return (*made[:-1], Offer(JSON_LABEL, JSON_SAYS, place.json_whole, ""), made[-1])


def _size(opened: Opened, place: Place, kind: Format) -> str:
    """Of the published files, which are these very rows when nothing is filtered."""
    if place.filter.active or place.authority is None:
        return ""
    sizes = {"csv": opened.current.csv_size, "parquet": opened.current.clearance.size}
    return french.size(sizes[kind.extension]) if kind.extension in sizes else ""
