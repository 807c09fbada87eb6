"""The least XLS (BIFF8 in an OLE container) that holds texts and numbers; nothing installed writes one."""

from __future__ import annotations

import struct

SECTOR = 512
END, FREE, TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
SMALLEST = 4096
"""Shorter streams live elsewhere in the container: this one is filled up."""


def xls(*rows, name="Aides"):
    """A workbook of one sheet."""
    return _container(_book(rows, name))


def _book(rows, name):
    start = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 6))
    end = _record(0x000A, b"")
    bound_length = 4 + 8 + len(name)
    offset = len(start) + bound_length + len(end)
    bound = _record(0x0085, struct.pack("<IBBBB", offset, 0, 0, len(name), 0) + name.encode("latin-1"))
    sheet = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 6))
    cells = b"".join(_cell(r, c, cell) for r, row in enumerate(rows) for c, cell in enumerate(row))
    return start + bound + end + sheet + cells + end


def _cell(row, column, cell):
    place = struct.pack("<HHH", row, column, 0)
    if isinstance(cell, str):
        return _record(0x0204, place + struct.pack("<HB", len(cell), 1) + cell.encode("utf-16-le"))
    return _record(0x0203, place + struct.pack("<d", cell))


def _record(kind, content):
    return struct.pack("<HH", kind, len(content)) + content


def _container(stream):
    stream = stream.ljust(max(SMALLEST, -(-len(stream) // SECTOR) * SECTOR), b"\x00")
    sectors = len(stream) // SECTOR
    table = [TABLE, END, *range(3, 2 + sectors), END]
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, SMALLEST, END, 0, END, 0,
    )  # fmt: skip
    header += struct.pack("<109I", 0, *[FREE] * 108)
    content = struct.pack("<128I", *table, *[FREE] * (128 - len(table)))
    return (
        header
        + content
        + _entry("Root Entry", 5, END, 0, child=1)
        + _entry("Workbook", 2, 2, len(stream))
        + bytes(256)
        + stream
    )


def _entry(name, kind, start, size, child=FREE):
    text = (name + "\x00").encode("utf-16-le")
    return text.ljust(64, b"\x00") + struct.pack(
        "<HBBIII36xIQ", len(text), kind, 1, FREE, FREE, child, start, size
    )
