"""Routes of the register pages and of the home page: read the address, ask, answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ckan.plugins.toolkit as tk
from flask import Blueprint, Response, make_response, request

from ckanext.forum import catalogue, config, lookup
from ckanext.forum.asked import Asked, asked, page
from ckanext.forum.choices import sentences
from ckanext.forum.current import Withdrawal, withdrawn_row
from ckanext.forum.lookup import Opened, WithdrawnError
from ckanext.forum.place import Tab
from ckanext.forum.registers import twins
from ckanext.forum.registers.api import api
from ckanext.forum.registers.explained import explained
from ckanext.forum.registers.files import files
from ckanext.forum.registers.history import feed, history
from ckanext.forum.registers.home import home as home_figures
from ckanext.forum.registers.quality import quality
from ckanext.forum.registers.row import row_page
from ckanext.forum.registers.summary import summary
from ckanext.forum.registers.table import rows
from forum_core import french
from forum_core.explore.page import row as find_row
from forum_core.schema.model import Schema

registers = Blueprint("forum_registers", __name__, url_prefix="/registres")
home = Blueprint("forum_home", __name__)

_LATEST = 5
_WHOLE = "toutes"


@home.get("/")
def index() -> str:
    """The question, the search, and what the registers answer already."""
    schemas, publications = _schemas(), lookup.published()
    return tk.render(
        "home/index.html",
        {
            "home": home_figures(publications),
            "themes": catalogue.themes(schemas, publications),
            "latest": catalogue.entries(schemas, catalogue.latest(publications, _LATEST)),
        },
    )


@registers.get("", endpoint="index")
def all_registers() -> str:
    """All registers, by theme."""
    themes = catalogue.themes(_schemas(), lookup.published())
    return tk.render("registers/index.html", {"themes": themes})


def _add_tab(tab: Tab, template: str, make: Callable[[Asked], dict[str, Any]]) -> None:
    """Two routes for a tab: over all authorities, and of one."""

    def answer(request_: Asked) -> Response:
        return _named(make_response(tk.render(template, make(request_))), request_.opened)

    def of_all(register: str) -> Response:
        schema = lookup.schema_of(register)
        if not lookup.published(register):
            return make_response(tk.render("registers/empty.html", {"schema": schema}))
        return page(register, None, answer, tab)

    def of_one(register: str, authority: str) -> Response:
        return page(register, authority, answer, tab)

    end, suffix = (f"/{tab}", f"_{tab.name.lower()}") if tab else ("", "")
    registers.add_url_rule(f"/<register>{end}", f"register{suffix}", of_all)
    registers.add_url_rule(f"/<register>/<authority>{end}", f"authority{suffix}", of_one)


_add_tab(Tab.SUMMARY, "registers/summary.html", summary)
_add_tab(Tab.TABLE, "registers/table.html", rows)
_add_tab(Tab.EXPLAINED, "registers/explained.html", explained)
_add_tab(Tab.QUALITY, "registers/quality.html", quality)
_add_tab(Tab.FILES, "registers/files.html", files)
_add_tab(Tab.API, "registers/api.html", api)
_add_tab(Tab.HISTORY, "registers/history.html", history)


@registers.get("/<register>/publications.atom")
def register_feed(register: str) -> Response:
    """Feed of the publications of a register, over all authorities."""
    return asked(register, None, _feed)


@registers.get("/<register>/<authority>/publications.atom")
def authority_feed(register: str, authority: str) -> Response:
    """Feed of the publications of a register of an authority."""
    return asked(register, authority, _feed)


def _feed(request_: Asked) -> Response:
    response = make_response(tk.render("registers/publications.atom", feed(request_)))
    response.content_type = "application/atom+xml; charset=utf-8"
    return _named(response, request_.opened)


@registers.get("/<register>.json", defaults={"authority": None})
@registers.get("/<register>/<authority>.json")
def authority_json(register: str, authority: str | None) -> Response:
    """The same for software, of one authority or of all."""

    def twin(request_: Asked) -> Response:
        if request_.problems:
            return twins.refused(sentences(request_.problems))
        return twins.json_answer(request_.opened, request_.place, whole=request.args.get("page") == _WHOLE)

    return asked(register, authority, twin)


@registers.get("/<register>.csv", defaults={"authority": None})
@registers.get("/<register>/<authority>.csv")
def authority_csv(register: str, authority: str | None) -> Response:
    """All rows that the filters keep, as the standard writes them."""

    def twin(request_: Asked) -> Response:
        if request_.problems:
            return twins.refused(sentences(request_.problems))
        return twins.csv_answer(request_.opened, request_.place)

    return asked(register, authority, twin)


@registers.get("/<register>/<authority>/lignes/<key>")
def row(register: str, authority: str, key: str) -> Response:
    """One row; when it was withdrawn, when and why."""

    def answer(opened: Opened) -> Response:
        found = find_row(opened.reading, key)
        if found is None:
            gone = withdrawn_row(register, authority, key)
            if gone is None:
                tk.abort(404)
            raise WithdrawnError(opened.schema, Withdrawal(gone.created, gone.reason), row=True)
        html = tk.render("registers/row.html", {"page": row_page(opened, found)})
        return _named(make_response(html), opened)

    return lookup.read(register, authority, answer)


@registers.errorhandler(WithdrawnError)
def withdrawn(gone: WithdrawnError) -> Response:
    """What was here was withdrawn: its address says when and why, and holds nothing else."""
    what = "Cette ligne a été retirée" if gone.row else "Ce registre a été retiré"
    said = {
        "title": f"{what} le {french.day(french.paris_day(gone.withdrawn.at))}",
        "reason": gone.withdrawn.reason,
        "schema": gone.schema,
    }
    return make_response(tk.render("registers/withdrawn.html", said), 410)


def get_blueprints() -> list[Blueprint]:
    """The blueprints of this feature."""
    return [registers, home]


def _named(response: Response, opened: Opened) -> Response:
    response.headers[twins.PUBLICATION_HEADER] = opened.id
    return response


def _schemas() -> list[Schema]:
    store = config.registers()
    return [store.get(name) for name in store.names()]
