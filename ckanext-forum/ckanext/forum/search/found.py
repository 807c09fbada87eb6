"""Everything that the site's search finds, kind by kind, in what its reader may see."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby

import ckan.plugins.toolkit as tk

from ckanext.forum import config, lookup
from ckanext.forum.lookup import Opened
from ckanext.forum.place import Tab, home_of
from forum_core import french
from forum_core.explore.bodies import Body, find_bodies
from forum_core.explore.figures import figures
from forum_core.explore.filters import ALL
from forum_core.explore.words import LONGEST, split_words
from forum_core.measure import amount_said
from forum_core.schema.model import Schema

_SHOWN = 10
"""Bodies and datasets of the page."""

_READ = 50
"""Bodies of a register that are compared with those of the others."""


@dataclass(frozen=True, slots=True)
class Found:
    """One answer: where it leads and what it says."""

    title: str
    says: str
    address: str


@dataclass(frozen=True, slots=True)
class Section:
    """Answers of one kind; `more` leads to all of them, `note` says that some are not shown."""

    title: str
    answers: tuple[Found, ...]
    more: Found | None = None
    note: str = ""


def search(words: str) -> tuple[Section, ...]:
    """Answers of every kind that has some: bodies, rows, registers, authorities, datasets."""
    asked = " ".join(words.split())[:LONGEST]
    if not asked:
        return ()
    opened = lookup.open_every()
    sections = (
        _bodies(opened, asked),
        _rows(opened, asked),
        _registers(asked),
        _authorities(opened, asked),
        _datasets(asked),
    )
    return tuple(section for section in sections if section.answers)


def _bodies(opened: Sequence[Opened], words: str) -> Section:
    """Bodies over all registers: one that several know, by the same number, is one."""
    known = [
        (body, one.schema)
        for one in opened
        for body in find_bodies(one.reading, words, _READ)
        if body.identifier is not None
    ]
    known.sort(key=lambda both: both[0].identifier or "")
    merged = [list(group) for _, group in groupby(known, key=lambda both: both[0].identifier)]
    merged.sort(key=lambda group: -sum(body.rows for body, _ in group))
    note = f"Les {_SHOWN} qui ont le plus de lignes\u202f; ajoutez un mot du nom, ou un numéro."
    cut = len(merged) > _SHOWN
    answers = tuple(_body(group) for group in merged[:_SHOWN])
    return Section("Organismes", answers, note=note if cut else "")


def _body(group: Sequence[tuple[Body, Schema]]) -> Found:
    first = group[0][0]
    parts = [french.count(body.rows, schema.page.one, schema.page.many) for body, schema in group]
    sums = [body.total for body, schema in group if body.total is not None and schema.page.unit is None]
    if sums:
        parts.append(french.money_short(sum(sums, Decimal(0))))
    years = [year for body, _ in group for year in (body.first_year, body.last_year) if year is not None]
    if years:
        parts.append(str(years[0]) if min(years) == max(years) else f"{min(years)}–{max(years)}")
    return Found(first.name, ", ".join(parts), tk.url_for("forum_bodies.body", identifier=first.identifier))


def _rows(opened: Iterable[Opened], words: str) -> Section:
    """For each register, its rows that hold the words, and where they are."""
    answers: list[Found] = []
    for one in opened:
        chosen = replace(ALL, words=words)
        seen = figures(one.reading, chosen)
        if not seen.rows:
            continue
        page = one.schema.page
        total = f"{amount_said(page, seen.total)}, " if seen.total is not None else ""
        holders = max(1, sum(facet.rows > 0 for facet in seen.files))
        who = french.count(holders, "collectivité", "collectivités")
        answers.append(
            Found(
                french.count(seen.rows, page.one, page.many),
                f"{total}registre {french.quoted(one.schema.title)}, {who}",
                home_of(one.schema, None, Tab.TABLE).filtered(chosen).address,
            )
        )
    return Section("Lignes des registres", tuple(answers))


def _registers(words: str) -> Section:
    store = config.registers()
    schemas = [store.get(name) for name in store.names()]
    answers = [
        Found(schema.title, schema.question, home_of(schema, None).address)
        for schema in schemas
        if _holds((schema.title, schema.question, schema.summary, *schema.keywords), words)
    ]
    return Section("Registres", tuple(answers))


def _authorities(opened: Iterable[Opened], words: str) -> Section:
    names = {
        one.organization_name: one.organization_title for register in opened for one in register.publications
    }
    answers = [
        Found(title, "Ses registres et ses jeux de données", tk.url_for("organization.read", id=name))
        for name, title in sorted(names.items(), key=lambda both: both[1])
        if _holds((title,), words)
    ]
    return Section("Collectivités", tuple(answers))


def _holds(texts: Iterable[str], words: str) -> bool:
    """True when every word begins or stands in a word of the texts."""
    known = [word for text in texts for word in split_words(text)]
    return all(any(token in word for word in known) for token in split_words(words))


def _datasets(words: str) -> Section:
    # Words, never the query language of Solr: each is quoted.
    query = " ".join(f'"{word}"' for word in words.replace('"', " ").replace("\\", " ").split())
    found = tk.get_action("package_search")({}, {"q": query, "rows": _SHOWN}) if query else {"count": 0}
    if not found["count"]:
        return Section("Jeux de données", ())
    answers = tuple(
        Found(
            one["title"] or one["name"],
            (one.get("organization") or {}).get("title") or "",
            tk.url_for("dataset.read", id=one["name"]),
        )
        for one in found["results"]
    )
    says = french.count(found["count"], "jeu de données", "jeux de données")
    return Section("Jeux de données", answers, Found(says, "", tk.url_for("dataset.search", q=words)))
