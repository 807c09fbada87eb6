"""The register page for software: the same figures and rows as JSON, the same filtered rows as CSV."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from flask import Response, request

from ckanext.forum.lookup import Opened
from ckanext.forum.place import Place
from ckanext.forum.said import head, said
from forum_core.explore.export import csv_chunks, json_array
from forum_core.explore.figures import figures

PUBLICATION_HEADER = "X-Forum-Publication"


def csv_answer(opened: Opened, place: Place) -> Response:
    """All filtered rows, streamed, with the columns of the standard."""
    answer = _conditional(opened)
    if answer:
        return answer
    chunks = _started(csv_chunks(opened.reading, place.filter))
    response = _named(Response(chunks, content_type="text/csv; charset=utf-8"), opened)
    response.headers["Content-Disposition"] = f'attachment; filename="{_file_name(place)}.csv"'
    return response


def json_answer(opened: Opened, place: Place, *, whole: bool) -> Response:
    """Figures, filters, publication and a page of rows; or all filtered rows, streamed."""
    answer = _conditional(opened)
    if answer:
        return answer
    if whole:
        everything = head(opened, place, figures(opened.reading, place.filter))
        rows = _started(json_array(opened.reading, place.filter))
        body: Iterable[bytes] = _with_rows({**everything, "page": None}, rows)
    else:
        body = [_dumps(said(opened, place))]
    response = _named(Response(body, content_type="application/json; charset=utf-8"), opened)
    if whole:
        response.headers["Content-Disposition"] = f'attachment; filename="{_file_name(place)}.json"'
    return response


def refused(sentences: tuple[str, ...]) -> Response:
    """A filter makes no sense: software must not take other rows for those that it asked for."""
    return Response(
        _dumps({"errors": list(sentences)}), status=400, content_type="application/json; charset=utf-8"
    )


def _with_rows(head: dict[str, Any], rows: Iterable[bytes]) -> Iterator[bytes]:
    yield _dumps(head)[:-1] + b', "rows": '
    yield from rows
    yield b"}"


def _dumps(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def _started(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """The same stream, its first piece made: a file that has left is noticed before the answer starts."""
    return chain([next(chunks, b"")], chunks)


def _file_name(place: Place) -> str:
    filtered = "extrait" if place.filter.active else None
    return "_".join(part for part in (place.register, place.authority, filtered) if part)


def _named(response: Response, opened: Opened) -> Response:
    response.headers[PUBLICATION_HEADER] = opened.id
    response.set_etag(_etag(opened))
    return response


def _conditional(opened: Opened) -> Response | None:
    """304 when the reader holds this very answer."""
    if not request.if_none_match.contains(_etag(opened)):
        return None
    return _named(Response(status=304), opened)


def _etag(opened: Opened) -> str:
    # Publications never change, so their ids and the address say everything that the answer depends on.
    source = f"{opened.id} {request.full_path}"
    return hashlib.sha256(source.encode()).hexdigest()[:32]
