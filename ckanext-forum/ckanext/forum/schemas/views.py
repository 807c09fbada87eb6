"""Routes of `/schemas`: all schemas, a version's documentation, files at addresses that stay, OpenAPI."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache

import ckan.plugins.toolkit as tk
from flask import Blueprint, Response, redirect, request
from flask.typing import ResponseReturnValue

from ckanext.forum import config
from ckanext.forum.lookup import published
from ckanext.forum.schemas.pages import index_page, older_page, page
from forum_core.errors import ForumError
from forum_core.project.exports import EXPORTS, Export, as_json
from forum_core.project.openapi import Site, project
from forum_core.schema.model import Schema

schemas = Blueprint("forum_schemas", __name__, url_prefix="/schemas")

_LATEST = "latest"


@schemas.get("", endpoint="index")
def all_schemas() -> str:
    """All schemas, by theme."""
    return tk.render("schemas/index.html", {"themes": index_page()})


@schemas.get("/openapi.json")
def openapi() -> ResponseReturnValue:
    """What a program may ask of the registers that somebody publishes, and what it gets."""
    store = config.registers()
    site = Site(
        title=tk.config["ckan.site_title"],
        address=tk.config["ckan.site_url"].rstrip("/"),
        registers=tk.url_for("forum_registers.index", locale="default"),
        schemas=tk.url_for("forum_schemas.index", locale="default"),
    )
    document = project(
        [store.get(name) for name in store.names()], {one.register for one in published()}, site
    )
    return _tagged(Response(as_json(document), content_type="application/json"))


@schemas.get("/<register>")
def latest(register: str) -> ResponseReturnValue:
    """The register's current version."""
    return _to("forum_schemas.read", _schema(register))


@schemas.get("/<register>/<version>")
def read(register: str, version: str) -> ResponseReturnValue:
    """The documentation of a version."""
    schema = _schema(register)
    if version == _LATEST:
        return _to("forum_schemas.read", schema)
    if version == schema.version:
        return tk.render("schemas/read.html", {"page": page(schema)})
    older = schema.older.get(version)
    if older is None:
        return _no_version(schema)
    return tk.render("schemas/older.html", {"page": older_page(schema, version, older)})


def _add_file(name: str, export: Export) -> None:
    """The route of one file of a version."""
    endpoint = name.replace("-", "_")

    def answer(register: str, version: str) -> ResponseReturnValue:
        schema = _schema(register)
        if version == _LATEST:
            return _to(f"forum_schemas.{endpoint}", schema)
        if version == schema.version:
            return _file(_content(register, name), export, f"{register}-{version}")
        if version not in schema.older:
            return _no_version(schema)
        if export.older is None:
            today = tk.url_for(f"forum_schemas.{endpoint}", register=register, version=_LATEST)
            return tk.abort(404, f"{export.replaced} Prenez celui d’aujourd’hui\u00a0: {today}.")
        return _file(export.older(schema, version), export, f"{register}-{version}")

    schemas.add_url_rule(f"/<register>/<version>/{export.file_name}", endpoint, answer)


for _name, _export in EXPORTS.items():
    _add_file(_name, _export)


@schemas.after_request
def open_to_all(response: Response) -> Response:
    """Files of a schema may be read by a script of any other site; pages, with who is signed in, may not."""
    if response.mimetype != "text/html" or 300 <= response.status_code < 400:
        response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def _schema(register: str) -> Schema:
    try:
        return config.registers().get(register)
    except ForumError:
        return tk.abort(404, "Aucun registre de ce site n’a ce nom.")


def _no_version(schema: Schema) -> ResponseReturnValue:
    return tk.abort(404, f"Cette version n’existe pas. La version en vigueur est la {schema.version}.")


def _to(endpoint: str, schema: Schema) -> ResponseReturnValue:
    return redirect(tk.url_for(endpoint, register=schema.name, version=schema.version))


@cache  # a schema does not change while we run
def _content(register: str, name: str) -> bytes:
    make: Callable[[Schema], bytes] = EXPORTS[name].make
    return make(config.registers().get(register))


def _file(content: bytes, export: Export, stem: str) -> Response:
    response = Response(content, content_type=export.media_type)
    if export.binary:
        name = export.file_name.replace(".", f"-{stem}.", 1)
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return _tagged(response)


def _tagged(response: Response) -> Response:
    response.set_etag(hashlib.sha256(response.get_data()).hexdigest()[:32])
    return response.make_conditional(request)
