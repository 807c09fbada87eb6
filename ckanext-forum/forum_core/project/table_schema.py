"""Target: the official Table Schema, key for key, as schema.data.gouv.fr and frictionless read it."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from forum_core.schema.model import Schema

LOSSES: tuple[str, ...] = (
    "forum",
    "fields/forum/type",
    "fields/forum/title",
    "fields/forum/help",
    "fields/forum/unit",
    "fields/forum/caution",
    "fields/forum/aliases",
    "fields/forum/label",
    "fields/forum/privacy",
)
"""Keys of schema.yaml that this target does not express: all that is ours but the lists of codes."""


def project(schema: Schema) -> dict[str, Any]:
    """The Table Schema as a document of its own, in the order of the standard."""
    return deepcopy(dict(schema.table_schema))
