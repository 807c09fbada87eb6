"""One pass over a text before it is read: what no reader may meet, and what is worth looking for in it."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from forum_core.errors import FileRefused
from forum_core.rows.read.encoding import Encoding, chunks
from forum_core.rows.read.limits import MAX_CELL_CHARS, MAX_COLUMNS, MAX_LINE_BYTES

CONTROLS = bytes([*range(9), 11, 12, *range(14, 32), 127])
"""Below the space, less tab, line feed and carriage return; and DEL. PostgreSQL refuses the first."""

_CONTROL = re.compile(b"[" + re.escape(CONTROLS) + b"]")
_DAMAGE = (
    re.compile(
        rb"\xc3(?:[\x82\x83\x85]|\xa2[\xc2\xe2])"
    ),  # Â, Ã, Å, and â before a sign: UTF-8 read as cp1252
    re.compile(rb"\xef\xbf\xbd"),
    re.compile(rb"\xc2[\x80-\x9f]"),
)
# Our export is UTF-8: \xef\xbc begins the full-width signs.
_SHIELD = re.compile(rb"'(?:[=+@\t\r'-]|\xef\xbc)")
_DELIMITERS = b";,\t|"


@dataclass(frozen=True, slots=True)
class Survey:
    """What a text holds.

    Attributes:
        lines: Physical lines, counted on the bytes: the reader must come to the same number.
        damaged: Some cells may hold badly converted characters.
        shielded: Some cells may begin with the apostrophe that keeps spreadsheets from computing them.
    """

    lines: int
    damaged: bool
    shielded: bool


def survey(path: Path, encoding: Encoding) -> Survey:
    """Count lines, refuse control characters and endless lines, note what to look for.

    Raises:
        FileRefused: ``file.empty``, ``file.control-character``, ``file.too-many-columns``,
            ``file.cell-too-long``.
    """
    ends, open_bytes, last, anything = 0, 0, b"", False
    damaged = shielded = False
    for chunk in _utf8(path, encoding):
        if len(chunk.translate(None, CONTROLS)) != len(chunk):
            raise _control_refused(path, encoding)
        # A pair split between two chunks is one line end.
        ends += _line_ends(chunk) - (last == b"\r" and chunk[:1] == b"\n")
        open_bytes = _open_line(chunk, open_bytes)
        anything = anything or bool(chunk.strip())
        damaged = damaged or any(mark.search(chunk) for mark in _DAMAGE)
        shielded = shielded or bool(_SHIELD.search(chunk))
        last = chunk[-1:]
    if not anything:
        raise FileRefused("file.empty")
    return Survey(ends + (last not in (b"\n", b"\r")), damaged, shielded)


def _utf8(path: Path, encoding: Encoding) -> Iterator[bytes]:
    """The text as UTF-8, in whole characters."""
    decoder = codecs.getincrementaldecoder(encoding.codec)()
    for chunk in chunks(path, encoding.skip):
        if text := decoder.decode(chunk).encode():
            yield text


def _line_ends(chunk: bytes) -> int:
    return chunk.count(b"\n") + chunk.count(b"\r") - chunk.count(b"\r\n")


def _open_line(chunk: bytes, before: int) -> int:
    """Bytes of the line that goes on after this chunk; refused when there are too many.

    Lines inside a chunk need no measure: they are shorter than it.
    """
    end = max(chunk.rfind(b"\n"), chunk.rfind(b"\r"))
    if end >= 0:
        return len(chunk) - end - 1
    length = before + len(chunk)
    if length >= MAX_LINE_BYTES:
        columns = 1 + max(chunk.count(bytes((delimiter,))) for delimiter in _DELIMITERS)
        if columns > MAX_COLUMNS:
            raise FileRefused("file.too-many-columns", limit=MAX_COLUMNS)
        raise FileRefused("file.cell-too-long", limit=MAX_CELL_CHARS)
    return length


def _control_refused(path: Path, encoding: Encoding) -> FileRefused:
    """Name line and column of the first control character (slow, once)."""
    line, column = 1, 0
    for chunk in _utf8(path, encoding):
        found = _CONTROL.search(chunk)
        before = chunk if found is None else chunk[: found.start()]
        line += before.count(b"\n")
        end = before.rfind(b"\n")
        column = (column if end < 0 else 0) + len(before[end + 1 :].decode())
        if found is not None:
            return FileRefused(
                "file.control-character", line=line, column=column + 1, character=f"U+{found[0][0]:04X}"
            )
    raise AssertionError("a control character was seen in the same bytes")
