"""The history of a register: what each publication added, corrected and took off; as a page and as a feed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.forum.asked import Asked
from ckanext.forum.current import clearance_from_json
from ckanext.forum.model import Publication, State
from ckanext.forum.registerhead import frame
from forum_core import french

_PUBLIC = frozenset({State.CURRENT, State.FORMER, State.WITHDRAWN})
_PAGE_EVENTS = 100
_FEED_ENTRIES = 50


@dataclass(frozen=True, slots=True)
class Event:
    """A publication in the history.

    Attributes:
        difference: What changed against the one before, as sentences.
        state: « En ligne », « Remplacée », « Retirée ».
    """

    id: str
    authority: str
    address: str
    at: datetime
    day: str
    rows: str
    difference: str
    state: str
    state_class: str
    reason: str


def history(asked: Asked) -> dict[str, Any]:
    """What the page shows: the latest publications, and how many older ones it leaves out."""
    events = _events(asked)
    older = len(events) - _PAGE_EVENTS
    said = french.count(older, "publication plus ancienne n’est", "publications plus anciennes ne sont")
    return {
        "frame": frame(asked),
        "events": events[:_PAGE_EVENTS],
        "older": f"{said} pas {'montrée' if older == 1 else 'montrées'} ici." if older > 0 else "",
    }


def feed(asked: Asked) -> dict[str, Any]:
    """What the feed says; its addresses are whole."""
    events = _events(asked)[:_FEED_ENTRIES]
    site = tk.config["ckan.site_url"].rstrip("/")
    opened, place = asked.opened, asked.place
    who = f", {opened.current.organization_title}" if opened.authority else ""
    return {
        "title": f"Publications du registre {french.quoted(opened.schema.title)}{who}",
        "site": site,
        "page": site + place.path,
        "feed": site + place.feed,
        "updated": max(event.at for event in events),
        "events": events,
    }


def _events(asked: Asked) -> list[Event]:
    """Publications that were public, the latest first; those of authorities that this reader may see."""
    found = [
        _event(one, current.organization_title, asked.place.of_authority(current.organization_name).path)
        for current in asked.opened.publications
        for one in Publication.of(current.register, current.organization)
        if one.state in _PUBLIC
    ]
    return sorted(found, key=lambda event: event.at, reverse=True)


def _event(one: Publication, authority: str, address: str) -> Event:
    state, state_class = _STATES[State(one.state)]
    return Event(
        id=one.id,
        authority=authority,
        address=address,
        at=one.created,
        day=french.day(french.paris_day(one.created)),
        rows=french.count(one.rows_out, "ligne", "lignes"),
        difference=_difference(one),
        state="En ligne, partielle" if one.state == State.CURRENT and _partial(one) else state,
        state_class=state_class,
        reason=(one.reason or "") if one.state == State.WITHDRAWN else "",
    )


_STATES = {
    State.CURRENT: ("En ligne", "is-ok"),
    State.FORMER: ("Remplacée", ""),
    State.WITHDRAWN: ("Retirée", "is-late"),
}


def _partial(one: Publication) -> bool:
    return clearance_from_json(one.clearance).partial


def _difference(one: Publication) -> str:
    added, changed, left = (number or 0 for number in (one.rows_added, one.rows_changed, one.rows_left))
    if not changed and not left and added == one.rows_out:
        return "Première publication de ces lignes."
    if not added and not changed and not left:
        return "Mêmes lignes que la publication précédente."
    parts = (
        (added, "ligne ajoutée", "lignes ajoutées"),
        (changed, "corrigée", "corrigées"),
        (left, "retirée", "retirées"),
    )
    return f"{french.listed([french.count(*part) for part in parts])}."
