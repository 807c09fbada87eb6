"""Routes of the register pages and of the home page: read the address, ask, answer."""

from __future__ import annotations

from collections.abc import Callable

import ckan.plugins.toolkit as tk
from flask import Blueprint, Response, make_response, redirect, request

from ckanext.forum import config
from ckanext.forum.current import Withdrawal, withdrawn_row
from ckanext.forum.registers import catalogue, lookup, twins
from ckanext.forum.registers.choices import sentences
from ckanext.forum.registers.home import home as home_figures
from ckanext.forum.registers.lookup import Opened, WithdrawnError
from ckanext.forum.registers.page import register_page, row_page
from ckanext.forum.registers.place import Place, parse
from forum_core import french
from forum_core.explore.filters import FilterProblem, years
from forum_core.explore.page import row as find_row
from forum_core.schema.model import Schema

registers = Blueprint("forum_registers", __name__, url_prefix="/registres")
home = Blueprint("forum_home", __name__)

_LATEST = 5
_WHOLE = "toutes"

# Our pages carry no script and load nothing from elsewhere: the browser is told so. Signing out leads to the
# site's own address, which need not be the one that the reader typed.
_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self' {site}; "
    "base-uri 'none'; frame-ancestors 'none'"
)


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


@registers.get("/<register>")
def register(register: str) -> str | Response:
    """Who publishes a register; straight to the page when one authority does."""
    schema = lookup.schema_of(register)
    publications = lookup.published(register)
    if len(publications) == 1:
        return redirect(catalogue.address_of(publications[0]))  # type: ignore[return-value]
    entries = catalogue.entries([schema], publications)
    return tk.render("registers/register.html", {"schema": schema, "entries": entries})


@registers.get("/<register>/<authority>")
def authority(register: str, authority: str) -> Response:
    """The register of an authority: figures, filters, rows."""

    def page(opened: Opened, place: Place, problems: tuple[FilterProblem, ...]) -> Response:
        html = tk.render("registers/authority.html", {"page": register_page(opened, place, problems)})
        return _named(make_response(html), opened)

    return _answer(register, authority, page)


@registers.get("/<register>/<authority>.json")
def authority_json(register: str, authority: str) -> Response:
    """The same for software."""

    def twin(opened: Opened, place: Place, problems: tuple[FilterProblem, ...]) -> Response:
        if problems:
            return twins.refused(sentences(problems))
        return twins.json_answer(opened, place, whole=request.args.get("page") == _WHOLE)

    return _answer(register, authority, twin)


@registers.get("/<register>/<authority>.csv")
def authority_csv(register: str, authority: str) -> Response:
    """All rows that the filters keep, as the standard writes them."""

    def twin(opened: Opened, place: Place, problems: tuple[FilterProblem, ...]) -> Response:
        return twins.refused(sentences(problems)) if problems else twins.csv_answer(opened, place)

    return _answer(register, authority, twin)


@registers.get("/<register>/<authority>/lignes/<key>")
def row(register: str, authority: str, key: str) -> Response:
    """One row; when it was withdrawn, when and why."""

    def page(opened: Opened) -> Response:
        found = find_row(opened.reading, key)
        if found is None:
            gone = withdrawn_row(register, authority, key)
            if gone is None:
                tk.abort(404)
            raise WithdrawnError(opened.schema, Withdrawal(gone.created, gone.reason), row=True)
        return _named(
            make_response(tk.render("registers/row.html", {"page": row_page(opened, found)})), opened
        )

    return lookup.read(register, authority, page)


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


@registers.after_request
@home.after_request
def guard(response: Response) -> Response:
    """Say to browsers what our pages never need."""
    policy = _POLICY.format(site=tk.config["ckan.site_url"])
    response.headers.setdefault("Content-Security-Policy", policy)
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    response.headers.setdefault("Referrer-Policy", "strict-origin-when-cross-origin")
    return response


def get_blueprints() -> list[Blueprint]:
    """The blueprints of this feature."""
    return [registers, home]


def _answer(
    register: str,
    authority: str,
    make: Callable[[Opened, Place, tuple[FilterProblem, ...]], Response],
) -> Response:
    def work(opened: Opened) -> Response:
        place, problems = parse(opened.schema, authority, request.args, years(opened.reading))
        return make(opened, place, problems)

    return lookup.read(register, authority, work)


def _named(response: Response, opened: Opened) -> Response:
    response.headers[twins.PUBLICATION_HEADER] = opened.current.publication_id
    return response


def _schemas() -> list[Schema]:
    store = config.registers()
    return [store.get(name) for name in store.names()]
