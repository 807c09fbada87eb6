"""The tab « Qualité »: the named criteria, and the columns that are filled in part."""

from __future__ import annotations

from typing import Any

from ckanext.forum import clock
from ckanext.forum.asked import Asked
from ckanext.forum.quality import gaps, of_register, say_held
from ckanext.forum.registerhead import frame
from forum_core import french
from forum_core.explore.profile import profile


def quality(asked: Asked) -> dict[str, Any]:
    """What the tab shows."""
    opened = asked.opened
    counts = profile(opened.reading)
    points = tuple(of_register(opened, counts, clock.today()))
    return {
        "frame": frame(asked),
        "title": say_held(points),
        "points": points,
        "gaps": gaps(opened, counts),
        "rows": french.count(counts.rows, "ligne", "lignes"),
    }
