"""Routes of the downloads: a file for each format, of one authority or of all, and their tab."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from flask import Blueprint, Response, make_response, request

from ckanext.forum import lookup
from ckanext.forum.answers import named
from ckanext.forum.asked import Asked, asked, page
from ckanext.forum.downloads.answers import file_answer, gone_csv, json_answer, refused
from ckanext.forum.downloads.formats import FORMATS, Format
from ckanext.forum.downloads.offers import tab
from ckanext.forum.gone import gone_page, title
from ckanext.forum.lookup import WithdrawnError
from ckanext.forum.place import Tab
from forum_core.explore.page import PAGE, WHOLE

downloads = Blueprint("forum_downloads", __name__, url_prefix="/registres")


@downloads.get(f"/<register>/{Tab.FILES}", defaults={"authority": None}, endpoint="tab_of_all")
@downloads.get(f"/<register>/<authority>/{Tab.FILES}", endpoint="tab")
def files_tab(register: str, authority: str | None) -> Response:
    """The tab « Télécharger »."""
    if authority is None and not lookup.published(register):
        schema = lookup.schema_of(register)
        return make_response(tk.render("registers/empty.html", {"schema": schema}))
    return page(register, authority, _tab, Tab.FILES)


def _tab(request_: Asked) -> Response:
    return named(make_response(tk.render("downloads/tab.html", tab(request_))), request_.opened)


@downloads.get("/<register>.json", defaults={"authority": None})
@downloads.get("/<register>/<authority>.json")
def json_file(register: str, authority: str | None) -> Response:
    """The register page for software; `page=toutes` for all rows at once."""
    whole = request.args.get(PAGE) == WHOLE
    return asked(register, authority, lambda request_: json_answer(request_, whole=whole))


def _add_format(kind: Format) -> None:
    """Two routes for a format: over all authorities, and of one."""

    def answer(register: str, authority: str | None) -> Response:
        return asked(register, authority, lambda request_: file_answer(request_, kind))

    name = kind.extension.replace(".", "_")
    downloads.add_url_rule(
        f"/<register>.{kind.extension}", f"{name}_of_all", answer, defaults={"authority": None}
    )
    downloads.add_url_rule(f"/<register>/<authority>.{kind.extension}", name, answer)


for _kind in FORMATS:
    _add_format(_kind)


@downloads.errorhandler(WithdrawnError)
def withdrawn(gone: WithdrawnError) -> Response:
    """When and why: a page for who reads pages, never one for a program that asked for a file."""
    asked_by_a_browser = request.accept_mimetypes.best_match(["application/json", "text/html"]) == "text/html"
    if asked_by_a_browser or request.path.endswith(f"/{Tab.FILES}"):
        return gone_page(gone)
    said = f"{title(gone)}. {gone.withdrawn.reason}"
    return gone_csv(said) if request.path.endswith(".csv") else refused((said,), 410)
