"""Tell from its bytes what a file is, whatever its name says, and refuse in words what is not a table."""

from __future__ import annotations

import zipfile
from enum import StrEnum
from pathlib import Path

from forum_core.errors import FileRefused

HEAD_BYTES = 4096

ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
OTHER_OFFICE = ("mimetype", "word/document.xml", "ppt/presentation.xml", "xl/workbook.bin")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

REFUSED_STARTS: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", "file.pdf", "pdf"),
    (b"\x1f\x8b", "file.archive", "gzip"),
    (b"BZh", "file.archive", "bzip2"),
    (b"\xfd7zXZ\x00", "file.archive", "xz"),
    (b"7z\xbc\xaf\x27\x1c", "file.archive", "7z"),
    (b"Rar!\x1a\x07", "file.archive", "rar"),
    (b"\x28\xb5\x2f\xfd", "file.archive", "zstd"),
    (b"\x89PNG\r\n", "file.document", "png"),
    (b"\xff\xd8\xff", "file.document", "jpeg"),
    (b"GIF8", "file.document", "gif"),
    (b"{\\rtf", "file.document", "rtf"),
    (b"PAR1", "file.document", "parquet"),
    (b"SQLite format 3\x00", "file.document", "sqlite"),
)
WEB_STARTS = (b"<!doctype html", b"<html", b"<head", b"<body")


class Kind(StrEnum):
    """What we can read."""

    TEXT = "csv"
    XLSX = "xlsx"
    ODS = "ods"
    XLS = "xls"


def sniff(path: Path) -> Kind:
    """Say which reader a file needs.

    Raises:
        FileRefused: ``file.pdf``, ``file.html``, ``file.xml``, ``file.json``, ``file.archive``,
            ``file.document``, ``file.damaged`` or ``file.protected``: it is no table, or cannot be opened.
    """
    with path.open("rb") as source:
        head = source.read(HEAD_BYTES)
    for start, code, kind in REFUSED_STARTS:
        if head.startswith(start):
            raise FileRefused(code, kind=kind)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _packed(path)
    if head.startswith(OLE):
        return _compound(path)
    _refuse_markup(head)
    return Kind.TEXT


def _packed(path: Path) -> Kind:
    """A zip is a workbook only if it holds what a workbook holds."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            if "xl/workbook.xml" in names:
                return Kind.XLSX
            if "mimetype" in names and _declared_type(archive).startswith(ODS_TYPE):
                return Kind.ODS
    except (zipfile.BadZipFile, NotImplementedError, EOFError) as err:
        raise FileRefused("file.damaged", kind="zip") from err
    if not names.isdisjoint(OTHER_OFFICE):
        raise FileRefused("file.document", kind="office")
    raise FileRefused("file.archive", kind="zip")


def _declared_type(archive: zipfile.ZipFile) -> bytes:
    try:
        with archive.open("mimetype") as member:
            return member.read(len(ODS_TYPE))
    except RuntimeError as err:  # the only way zipfile says « encrypted »
        raise FileRefused("file.protected") from err


def _compound(path: Path) -> Kind:
    """An OLE container names its streams in UTF-16: an old Excel file, or a new one behind a password."""
    with path.open("rb") as source:
        content = source.read(50_000_000)
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise FileRefused("file.protected")
    if "Workbook".encode("utf-16-le") in content or "Book\x00".encode("utf-16-le") in content:
        return Kind.XLS
    raise FileRefused("file.document", kind="office")


def _refuse_markup(head: bytes) -> None:
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith(WEB_STARTS):
        raise FileRefused("file.html")
    if start.startswith(b"<?xml"):
        raise FileRefused("file.html" if b"<html" in start else "file.xml")
    if start.startswith((b"{", b"[")) and start[1:].lstrip()[:1] in (b'"', b"{", b"[", b"}", b"]"):
        raise FileRefused("file.json")
