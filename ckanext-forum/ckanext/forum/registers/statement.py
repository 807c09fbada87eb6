"""The statement of a register: its tables of sums with every row and total, made to be printed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.forum.asked import Asked
from ckanext.forum.choices import said
from ckanext.forum.place import Tab
from ckanext.forum.registerhead import frame
from ckanext.forum.registers.summary import link_of, source
from forum_core import french, periods
from forum_core.explore.drawings.picture import SOURCES
from forum_core.explore.figures import Figures, figures
from forum_core.explore.pictures import PRINTED
from forum_core.explore.pictures import statement as draw


def statement(asked: Asked) -> dict[str, Any]:
    """What the page shows; there is none of a register without a table of sums."""
    opened, place = asked.opened, asked.place
    kinds = {picture.kind for picture in opened.schema.page.pictures}
    if not kinds & PRINTED.keys():
        tk.abort(404)
    now = datetime.now(UTC)
    seen = figures(opened.reading, place.filter)
    if SOURCES in kinds:
        asked = _of_one_year(asked, seen, french.paris_day(now))
        place, seen = asked.place, figures(opened.reading, asked.place.filter)
    head = frame(asked, seen)
    back = place.in_tab(Tab.SUMMARY)
    tables = (
        draw(opened.reading, place.filter, link_of(back), today=french.paris_day(now)) if head.shown else ()
    )
    return {
        "frame": head,
        "chosen": said(opened.schema, place.filter),
        "tables": tables,
        "source": source(asked, seen),
        "years": _years(asked, seen) if SOURCES in kinds else [],
        "printed": french.moment(now),
        "back": back.address,
    }


def _of_one_year(asked: Asked, seen: Figures, today: date) -> Asked:
    """The same, of the last year that is over where none is chosen: such totals are those of a year."""
    if asked.place.filter.year is not None:
        return asked
    held = (int(facet.key) for facet in seen.years if facet.rows)
    year = periods.speaking(asked.opened.schema, held, today)
    return replace(asked, place=asked.place.filtered(replace(asked.place.filter, year=year)))


def _years(asked: Asked, seen: Figures) -> list[tuple[str, str]]:
    """The other years that have rows, and the address of their statement."""
    chosen = asked.place.filter
    others = (int(facet.key) for facet in seen.years if facet.rows and facet.key != str(chosen.year))
    return [
        (periods.said(asked.opened.schema, year), asked.place.filtered(replace(chosen, year=year)).address)
        for year in others
    ]
