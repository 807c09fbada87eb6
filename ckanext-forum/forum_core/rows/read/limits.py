"""How large a file may be: past these a person is told at once, instead of waiting for memory to run out."""

from __future__ import annotations

from pathlib import Path

from forum_core.errors import FileRefused

MAX_BYTES = 1_000_000_000
MAX_COLUMNS = 1_000
MAX_ROWS = 5_000_000
MAX_CELL_CHARS = 100_000
"""Below the csv module's own default (131 072), so that it is ours that speaks."""

MAX_LINE_BYTES = 2**20
"""A line of a register is a thousand times shorter. Longer is one huge cell or a million columns."""

MAX_UNPACKED_BYTES = 1_000_000_000
MAX_RATIO = 100
"""Unpacked bytes for one packed byte. Real workbooks stay under 30, a bomb starts at 1 000."""

RATIO_FROM_BYTES = 10_000_000
"""Small workbooks of repeated cells do compress more than a hundred times, and harm nobody."""

MAX_MEMBERS = 2_000
MAX_CELLS = 50_000_000
WORKBOOK_MEMORY_BYTES = 3_000_000_000
WORKBOOK_SECONDS = 120


def size_within_limit(path: Path) -> int:
    """Return the size in bytes of a file that is neither empty nor too large.

    Raises:
        FileRefused: ``file.empty`` or ``file.too-large``.
    """
    size = path.stat().st_size
    if size == 0:
        raise FileRefused("file.empty")
    if size > MAX_BYTES:
        raise FileRefused("file.too-large", size=size, limit=MAX_BYTES)
    return size
