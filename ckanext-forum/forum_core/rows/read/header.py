"""Find the row of the column names: the first, unless titles stand above it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from forum_core.errors import FileRefused
from forum_core.rows.read.limits import MAX_COLUMNS

LOOK_AT = 50
"""Records among which the header is looked for: titles and notes above a table are short."""

_VALUE = re.compile(r"[-+]?\d[\d\s.,/:%€-]*")


def find_header(records: Sequence[Sequence[str]]) -> int:
    """Position (from 0) of the header among the first records.

    It is the first record that is not blank. Only when that one is thin, filled by half the cells of the
    fullest record or fewer, is it taken for a title, and the header is the first record that is not thin and
    holds words only. When no record is such, the first stays the header: a person sees it in the report and
    can contradict.

    Raises:
        FileRefused: ``file.empty``, ``file.too-many-columns``.
    """
    filled = [sum(1 for cell in record if cell.strip()) for record in records[:LOOK_AT]]
    first = next((index for index, count in enumerate(filled) if count), None)
    if first is None:
        raise FileRefused("file.empty")
    widest = max(filled)
    header = first
    if 2 * filled[first] <= widest:
        header = next(
            (i for i, count in enumerate(filled) if 2 * count > widest and _is_words(records[i])), first
        )
    if len(records[header]) > MAX_COLUMNS:
        raise FileRefused("file.too-many-columns", limit=MAX_COLUMNS)
    return header


def _is_words(record: Sequence[str]) -> bool:
    return not any(_VALUE.fullmatch(cell.strip()) for cell in record if cell.strip())
