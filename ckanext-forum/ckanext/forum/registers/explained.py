"""The tab « Comprendre »: columns in plain words, the law with its dates, what the register does not say."""

from __future__ import annotations

from typing import Any

from ckanext.forum.asked import Asked
from ckanext.forum.registerhead import frame
from forum_core import french
from forum_core.explore.profile import Profile, profile
from forum_core.project import columns, texts


def explained(asked: Asked) -> dict[str, Any]:
    """What the tab shows."""
    opened = asked.opened
    counts = profile(opened.reading)
    return {
        "frame": frame(asked),
        "columns": columns.describe(opened.reading.fields),
        "filled": {field.name: _filled(counts, field.name) for field in opened.reading.fields},
        "dropped": [field.heading for field in opened.schema.fields if field not in opened.reading.fields],
        "laws": texts.describe(opened.schema),
    }


def _filled(counts: Profile, column: str) -> str:
    if not counts.rows:
        return ""
    share = counts.share(column)
    # A share that is not whole is never said to be.
    rounded = min(round(share, 3), 0.999) if share < 1 else 1.0
    return french.percent(rounded if counts.filled[column] else 0.0)
