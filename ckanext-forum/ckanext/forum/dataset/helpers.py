"""Template helpers that the dataset form needs."""

from __future__ import annotations

from typing import Any

from forum_core.schema.store import load_store


def forum_register_choices(_field: dict[str, Any]) -> list[dict[str, str]]:
    """Choices of the `register` field: what the schema store holds."""
    store = load_store()
    return [{"value": name, "label": store.get(name).title} for name in store.names()]
