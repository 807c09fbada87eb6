"""Which datasets a feed shows: those that are public in the database now, all of them or none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil
from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa

from ckan import model
from ckanext.forum import current

TYPE = "dataset"


class IndexBehind(Exception):
    """The index knows fewer datasets than the database: in a feed from it, some would seem to be gone."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the catalogue.

    Attributes:
        packages: Datasets as `package_show` gives them.
        count: Datasets on all pages.
        number: This page, from 1.
        last: The last page; 1 when there is nothing.
        size: Datasets on a full page.
    """

    packages: list[dict[str, Any]]
    count: int
    number: int
    last: int
    size: int


def read_page(number: int, *, query: str = "*:*", filters: tuple[str, ...] = ()) -> Page:
    """One page of public datasets, oldest first.

    The order never changes while a harvester turns pages; by date of change, as ckanext-dcat has it,
    a dataset that is published between two pages would push another one out of sight.

    Raises:
        IndexBehind: The answer would be incomplete.
    """
    size = tk.config["ckanext.dcat.datasets_per_page"] or 100
    found = tk.get_action("package_search")(
        {},
        {
            "q": query,
            "fq_list": [f"+dataset_type:{TYPE}", *filters],
            "rows": size,
            "start": size * (number - 1),
            "sort": "metadata_created asc, id asc",
            "facet": False,
        },
    )
    if query == "*:*" and not filters and found["count"] < _count_public():
        raise IndexBehind
    return Page(
        packages=_still_public(found["results"]),
        count=found["count"],
        number=number,
        last=max(1, ceil(found["count"] / size)),
        size=size,
    )


def is_public(package: Mapping[str, Any]) -> bool:
    """True for an active public dataset; a register's also needs a publication that is current."""
    return (
        package["state"] == "active"
        and not package["private"]
        and (not package.get("register") or current.by_dataset(package["id"]) is not None)
    )


def _still_public(packages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Those that the database says are public now: the index follows, and may not have yet."""
    ids = [package["id"] for package in packages]
    public = set(model.Session.scalars(_public().where(model.Package.id.in_(ids))))
    published = {publication.dataset_id for publication in current.currents()}
    return [
        package
        for package in packages
        if package["id"] in public and (not package.get("register") or package["id"] in published)
    ]


def _count_public() -> int:
    return model.Session.scalar(sa.select(sa.func.count()).select_from(_public().subquery())) or 0


def _public() -> sa.Select[tuple[str]]:
    package = model.Package
    return sa.select(package.id).where(
        package.state == "active", package.private.is_(False), package.type == TYPE
    )
