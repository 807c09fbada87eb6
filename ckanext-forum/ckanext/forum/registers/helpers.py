"""Template helpers of the pages: what the frame of every page needs to know."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ckanext.forum import config


def get_helpers() -> dict[str, Callable[..., Any]]:
    """All helpers, by the name that templates use."""
    return {"forum_fictional": config.fictional}
