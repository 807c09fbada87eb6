"""Where the schema of a register is read: the standard's own address, or ours when there is no standard."""

from __future__ import annotations

import ckan.plugins.toolkit as tk

from forum_core.schema.model import Schema


def standard_address(schema: Schema) -> str:
    """The address for ``dct:conformsTo``: it names the version, and stays when another comes."""
    return schema.official_url or tk.url_for(
        "forum_schemas.table_schema",
        register=schema.name,
        version=schema.version,
        qualified=True,
        locale="default",
    )
