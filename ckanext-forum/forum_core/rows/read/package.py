"""Look into a packed workbook (XLSX, ODS) before anybody opens it: bombs and document types are refused."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from forum_core.errors import FileRefused
from forum_core.rows.read.limits import MAX_MEMBERS, MAX_RATIO, MAX_UNPACKED_BYTES, RATIO_FROM_BYTES

PROLOG_BYTES = 65_536
CHUNK_BYTES = 2**20


def check_package(path: Path) -> None:
    """Refuse a package that unpacks to too much, hides its size, or declares a document type.

    Sizes written in the archive are not believed: each member is unpacked once, counted and thrown away.

    Raises:
        FileRefused: ``file.bomb``, ``file.doctype``, ``file.damaged``, ``file.protected``.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            _refuse_declared(members, path.stat().st_size)
            total = sum(_unpacked(archive, member) for member in members)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as err:
        raise FileRefused("file.damaged", kind="zip") from err
    except RuntimeError as err:  # the only way zipfile says « encrypted »
        raise FileRefused("file.protected") from err
    _refuse_ratio(total, path.stat().st_size)


def member_chunks(path: Path, name: str) -> Iterator[bytes]:
    """The bytes of one member of a package that was checked."""
    with zipfile.ZipFile(path) as archive, archive.open(name) as member:
        while chunk := member.read(CHUNK_BYTES):
            yield chunk


def _refuse_declared(members: list[zipfile.ZipInfo], packed: int) -> None:
    if len(members) > MAX_MEMBERS:
        raise FileRefused("file.bomb", members=len(members), limit=MAX_MEMBERS)
    if len({member.filename for member in members}) != len(members):
        raise FileRefused(
            "file.damaged", kind="zip"
        )  # two members of one name: two readers would see two files
    _refuse_ratio(sum(member.file_size for member in members), packed)


def _refuse_ratio(total: int, packed: int) -> None:
    if total > MAX_UNPACKED_BYTES or (total > RATIO_FROM_BYTES and total > MAX_RATIO * packed):
        raise FileRefused("file.bomb", size=total, limit=min(MAX_UNPACKED_BYTES, MAX_RATIO * packed))


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> int:
    """Bytes that a member unpacks to; zipfile stops at the declared size and then misses the checksum."""
    is_xml = member.filename.lower().endswith((".xml", ".rels"))
    size = 0
    with archive.open(member) as source:
        while chunk := source.read(CHUNK_BYTES):
            if is_xml and size < PROLOG_BYTES:
                _refuse_doctype(chunk[:PROLOG_BYTES])
            size += len(chunk)
    return size


def _refuse_doctype(start: bytes) -> None:
    # Without the NULs a UTF-16 text reads as ASCII.
    if b"<!DOCTYPE" in start.replace(b"\x00", b""):
        raise FileRefused("file.doctype")
