"""Template helpers that the dataset form needs."""

from __future__ import annotations

from typing import Any

from ckanext.forum import config


def forum_register_choices(_field: dict[str, Any]) -> list[dict[str, str]]:
    """Choices of the `register` field: what the schema store holds."""
    store = config.registers()
    return [{"value": name, "label": store.get(name).title} for name in store.names()]
