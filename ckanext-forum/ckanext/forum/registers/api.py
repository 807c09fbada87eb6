"""The tab « API »: a request that works, with the filter of now, in four languages, and its live answer."""

from __future__ import annotations

import json
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.forum.asked import Asked
from ckanext.forum.lookup import Opened
from ckanext.forum.place import Place
from ckanext.forum.registerhead import frame
from ckanext.forum.said import said
from forum_core.explore.address import parameter_of
from forum_core.explore.figures import figures
from forum_core.explore.filters import (
    BAND,
    LEAST,
    MOST,
    SINCE,
    UNTIL,
    WORDS,
    YEAR,
    YES,
    Filter,
    choice_fields,
    choice_keys,
)
from forum_core.measure import Measure, capital
from forum_core.periods import has_days, noun
from forum_core.schema.model import Schema

_ROWS = 2
"""Rows of the answer that are shown."""
_LIMIT = 5
_SHOWN = ("register", "schema", "publication", "filters", "figures", "page", "rows")


@dataclass(frozen=True, slots=True)
class Request:
    """A request in one language."""

    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of the address and an example of it."""

    says: str
    example: str


def api(asked: Asked) -> dict[str, Any]:
    """What the tab shows; after a filter that makes no sense, no request."""
    opened, place = asked.opened, asked.place
    head = frame(asked, figures(opened.reading, place.filter))
    wrong = bool(asked.problems)
    return {
        "frame": head,
        "requests": () if wrong else _requests(opened, place),
        "limits": _unknown_to_ckan(opened, place.filter),
        "answer": "" if wrong else _answer(opened, place),
        "whole_answer": place.json,
        "whole_rows": place.json_whole,
        "parameters": _parameters(opened.schema),
    }


def _requests(opened: Opened, place: Place) -> tuple[Request, ...]:
    address, table = _absolute(place.json), _absolute(place.csv)
    python = (
        "import json, urllib.request\n"
        f"with urllib.request.urlopen({json.dumps(address)}) as answer:\n"
        '    print(json.load(answer)["figures"])'
    )
    requests = [
        Request("curl", f'curl "{address}"'),
        Request("Python", python),
        Request("R", f'rows <- read.csv("{table}", colClasses = "character")'),
    ]
    if not _unknown_to_ckan(opened, place.filter):
        requests.append(Request("ckanapi", _ckanapi(opened, place.filter)))
    return tuple(requests)


def _ckanapi(opened: Opened, flt: Filter) -> str:
    given = [f"resource_id={opened.current.resource_id}", f"limit:{_LIMIT}"]
    if flt.words:
        given.append(f"q={flt.words}")
    if flt.choices:
        given.append("filters:" + json.dumps(_exact(opened.schema, flt), ensure_ascii=False))
    site = tk.config["ckan.site_url"]
    return shlex.join(["ckanapi", "action", "datastore_search", "-r", site, *given])


def _exact(schema: Schema, flt: Filter) -> dict[str, Any]:
    """The choices as CKAN's action wants them."""
    return {
        column: value == YES if schema.field(column).type == "boolean" else value
        for column, value in flt.choices
    }


def _unknown_to_ckan(opened: Opened, flt: Filter) -> str:
    """Why CKAN's own action cannot say the same, in a sentence; empty when it can."""
    if opened.authority is None:
        return "L’action datastore_search lit une collectivité à la fois\u00a0: choisissez-en une."
    if any(part is not None for part in (flt.year, flt.band, flt.least, flt.most, flt.since, flt.until)):
        return (
            "L’action datastore_search ne connaît ni année, ni tranche, ni intervalle\u00a0: "
            "gardez l’adresse JSON."
        )
    return ""


def _answer(opened: Opened, place: Place) -> str:
    """The beginning of the very answer, as it is at this moment."""
    whole = said(opened, place, limit=_ROWS)
    shown: dict[str, Any] = {key: whole[key] for key in _SHOWN if whole[key] is not None}
    shown["filters"] = _given(whole["filters"])
    return json.dumps(shown, ensure_ascii=False, indent=2)


def _given(filters: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in filters.items() if value not in (None, "")}


def _parameters(schema: Schema) -> tuple[Parameter, ...]:
    page, days = schema.page, has_days(schema)
    measure = Measure(page)
    words = "Mots, SIRET ou RNA" if page.subject_ids else "Mots"
    found = [Parameter(words, f"{WORDS}=mot"), Parameter(capital(noun(schema)), f"{YEAR}=2025")]
    if page.bands:
        of_band = "Tranche de montant" if measure.is_money else f"Tranche, {measure.name.lower()}"
        found.append(Parameter(of_band, f"{BAND}={page.bands[0].key}"))
    if page.amount is not None:
        between = "Entre deux montants" if measure.is_money else f"{measure.name}, entre deux bornes"
        found.append(Parameter(between, f"{LEAST}=1500&{MOST}=23000"))
    if days:
        found.append(Parameter("Entre deux dates", f"{SINCE}=2025-01-01&{UNTIL}=2025-06-30"))
    found += [
        Parameter(field.heading, f"{parameter_of(field.name)}={choice_keys(field)[0]}")
        for field in choice_fields(schema)
    ]
    return (
        *found,
        Parameter("Ordre", f"tri=-{schema.page.columns[0]}"),
        Parameter("Page de 25 lignes", "page=2"),
    )


def _absolute(address: str) -> str:
    return tk.config["ckan.site_url"].rstrip("/") + address
