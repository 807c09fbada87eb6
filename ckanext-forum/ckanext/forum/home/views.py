"""Route of the home page."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from flask import Blueprint

from ckanext.forum import catalogue, config, lookup
from ckanext.forum.home.expected import expected
from ckanext.forum.home.figures import home as figures

home = Blueprint("forum_home", __name__)

_LATEST = 5


@home.get("/", endpoint="index")
def page() -> str:
    """The question, the search, and what the registers answer already."""
    store = config.registers()
    schemas, publications = [store.get(name) for name in store.names()], lookup.published()
    return tk.render(
        "home/index.html",
        {
            "home": figures(publications),
            "themes": catalogue.themes(schemas, publications),
            "latest": catalogue.entries(schemas, catalogue.latest(publications, _LATEST)),
            "expected": expected(schemas, publications),
        },
    )
