"""The first tab of a register: key figures, pictures, the first rows, what the publication says of itself."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.forum import clock
from ckanext.forum.asked import Asked
from ckanext.forum.catalogue import Entry, entries
from ckanext.forum.choices import with_choice
from ckanext.forum.keyfigures import KeyFigure, headline_title, key_figures, of_grid, of_headline
from ckanext.forum.place import Place, Tab
from ckanext.forum.registerhead import frame
from ckanext.forum.registers.calculator import Calculator, calculator, grid_of
from ckanext.forum.rowtable import Table, first_rows
from forum_core import french
from forum_core.explore.criteria import Grid
from forum_core.explore.drawings.picture import Link, Picture
from forum_core.explore.engine import Reading
from forum_core.explore.figures import Figures, figures
from forum_core.explore.headline import Headline, headline
from forum_core.explore.pictures import pictures


@dataclass(frozen=True, slots=True)
class Summary:
    """What the tab shows below its frame.

    Attributes:
        key_title: The year that the key figures are of; empty when they are of all the rows kept.
        hides: Some counts of the register are kept secret.
        statement: Address of the statement to print; empty when the register has none.
    """

    key_figures: tuple[KeyFigure, ...]
    key_title: str
    pictures: tuple[Picture, ...]
    source: str
    hides: bool
    table: Table | None
    rows: str
    rows_label: str
    span: str
    dataset: str
    publishers: tuple[Entry, ...]
    statement: str
    calculator: Calculator | None


def summary(asked: Asked) -> dict[str, Any]:
    """Read what the place asks for. After a filter that makes no sense, no row and no figure is shown."""
    opened, place = asked.opened, asked.place
    seen = figures(opened.reading, place.filter)
    head = frame(asked, seen)
    today = clock.today()
    drawn = _pictures(opened.reading, place.at(1), today) if head.shown else ()
    points = grid_of(asked, today) if head.shown else None
    told = headline(opened.reading, place.filter, today=today) if head.shown else Headline(None, ())
    page = Summary(
        key_figures=_key_figures(asked, seen, told, points) if head.shown else (),
        key_title=headline_title(opened.schema, told),
        pictures=drawn,
        source=source(asked, seen),
        hides=bool(opened.schema.privacy and opened.schema.privacy.hidden),
        table=first_rows(opened, place, seen.rows) if head.shown else None,
        rows=place.in_tab(Tab.TABLE).address,
        rows_label=_rows_label(asked, seen),
        span=_span(seen),
        dataset=tk.url_for("dataset.read", id=opened.current.dataset_id) if opened.authority else "",
        publishers=() if opened.authority else entries([opened.schema], opened.publications),
        statement=_statement(place) if any(one.printed for one in drawn) else "",
        calculator=calculator(points) if points else None,
    )
    return {"frame": head, "page": page}


def _key_figures(asked: Asked, seen: Figures, told: Headline, points: Grid | None) -> tuple[KeyFigure, ...]:
    """What the register asks for; else the criteria of its grid; else rows, sum, bodies and median."""
    schema = asked.opened.schema
    if told.told:
        return of_headline(schema, told)
    return of_grid(schema, points) if points else key_figures(schema, seen)


# Drawing takes as long as all the rest, and the same rows, filter and day give the same drawings.
@lru_cache(maxsize=64)
def _pictures(reading: Reading, place: Place, today: date) -> tuple[Picture, ...]:
    return pictures(reading, place.filter, link_of(place), today=today)


def link_of(place: Place) -> Link:
    """Addresses of the rows of a picture's marks, from the filters of a place on."""
    now = place.filter

    def link(kind: str, key: str, only: tuple[tuple[str, str], ...] = (), /) -> str | None:
        held = now
        for column, value in only:
            held = with_choice(held, column, value)
        match kind:
            case "year":
                chosen = replace(held, year=int(key))
            case "band":
                chosen = replace(held, band=key)
            case "choice":
                chosen = with_choice(held, *key.split("=", 1))
            case _:
                chosen = replace(held, words=key)
        return place.filtered(chosen).address

    return link


def source(asked: Asked, seen: Figures) -> str:
    """Where the rows of a picture come from, in a sentence."""
    opened = asked.opened
    rows = french.count(seen.rows, "ligne", "lignes")
    title = french.quoted(opened.schema.title)
    if opened.authority is None:
        many = french.count(len(opened.publications), "collectivité", "collectivités")
        return f"Source\u00a0: registre {title}, {many}. {rows}."
    day = french.day(french.paris_day(opened.current.published_at))
    return f"Source\u00a0: registre {title}, {opened.current.organization_title}, publié le {day}. {rows}."


def _statement(place: Place) -> str:
    return place.at(1).in_tab(Tab.STATEMENT).address


def _rows_label(asked: Asked, seen: Figures) -> str:
    page = asked.opened.schema.page
    if seen.rows <= 1:
        return "Voir le tableau"
    return f"Voir les {french.count(seen.rows, page.one, page.many)} dans le tableau"


def _span(seen: Figures) -> str:
    if seen.first_date is None or seen.last_date is None:
        return ""
    if seen.first_date == seen.last_date:
        return f"Le {french.day(seen.first_date)}."
    return f"Du {french.day(seen.first_date)} au {french.day(seen.last_date)}."
