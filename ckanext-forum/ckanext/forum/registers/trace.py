"""The history of one row: in which publications it appeared or changed, from the files that are kept.

It names the columns that changed, never what they held before: a correction may have taken something off.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ckanext.forum import config
from ckanext.forum.lookup import Opened
from ckanext.forum.model import Publication, State
from forum_core import french
from forum_core.explore.engine import open_engine
from forum_core.explore.page import Row
from forum_core.explore.page import row as find_row
from forum_core.schema.model import Schema

_READ = 12
"""Former publications that are looked at: the page stays quick however many are kept."""


@dataclass(frozen=True, slots=True)
class Step:
    """What a publication did to the row."""

    day: str
    says: str


@dataclass(frozen=True, slots=True)
class Trace:
    """The steps, the latest first; `limit` says what could not be looked at."""

    steps: tuple[Step, ...]
    limit: str


@dataclass(frozen=True, slots=True)
class _Version:
    publication: Publication
    row: Row | None


def trace(opened: Opened, row: Row) -> Trace:
    """Compare the row with itself in the publications before this one."""
    publication = opened.current
    public = [
        one
        for one in Publication.of(publication.register, publication.organization)
        if one.state in {State.CURRENT, State.FORMER, State.WITHDRAWN}
    ]
    versions = [version for one in public[:_READ] if (version := _version(opened.schema, one, row.key))]
    return Trace(_steps(opened.schema, versions), _limit(len(public) - len(versions)))


def _version(schema: Schema, publication: Publication, key: str) -> _Version | None:
    """The row as a publication had it; None when that publication's file is not kept."""
    folder = config.publications_folder()
    path: Path = folder / f"{publication.digest}.parquet"
    try:
        reading = open_engine(folder).read(schema, path)
        return _Version(publication, find_row(reading, key))
    except FileNotFoundError:
        return None


def _steps(schema: Schema, versions: list[_Version]) -> tuple[Step, ...]:
    steps = [
        Step(french.day(french.paris_day(version.publication.created)), says)
        for version, before in zip(versions, [*versions[1:], None], strict=True)
        if (says := _says(schema, version, before))
    ]
    return tuple(steps)


def _says(schema: Schema, version: _Version, before: _Version | None) -> str:
    """What happened between two publications; nothing when the row stayed as it was."""
    if version.row is None:
        return "Absente de cette publication." if before and before.row else ""
    if before is None or before.row is None:
        return "Publiée."
    then, now = before.row.values, version.row.values
    changed = [name for name in now if name in then and now[name] != then[name]]
    if not changed:
        return ""
    titles = [f"{schema.field(name).heading[:1].lower()}{schema.field(name).heading[1:]}" for name in changed]
    return f"Corrigée\u00a0: {french.listed(titles)}."


def _limit(missing: int) -> str:
    if not missing:
        return ""
    many = missing > 1
    noun = french.count(missing, "publication plus ancienne", "publications plus anciennes")
    verb = "n’ont pas été relues" if many else "n’a pas été relue"
    return f"{noun} {verb}\u00a0: fichier retiré, ou au-delà des {_READ} dernières."
