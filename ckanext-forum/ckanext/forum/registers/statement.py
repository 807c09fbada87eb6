"""The statement of a register: its tables of sums with every row and total, made to be printed."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.forum.asked import Asked
from ckanext.forum.choices import said
from ckanext.forum.place import Tab
from ckanext.forum.registerhead import frame
from ckanext.forum.registers.summary import link_of, source
from forum_core import french
from forum_core.explore.drawings.picture import CROSSING
from forum_core.explore.figures import figures
from forum_core.explore.pictures import statement as draw


def statement(asked: Asked) -> dict[str, Any]:
    """What the page shows; there is none of a register without a table of sums."""
    opened, place = asked.opened, asked.place
    if not any(picture.kind == CROSSING for picture in opened.schema.page.pictures):
        tk.abort(404)
    seen = figures(opened.reading, place.filter)
    head = frame(asked, seen)
    now = datetime.now(UTC)
    back = place.in_tab(Tab.SUMMARY)
    tables = (
        draw(opened.reading, place.filter, link_of(back), today=french.paris_day(now)) if head.shown else ()
    )
    return {
        "frame": head,
        "chosen": said(opened.schema, place.filter),
        "tables": tables,
        "source": source(asked, seen),
        "printed": french.moment(now),
        "back": back.address,
    }
