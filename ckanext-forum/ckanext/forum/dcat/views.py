"""Addresses of the feeds. They stand before ckanext-dcat's, which say no charset and tell of private ones.

A harvester archives what is gone from a feed: an answer is complete, or it is an error.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import Any, NoReturn
from urllib.parse import urlencode

import ckan.plugins.toolkit as tk
from ckan.lib.search import SearchError, SolrConnectionError
from ckanext.dcat.processors import RDFSerializer
from ckanext.dcat.utils import CONTENT_TYPES
from dateutil.parser import ParserError
from dateutil.parser import parse as parse_date
from flask import Blueprint, Response, abort

from ckanext.forum.dcat.feed import IndexBehind, Page, is_public, read_page
from ckanext.forum.dcat.known import site_address

_RETRY_SECONDS = "300"
_FILTERS = ("q", "fq", "modified_since")

blueprint = Blueprint("forum_dcat", __name__)


@blueprint.route("/catalog.<syntax>")
def read_catalog(syntax: str) -> Response:
    """One page of the catalogue. With nothing asked for, it holds every public dataset, or is an error."""
    content_type = _content_type(syntax)
    try:
        number = int(tk.request.args.get("page", 1))
    except ValueError:
        _refuse(HTTPStatus.BAD_REQUEST, "La page demandée n’est pas un nombre.")
    page = _read(number) if number > 0 else None
    if page is None or page.number > page.last:
        _refuse(HTTPStatus.NOT_FOUND, "Le catalogue n’a pas cette page.")
    text = RDFSerializer().serialize_catalog({}, page.packages, _format=syntax, pagination_info=_paging(page))
    return Response(text, content_type=content_type)


@blueprint.route("/dataset/<dataset_id>.<syntax>")
@blueprint.route("/dataset_series/<dataset_id>.<syntax>", endpoint="read_series")
def read_dataset(dataset_id: str, syntax: str) -> Response:
    """One public dataset. What is private is not found, for its members too: a feed is public."""
    content_type = _content_type(syntax)
    text = RDFSerializer().serialize_dataset(_public_dataset(dataset_id), _format=syntax)
    return Response(text, content_type=content_type)


@blueprint.route("/dataset/<dataset_id>/croissant.jsonld")
def read_croissant(dataset_id: str) -> Response:
    """One public dataset in Croissant."""
    return Response(tk.h.croissant(_public_dataset(dataset_id)), content_type=_content_type("jsonld"))


def _content_type(syntax: str) -> str:
    """With its charset: without one, some harvesters read the accents of a text type as Latin-1."""
    if syntax not in CONTENT_TYPES:
        _refuse(HTTPStatus.NOT_FOUND, "Le catalogue ne parle pas cette syntaxe.")
    return f"{CONTENT_TYPES[syntax]}; charset=utf-8"


def _public_dataset(dataset_id: str) -> dict[str, Any]:
    try:
        package = tk.get_action("package_show")({}, {"id": dataset_id})
    except (tk.ObjectNotFound, tk.NotAuthorized):
        package = None
    if package is None or not is_public(package):
        _refuse(HTTPStatus.NOT_FOUND, "Jeu de données introuvable.")
    return package


def _read(number: int) -> Page:
    query, filters = tk.request.args.get("q") or "*:*", []
    if tk.request.args.get("fq"):
        filters.append(tk.request.args["fq"])
    if since := tk.request.args.get("modified_since"):
        filters.append(f"metadata_modified:[{_solr_time(since)} TO NOW]")
    try:
        return read_page(number, query=query, filters=tuple(filters))
    except SearchError:
        # Solr says no to a search that somebody wrote, or has no index to search in.
        if query != "*:*" or filters:
            _refuse(HTTPStatus.BAD_REQUEST, "La recherche demandée ne se comprend pas.")
        _later()
    except (SolrConnectionError, IndexBehind):
        _later()


def _later() -> NoReturn:
    _refuse(
        HTTPStatus.SERVICE_UNAVAILABLE,
        "Le catalogue est momentanément incomplet. Revenez dans quelques minutes.",
        {"Retry-After": _RETRY_SECONDS},
    )


def _refuse(status: HTTPStatus, sentence: str, headers: dict[str, str] | None = None) -> NoReturn:
    """A sentence in plain text: who asks is a program, and its operator reads the answer in a log."""
    abort(Response(f"{sentence}\n", status, headers, content_type="text/plain; charset=utf-8"))


def _solr_time(text: str) -> str:
    try:
        return f"{parse_date(text).replace(tzinfo=None).isoformat()}Z"
    except (ParserError, OverflowError):
        _refuse(HTTPStatus.BAD_REQUEST, "La date demandée s’écrit AAAA-MM-JJ.")


def _paging(page: Page) -> dict[str, Any]:
    """What ckanext-dcat writes as a Hydra collection; nothing for an empty catalogue."""
    if not page.count:
        return {}
    asked = {key: tk.request.args[key] for key in _FILTERS if tk.request.args.get(key)}
    paging: dict[str, Any] = {"count": page.count, "items_per_page": page.size}
    numbers = {"first": 1, "current": page.number, "last": page.last}
    if page.number > 1:
        numbers["previous"] = page.number - 1
    if page.number < page.last:
        numbers["next"] = page.number + 1
    for relation, number in numbers.items():
        paging[relation] = f"{site_address()}{tk.request.path}?{urlencode({**asked, 'page': number})}"
    return paging
