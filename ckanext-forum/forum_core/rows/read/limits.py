"""How large a file may be: past these a person is told at once, instead of waiting for memory to run out."""

from __future__ import annotations

import stat
from pathlib import Path

from forum_core.errors import FileRefused

MAX_BYTES = 1_000_000_000
MAX_COLUMNS = 1_000
MAX_ROWS = 5_000_000
MAX_RAGGED_ROWS = 100_000
"""Rows of another length than the header. Past this it is the reading that is wrong, not the rows."""

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
MAX_CELLS = 25_000_000
WORKBOOK_MEMORY_BYTES = 2_000_000_000
WORKBOOK_SECONDS = 120


def refuse_unreadable(path: Path) -> None:
    """Refuse what cannot be opened, is no regular file, is empty or too large.

    Raises:
        FileRefused: ``file.not-found``, ``file.not-regular``, ``file.empty`` or ``file.too-large``.
    """
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise FileRefused("file.not-regular", name=path.name)
        path.open("rb").close()
    except OSError as err:
        raise FileRefused("file.not-found", name=path.name) from err
    if status.st_size == 0:
        raise FileRefused("file.empty")
    if status.st_size > MAX_BYTES:
        raise FileRefused("file.too-large", size=status.st_size, limit=MAX_BYTES)
