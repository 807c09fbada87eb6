"""A register as a file: what the address asks for, made from the rows that everybody sees."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from flask import Response, request, send_file

from ckanext.forum.answers import named
from ckanext.forum.asked import Asked
from ckanext.forum.choices import sentences
from ckanext.forum.downloads.formats import CSV_MEDIA_TYPE, JSON_MEDIA_TYPE, Format
from ckanext.forum.downloads.origin import origin
from ckanext.forum.lookup import Opened
from ckanext.forum.place import Place
from ckanext.forum.said import head, said
from forum_core import french
from forum_core.explore.export import json_array
from forum_core.explore.figures import figures
from forum_core.files.about import WORKBOOK_ROWS, fits_workbook

_IN_MEMORY = 1 << 20


def file_answer(asked: Asked, kind: Format) -> Response:
    """All filtered rows in a format; 400 when the filter makes no sense or keeps too many rows."""
    opened, place = asked.opened, asked.place
    if asked.problems:
        return refused(sentences(asked.problems))
    unchanged = _unchanged(opened)
    if unchanged:
        return unchanged
    if kind.workbook:
        rows = figures(opened.reading, place.filter).rows
        if not fits_workbook(rows):
            return refused((too_many(rows),))
    return _tagged(_file(opened, place, kind), opened)


def json_answer(asked: Asked, *, whole: bool) -> Response:
    """Figures, filters, publication and a page of rows; or all filtered rows, streamed."""
    opened, place = asked.opened, asked.place
    if asked.problems:
        return refused(sentences(asked.problems))
    unchanged = _unchanged(opened)
    if unchanged:
        return unchanged
    if not whole:
        return _tagged(Response(_dumps(said(opened, place)), content_type=JSON_MEDIA_TYPE), opened)
    everything = {**head(opened, place, figures(opened.reading, place.filter)), "page": None}
    rows = _started(json_array(opened.reading, place.filter))
    return _tagged(_attached(_with_rows(everything, rows), JSON_MEDIA_TYPE, place, "json"), opened)


def refused(words: tuple[str, ...], status: int = 400) -> Response:
    """A filter makes no sense, or the rows cannot be had: software must not take others for them."""
    return Response(_dumps({"errors": list(words)}), status=status, content_type=JSON_MEDIA_TYPE)


def gone_csv(sentence: str) -> Response:
    """The same of a file that was withdrawn, as a CSV of one column."""
    quoted = sentence.replace('"', '""')
    return Response(f'erreur\n"{quoted}"\n', status=410, content_type=CSV_MEDIA_TYPE)


def too_many(rows: int) -> str:
    """Why a workbook is not made, and what to do."""
    return (
        f"Ce choix garde {french.count(rows, 'ligne', 'lignes')}\u202f; XLSX et ODS en contiennent au "
        f"plus {french.number(WORKBOOK_ROWS)}. Filtrez, ou prenez le CSV ou le Parquet."
    )


def _file(opened: Opened, place: Place, kind: Format) -> Response:
    if kind.chunks:
        chunks = _started(kind.chunks(opened.reading, place.filter))
        return _attached(chunks, kind.media_type, place, kind.extension)
    # The file leaves when it is whole: its size is known, and one that fails is never taken for a short one.
    target = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - the answer closes it
    try:
        if kind.save:
            kind.save(opened.reading, place.filter, origin(opened, place), target)
        size = target.tell()
        target.seek(0)
    except BaseException:
        target.close()
        raise
    name = _file_name(place, kind.extension)
    response = send_file(target, kind.media_type, as_attachment=True, download_name=name)
    response.content_length = size
    return response


def _attached(chunks: Iterable[bytes], media_type: str, place: Place, extension: str) -> Response:
    response = Response(chunks, content_type=media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{_file_name(place, extension)}"'
    return response


def _with_rows(everything: dict[str, Any], rows: Iterable[bytes]) -> Iterator[bytes]:
    yield _dumps(everything)[:-1] + b', "rows": '
    yield from rows
    yield b"}"


def _dumps(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def _started(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """The same stream, its first piece made: a file that has left is noticed before the answer starts."""
    return chain([next(chunks, b"")], chunks)


def _file_name(place: Place, extension: str) -> str:
    filtered = "extrait" if place.filter.active else None
    stem = "_".join(part for part in (place.register, place.authority, filtered) if part)
    return f"{stem}.{extension}"


def _tagged(response: Response, opened: Opened) -> Response:
    response.set_etag(_etag(opened))
    return named(response, opened)


def _unchanged(opened: Opened) -> Response | None:
    """304 when the reader holds this very answer."""
    if not request.if_none_match.contains(_etag(opened)):
        return None
    return _tagged(Response(status=304), opened)


def _etag(opened: Opened) -> str:
    # Publications never change, so their ids and the address say everything that the answer depends on.
    source = f"{opened.id} {request.full_path}"
    return hashlib.sha256(source.encode()).hexdigest()[:32]
