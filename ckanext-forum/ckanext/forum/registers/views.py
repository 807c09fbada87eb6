"""Routes of the register pages: read the address, ask, answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ckan.plugins.toolkit as tk
from flask import Blueprint, Response, make_response

from ckanext.forum import catalogue, config, lookup
from ckanext.forum.answers import named
from ckanext.forum.asked import Asked, asked, page
from ckanext.forum.current import Withdrawal, withdrawn_row
from ckanext.forum.gone import gone_page
from ckanext.forum.lookup import Opened, WithdrawnError
from ckanext.forum.place import Tab
from ckanext.forum.registers.api import api
from ckanext.forum.registers.explained import explained
from ckanext.forum.registers.history import feed, history
from ckanext.forum.registers.quality import quality
from ckanext.forum.registers.row import row_page
from ckanext.forum.registers.statement import statement
from ckanext.forum.registers.summary import summary
from ckanext.forum.rowtable import rows
from forum_core.explore.page import row as find_row
from forum_core.schema.model import Schema

registers = Blueprint("forum_registers", __name__, url_prefix="/registres")


@registers.get("", endpoint="index")
def all_registers() -> str:
    """All registers, by theme."""
    themes = catalogue.themes(_schemas(), lookup.published())
    return tk.render("registers/index.html", {"themes": themes})


def _add_tab(tab: Tab, template: str, make: Callable[[Asked], dict[str, Any]]) -> None:
    """Two routes for a tab: over all authorities, and of one."""

    def answer(request_: Asked) -> Response:
        return named(make_response(tk.render(template, make(request_))), request_.opened)

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
_add_tab(Tab.API, "registers/api.html", api)
_add_tab(Tab.HISTORY, "registers/history.html", history)
_add_tab(Tab.STATEMENT, "registers/statement.html", statement)


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
    return named(response, request_.opened)


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
        return named(make_response(html), opened)

    return lookup.read(register, authority, answer)


registers.register_error_handler(WithdrawnError, gone_page)


def get_blueprints() -> list[Blueprint]:
    """The blueprints of this feature."""
    return [registers]


def _schemas() -> list[Schema]:
    store = config.registers()
    return [store.get(name) for name in store.names()]
