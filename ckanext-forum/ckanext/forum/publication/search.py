"""`datastore_search` for registers: an answer comes from one publication, and names it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.types import Context

from ckanext.forum import current

_ATTEMPTS = 5


@tk.chained_action
@tk.side_effect_free
def datastore_search(
    up: Callable[[Any, dict[str, Any]], Any], context: Context, data_dict: dict[str, Any]
) -> dict[str, Any]:
    """Search a table; for a register's, again when a publication came in between."""
    resource = data_dict.get("resource_id") or data_dict.get("id")
    before = current.by_resource(resource) if isinstance(resource, str) else None
    if before is None:
        return up(context, data_dict)
    for _ in range(_ATTEMPTS):
        found = _search(up, context, data_dict)
        after = current.by_resource(resource)
        if after is None:
            raise tk.ObjectNotFound("Ce registre n’est plus en ligne.")
        if found is not None and after.publication_id == before.publication_id:
            return {**found, "publication": before.publication_id}
        before = after
    raise tk.ValidationError({"resource_id": ["Ce registre vient d’être publié plusieurs fois. Réessayez."]})


def _search(
    up: Callable[[Any, dict[str, Any]], Any], context: Context, data_dict: dict[str, Any]
) -> dict[str, Any] | None:
    """One search; None when the table left while it was read."""
    try:
        return up({**context}, {**data_dict})
    except tk.ObjectNotFound:
        return None
