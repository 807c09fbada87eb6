"""Public addresses of the site, for search engines: what a visitor may read, whoever asks for the list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa

from ckan import model
from ckanext.forum import config
from ckanext.forum.current import Current, currents
from ckanext.forum.place import Tab
from ckanext.forum.site.places import PLACES
from forum_core import french
from forum_core.explore.bodies import find_bodies
from forum_core.explore.engine import open_engine

PAGE = 50_000
"""Most addresses that one file may hold (sitemaps.org)."""

_BATCH = 1000
_MOST_BODIES = 1_000_000
_LISTED_TABS = (Tab.SUMMARY, Tab.TABLE, Tab.EXPLAINED, Tab.QUALITY, Tab.FILES)


@dataclass(frozen=True, slots=True)
class Address:
    """A public page, and the last day it changed when that is known."""

    path: str
    changed: date | None = None


def public_addresses() -> Iterator[Address]:
    """All public pages, in an order that does not change while the site does not."""
    yield Address("/")
    yield Address("/registres")
    yield from _registers()
    yield Address("/schemas")
    yield from _schemas()
    yield Address("/dataset/")
    yield from _datasets()
    yield Address("/organization/")
    yield from _organizations()
    yield from _bodies()
    yield from (Address(place.path) for place in PLACES.all())


def public_publications() -> list[Current]:
    """What a visitor may read, even when an officer asks: `lookup.published` answers to who is signed in."""
    known = set(config.registers().names())
    return [one for one in currents() if one.register in known and _public(one)]


def _public(one: Current) -> bool:
    try:
        tk.check_access("package_show", {"user": ""}, {"id": one.dataset_id})
    except (tk.NotAuthorized, tk.ObjectNotFound):
        return False
    return True


def _registers() -> Iterator[Address]:
    published = public_publications()
    for register, dates in sorted(_dates(published).items()):
        # With a single authority the register's own address leads to the authority's.
        if len(dates) > 1:
            yield from _tabs(f"/registres/{register}", max(dates))
    for one in published:
        yield from _tabs(f"/registres/{one.register}/{one.organization_name}", one.published_at)


def _schemas() -> Iterator[Address]:
    """The documentation of each register; older versions are for whoever has their address."""
    store = config.registers()
    return (Address(f"/schemas/{name}/{store.get(name).version}") for name in store.names())


def _dates(published: list[Current]) -> dict[str, list[datetime]]:
    dates: dict[str, list[datetime]] = {}
    for one in published:
        dates.setdefault(one.register, []).append(one.published_at)
    return dates


def _tabs(base: str, changed: datetime) -> Iterator[Address]:
    day = french.paris_day(changed)
    return (Address(f"{base}/{tab}".rstrip("/"), day) for tab in _LISTED_TABS)


def _bodies() -> Iterator[Address]:
    """Bodies that a register knows by a number; natural persons have none, and no page."""
    numbers = set[str]()
    published = public_publications()
    for register in {one.register for one in published}:
        files = tuple(one.parquet for one in published if one.register == register)
        try:
            numbers.update(_numbers(register, files))
        except FileNotFoundError:  # a publication left between its pointer and its file: the next map has it
            continue
    return (Address(f"/organismes/{number}") for number in sorted(numbers))


# A published file never changes: robots that ask again every hour do not have it read again.
@lru_cache(maxsize=32)
def _numbers(register: str, files: tuple[Path, ...]) -> tuple[str, ...]:
    reading = open_engine(config.publications_folder()).read(config.registers().get(register), *files)
    return tuple(body.identifier for body in find_bodies(reading, "", _MOST_BODIES) if body.identifier)


def _datasets() -> Iterator[Address]:
    package = model.Package
    public = sa.select(package.name, package.metadata_modified).where(
        package.state == "active", package.private.is_(False), package.type == "dataset"
    )
    for name, modified in _in_batches(public.order_by(package.name)):
        yield Address(f"/dataset/{name}", modified.date())


def _organizations() -> Iterator[Address]:
    group = model.Group
    active = sa.select(group.name).where(group.state == "active", group.is_organization.is_(True))
    for (name,) in _in_batches(active.order_by(group.name)):
        yield Address(f"/organization/{name}")


def _in_batches(query: sa.Select[Any]) -> Iterator[Any]:
    yield from model.Session.execute(query.execution_options(yield_per=_BATCH))
