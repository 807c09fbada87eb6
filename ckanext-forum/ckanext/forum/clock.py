"""The day of the site: the one that the people it is for have on their calendar."""

from __future__ import annotations

from datetime import UTC, date, datetime

from forum_core import french


def today() -> date:
    """The day in Paris."""
    return french.paris_day(datetime.now(UTC))
