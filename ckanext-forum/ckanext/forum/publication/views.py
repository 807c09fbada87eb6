"""Own routes for a register's files and dump: always the published file, whole, named by its publication."""

from __future__ import annotations

from pathlib import Path

import ckan.plugins.toolkit as tk
from ckan.views import resource as stock_resource
from ckanext.datastore import blueprint as stock_datastore
from flask import Blueprint, Response, send_file
from flask.typing import ResponseReturnValue

from ckan import model
from ckanext.forum import current
from ckanext.forum.current import Current
from ckanext.forum.publication.record import file_name

blueprint = Blueprint("forum_publication", __name__)

_CSV = "text/csv"  # Flask adds the charset of text
_PARQUET = "application/vnd.apache.parquet"


@blueprint.route("/datastore/dump/<resource_id>", endpoint="dump")
def dump(resource_id: str) -> ResponseReturnValue:
    """The published CSV of a register; CKAN's own dump for everything else."""
    one = current.by_resource(resource_id)
    if one is None:
        return stock_datastore.dump(resource_id)
    asked = {name: value for name, value in tk.request.args.items() if (name, value) != ("format", "csv")}
    if asked:
        return tk.abort(
            400,
            "Ce téléchargement donne le registre entier, en CSV. "
            "Pour filtrer, passez par la page du registre, qui exporte ce qu’elle montre.",
        )
    return _answer(one, resource_id)


@blueprint.route("/dataset/<id>/resource/<resource_id>/download", defaults={"filename": None})
@blueprint.route("/dataset/<id>/resource/<resource_id>/download/<filename>", endpoint="download")
def download(id: str, resource_id: str, filename: str | None) -> ResponseReturnValue:  # noqa: A002 - CKAN's own name
    """The published file of a register's resource; CKAN's own download for everything else."""
    one = current.by_resource(resource_id)
    if one is None or id not in (one.dataset_id, _name(one)):
        return stock_resource.download("dataset", id, resource_id, filename)
    return _answer(one, resource_id)


def _name(one: Current) -> str | None:
    dataset = model.Package.get(one.dataset_id)
    return dataset.name if dataset else None


def _answer(one: Current, resource_id: str) -> ResponseReturnValue:
    """The file of the current publication; a second look when a publication came in between."""
    try:
        tk.check_access("package_show", {}, {"id": one.dataset_id})
    except tk.NotAuthorized:
        return tk.abort(404, "Ce fichier n’est pas en ligne.")
    try:
        return _file(one, resource_id)
    except FileNotFoundError:
        latest = current.by_resource(resource_id)
        if latest is None:
            return tk.abort(404, "Ce fichier n’est plus en ligne.")
        return _file(latest, resource_id)


def _file(one: Current, resource_id: str) -> Response:
    is_csv = resource_id == one.resource_id
    path: Path = one.csv if is_csv else one.parquet
    # Opened by this call: a later publication may then delete the file, this answer stays whole.
    response = send_file(
        path,
        mimetype=_CSV if is_csv else _PARQUET,
        as_attachment=True,
        download_name=file_name(one, "csv" if is_csv else "parquet"),
        etag=one.csv_digest if is_csv else one.clearance.digest,
        conditional=True,
        last_modified=one.published_at,
    )
    response.headers["X-Forum-Publication"] = one.publication_id
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
