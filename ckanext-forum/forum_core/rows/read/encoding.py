"""Find how a text was encoded: a short ladder for French files, for wide guessing reads cp1252 as Korean."""

from __future__ import annotations

import codecs
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from forum_core.errors import FileRefused
from forum_core.findings import Finding, Severity

CHUNK_BYTES = 2**20

ACCEPTED = {
    "utf-8": "utf-8",
    "utf-8-sig": "utf-8",
    "utf-16": "utf-16",
    "utf-16-le": "utf-16-le",
    "utf-16-be": "utf-16-be",
    "cp1252": "cp1252",
    "iso8859-1": "iso8859-1",
    "iso8859-15": "iso8859-15",
    "mac-roman": "mac-roman",
    "cp850": "cp850",
}
"""Encodings that a person may ask for, by the name Python gives them."""

ONE_BYTE = ("cp1252", "mac-roman", "cp850")
FRENCH = frozenset("àâäçéèêëîïôöùûüÿœæÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸŒÆ«»°€’‘“”–—…·²³ñ§ \u00a0")

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ASCII = bytes(range(128))


@dataclass(frozen=True, slots=True)
class Encoding:
    """How the bytes of a file become text.

    Attributes:
        codec: Name for Python, to be used from byte ``skip`` on.
        stated: Name to show: ``utf-8-sig`` when a byte order mark was there.
        skip: Number of bytes of the byte order mark.
    """

    codec: str
    stated: str
    skip: int = 0
    findings: tuple[Finding, ...] = ()


def find_encoding(path: Path, asked: str | None = None) -> Encoding:
    """Climb the ladder: byte order mark, UTF-8, UTF-16 without mark, then the one-byte encodings of France.

    A UTF-8 mark followed by bytes that are not UTF-8 is a mark that a tool put before somebody else's text:
    the text decides.

    Args:
        path: A text file.
        asked: Encoding that the person names; believed if the file can be read so.

    Raises:
        FileRefused: ``file.encoding-unknown`` (asked for), ``file.undecodable``.
    """
    with path.open("rb") as source:
        head = source.read(CHUNK_BYTES)
    mark, marked = next(((mark, codec) for mark, codec in _BOMS if head.startswith(mark)), (b"", ""))
    if asked is not None:
        return _as_asked(path, asked, mark, marked)
    if marked.startswith("utf-16"):
        return _proved(path, Encoding(marked, "utf-16", len(mark)))
    if _decodes(path, "utf-8", len(mark)) is None:
        return Encoding("utf-8", "utf-8-sig" if mark else "utf-8", len(mark))
    if not mark and (wide := _wide_without_mark(head)):
        return _proved(path, Encoding(wide, wide))
    return _one_byte(path, len(mark))


def chunks(path: Path, skip: int = 0) -> Iterator[bytes]:
    """The bytes of a file after a mark, a mebibyte at a time."""
    with path.open("rb") as source:
        source.seek(skip)
        while chunk := source.read(CHUNK_BYTES):
            yield chunk


def _as_asked(path: Path, asked: str, mark: bytes, marked: str) -> Encoding:
    try:
        codec = ACCEPTED[codecs.lookup(asked).name]
    except (LookupError, KeyError) as err:
        raise FileRefused("file.encoding-unknown", encoding=asked, accepted=tuple(ACCEPTED)) from err
    if codec == "utf-16":
        codec = marked or "utf-16-le"
    skip = len(mark) if codec == marked else 0
    return _proved(path, Encoding(codec, asked, skip))


def _proved(path: Path, encoding: Encoding) -> Encoding:
    line = _decodes(path, encoding.codec, encoding.skip)
    if line is not None:
        raise FileRefused("file.undecodable", encoding=encoding.stated, line=line)
    return encoding


def _decodes(path: Path, codec: str, skip: int) -> int | None:
    """None when every byte decodes, otherwise the line (from 1) of the first that does not."""
    decoder = codecs.getincrementaldecoder(codec)()
    line = 1
    try:
        for chunk in chunks(path, skip):
            line += decoder.decode(chunk).count("\n")
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as err:
        bad: bytes = err.object[: err.start]
        return line + bad.decode(codec, "ignore").count("\n")
    return None


def _wide_without_mark(head: bytes) -> str | None:
    """UTF-16 shows in Latin text as a NUL in every second byte."""
    half = len(head) // 2
    if half and head[1::2].count(0) > 0.4 * half:
        return "utf-16-le"
    if half and head[0::2].count(0) > 0.4 * half:
        return "utf-16-be"
    return None


def _one_byte(path: Path, skip: int) -> Encoding:
    """The encoding that makes the most French of bytes above 127; cp1252 unless another is plainly better."""
    counts: Counter[int] = Counter()
    for chunk in chunks(path, skip):
        counts.update(chunk.translate(None, _ASCII))
    total = counts.total()
    scores = {codec: _french(counts, codec) / total for codec in ONE_BYTE}
    best = max(ONE_BYTE, key=lambda codec: scores[codec])
    if scores["cp1252"] >= 0.5:
        best = "cp1252"
    findings: list[Finding] = []
    if skip:
        findings.append(
            Finding("encoding-mark-contradicted", severity=Severity.WARNING, params=(("encoding", best),))
        )
    if best != "cp1252" or scores[best] < 0.5:
        findings.append(Finding("encoding-doubtful", severity=Severity.WARNING, params=(("encoding", best),)))
    return _proved(path, Encoding(best, best, skip, tuple(findings)))


def _french(counts: Counter[int], codec: str) -> int:
    return sum(n for byte, n in counts.items() if bytes((byte,)).decode(codec, "replace") in FRENCH)
