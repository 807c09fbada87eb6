"""What a description needs beside the package: authority, schema, current publication, clock. Asks CKAN."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import ckan.plugins.toolkit as tk
from flask import g

from ckanext.forum import config, current
from forum_core.errors import SchemaError

if TYPE_CHECKING:
    from ckanext.forum.current import Current
    from forum_core.schema.model import Schema


@dataclass(frozen=True, slots=True)
class Known:
    """Facts from outside of the package dict.

    Attributes:
        site: Address of the site, without a slash at its end.
        organization: The authority as `organization_show` gives it; empty for a dataset without one.
        schema: Schema of the register, None for a plain dataset.
        publication: What is public now of the register; its numbers win over CKAN's row, which follows.
        now: No date may be later.
        fictional: The site's data are made up, and a harvester must read that too.
    """

    site: str
    organization: Mapping[str, Any]  # CKAN's dict, with the fields of the organisation schema
    schema: Schema | None
    publication: Current | None
    now: datetime
    fictional: bool


def known_of(dataset: Mapping[str, Any]) -> Known:
    """Gather what is known of a dataset beside its own dict."""
    register = dataset.get("register")
    return Known(
        site=site_address(),
        organization=_organization(dataset.get("owner_org") or (dataset.get("organization") or {}).get("id")),
        schema=_schema(register),
        publication=current.by_dataset(dataset["id"]) if register else None,
        now=datetime.now(UTC),
        fictional=config.fictional(),
    )


def site_address() -> str:
    """Address of the site, without a slash at its end."""
    return tk.config["ckan.site_url"].rstrip("/")


def _schema(register: str | None) -> Schema | None:
    if not register:
        return None
    try:
        return config.registers().get(register)
    except SchemaError:
        # A folder that was taken out, or broke, while its datasets stay: they are described as plain ones.
        return None


def _organization(organization_id: str | None) -> Mapping[str, Any]:
    """The authority, asked once a request: a page of the catalogue has many datasets of few authorities."""
    if not organization_id:
        return {}
    asked: dict[str, Mapping[str, Any]] = g.setdefault("forum_dcat_organizations", {})
    if organization_id not in asked:
        # Only what a catalogue shows of an authority is read from it; who asks does not matter.
        asked[organization_id] = tk.get_action("organization_show")(
            {"ignore_auth": True},
            {
                "id": organization_id,
                "include_users": False,
                "include_groups": False,
                "include_tags": False,
                "include_followers": False,
                "include_dataset_count": False,
            },
        )
    return asked[organization_id]


def only_authority() -> Mapping[str, Any]:
    """The authority of a site that has one: it publishes the catalogue. Empty for several or none."""
    names = tk.get_action("organization_list")({"ignore_auth": True}, {"limit": 2})
    return _organization(names[0]) if len(names) == 1 else {}
