"""Route of the site's search."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from flask import Blueprint, request

from ckanext.forum.search.found import search as find
from forum_core.explore.words import LONGEST

search = Blueprint("forum_search", __name__)


@search.get("/recherche", endpoint="search")
def page() -> str:
    """What the words find, kind by kind; without words, the field alone."""
    words = " ".join(request.args.get("q", "").split())
    try:
        sections = find(words)
    except FileNotFoundError:  # a publication left between its pointer and its file
        sections = find(words)
    too_long = len(words) > LONGEST
    return tk.render(
        "search/page.html", {"words": words[:LONGEST], "sections": sections, "too_long": too_long}
    )
