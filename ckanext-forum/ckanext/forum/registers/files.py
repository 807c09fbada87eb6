"""The tab « Télécharger »: what the filters keep, or all of the register, as files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ckanext.forum.asked import Asked
from ckanext.forum.place import Place
from ckanext.forum.registerhead import frame
from forum_core import french
from forum_core.explore.figures import Figures, figures
from forum_core.explore.filters import ALL


@dataclass(frozen=True, slots=True)
class File:
    """A file to take away."""

    label: str
    says: str
    address: str


@dataclass(frozen=True, slots=True)
class Block:
    """The files of the same rows."""

    title: str
    note: str
    files: tuple[File, ...]


def files(asked: Asked) -> dict[str, Any]:
    """What the tab shows: the filtered rows when a filter is on, then all of them."""
    opened, place = asked.opened, asked.place
    seen = figures(opened.reading, place.filter)
    head = frame(asked, seen)
    blocks: list[Block] = []
    if head.shown and place.filter.active:
        blocks.append(_block("Ce que je vois", place, seen))
    everything = place.filtered(ALL)
    blocks.append(_block("Tout le registre", everything, figures(opened.reading, ALL)))
    return {"frame": head, "blocks": blocks}


def _block(title: str, place: Place, seen: Figures) -> Block:
    rows = french.count(seen.rows, "ligne", "lignes")
    note = f"{rows}, {french.money(seen.total)}." if seen.total is not None else f"{rows}."
    chosen = (
        File("CSV", "Format commun des collectivités, virgule, UTF-8", place.csv),
        File("JSON", "Pour les logiciels, avec les totaux", place.json_whole),
    )
    return Block(title, note, chosen)
