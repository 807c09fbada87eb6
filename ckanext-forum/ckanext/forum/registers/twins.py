"""The register page for software: the same figures and rows as JSON, the same filtered rows as CSV."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from itertools import chain
from typing import Any

from flask import Response, request

from ckanext.forum.account import account
from ckanext.forum.lookup import Opened
from ckanext.forum.place import PAGE_ROWS, Place, last_page
from forum_core.explore.export import csv_chunks, json_array
from forum_core.explore.figures import Facet, Figures, figures
from forum_core.explore.page import Row, rows_page
from forum_core.french import Value

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
    seen = figures(opened.reading, place.filter)
    place = place.at(min(place.page, last_page(seen.rows)))
    head = _head(opened, place, seen, whole=whole)
    if whole:
        body: Iterable[bytes] = _with_rows(head, _started(json_array(opened.reading, place.filter)))
    else:
        rows = rows_page(
            opened.reading, place.filter, place.sort, offset=(place.page - 1) * PAGE_ROWS, limit=PAGE_ROWS
        )
        body = [_dumps({**head, "rows": [_row(row) for row in rows]})]
    response = _named(Response(body, content_type="application/json; charset=utf-8"), opened)
    if whole:
        response.headers["Content-Disposition"] = f'attachment; filename="{_file_name(place)}.json"'
    return response


def refused(sentences: tuple[str, ...]) -> Response:
    """A filter makes no sense: software must not take other rows for those that it asked for."""
    return Response(
        _dumps({"errors": list(sentences)}), status=400, content_type="application/json; charset=utf-8"
    )


def _head(opened: Opened, place: Place, seen: Figures, *, whole: bool) -> dict[str, Any]:
    publication, clearance = opened.current, opened.current.clearance
    told = account(opened.schema, publication)
    withheld = clearance.apart.withheld
    return {
        "register": opened.schema.name,
        "schema": clearance.ref,
        "authority": {"name": publication.organization_name, "title": publication.organization_title},
        "publication": {
            "id": publication.publication_id,
            "published_at": told.published_iso,
            "sha256": clearance.digest,
            "partial": clearance.partial,
            "rows_out": clearance.rows_out,
            "rows_refused": clearance.rows_refused,
            "rows_apart": None if withheld else clearance.apart.rows or 0,
            "rows_in": None if withheld else clearance.rows_in,
            "added": publication.added,
            "changed": publication.changed,
            "left": publication.left,
        },
        "filters": {"q": place.filter.words, "annee": place.filter.year, "tranche": place.filter.band},
        "figures": {
            "rows": seen.rows,
            "total": _plain(seen.total),
            "bodies": seen.bodies,
            "median": _plain(seen.median),
            "first_date": _plain(seen.first_date),
            "last_date": _plain(seen.last_date),
        },
        "facets": {"annee": _facets(seen.years), "tranche": _facets(seen.bands)},
        "sort": {"column": place.sort.column, "descending": place.sort.descending},
        "page": None if whole else {"number": place.page, "last": last_page(seen.rows), "size": PAGE_ROWS},
    }


def _facets(facets: Iterable[Facet]) -> list[dict[str, Any]]:
    return [{"key": one.key, "rows": one.rows, "total": _plain(one.total)} for one in facets]


def _row(row: Row) -> dict[str, Any]:
    return {"cle_ligne": row.key, **{name: _plain(value) for name, value in row.values.items()}}


def _plain(value: Value) -> str | float | bool | None:
    match value:
        case Decimal():
            return float(value)
        case date():
            return value.isoformat()
        case _:
            return value


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
    chosen = (place.filter.year, place.filter.band, "recherche" if place.filter.words else None)
    return "_".join(str(part) for part in (place.register, place.authority, *chosen) if part)


def _named(response: Response, opened: Opened) -> Response:
    response.headers[PUBLICATION_HEADER] = opened.current.publication_id
    response.set_etag(_etag(opened))
    return response


def _conditional(opened: Opened) -> Response | None:
    """304 when the reader holds this very answer."""
    if not request.if_none_match.contains(_etag(opened)):
        return None
    return _named(Response(status=304), opened)


def _etag(opened: Opened) -> str:
    # A publication never changes, so its id and the address say everything that the answer depends on.
    source = f"{opened.current.publication_id} {request.full_path}"
    return hashlib.sha256(source.encode()).hexdigest()[:32]
