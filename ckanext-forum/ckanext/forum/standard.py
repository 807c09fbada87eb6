"""What the site says of a register's datasets, with our address of its schema where there is no standard."""

from __future__ import annotations

import ckan.plugins.toolkit as tk

from forum_core.project.dcat import Described, project
from forum_core.schema.model import Schema


def described(schema: Schema) -> Described:
    """What the schema says; the address of ours names the version, and stays when another comes."""
    address = tk.url_for(
        "forum_schemas.table_schema",
        register=schema.name,
        version=schema.version,
        qualified=True,
        locale="default",
    )
    return project(schema, address)
