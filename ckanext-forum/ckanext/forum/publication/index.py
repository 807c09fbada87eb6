"""What the search index says of registers, and the documents that it should not have."""

from __future__ import annotations

from collections.abc import Iterable

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan.lib import search

from ckan import model

_PAGE = 1000
_REGISTERS = "extras_register:[* TO *]"


def publications(datasets: Iterable[str]) -> dict[str, str]:
    """For each dataset that the index knows: the publication it names, empty when it names none."""
    wanted = " OR ".join(f'"{dataset}"' for dataset in datasets)
    found = _search(f"id:({wanted})")
    return {document["id"]: document.get("extras_publication", "") for document in found}


def remove_ghosts() -> int:
    """Delete documents of registers without a dataset in the database: a commit failed after indexing."""
    known = set(model.Session.scalars(sa.select(model.Package.id).where(model.Package.state == "active")))
    ghosts = [document["id"] for document in _search(_REGISTERS) if document["id"] not in known]
    for ghost in ghosts:
        search.clear(ghost)
    return len(ghosts)


def _search(query: str) -> list[dict[str, str]]:
    connection = search.make_connection()
    site = tk.config["ckan.site_id"]
    found: list[dict[str, str]] = []
    while True:
        page = connection.search(
            query,
            fl="id,extras_publication",
            fq=f'+site_id:"{site}" +entity_type:package',
            sort="id asc",
            rows=_PAGE,
            start=len(found),
        )
        found += page.docs
        if len(found) >= page.hits:
            return found
