"""Find the character between cells: the one that gives the same number of cells, line after line."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Sequence

from forum_core.errors import FileRefused

DELIMITERS = (";", ",", "\t", "|")
NAMES = {"tab": "\t", "\\t": "\t", "tabulation": "\t"}


def asked_delimiter(asked: str) -> str:
    """The delimiter that a person names; ``tab`` is easier to type than a tab.

    Raises:
        FileRefused: ``file.delimiter-unknown``: not one character, or one that has another meaning in a CSV.
    """
    delimiter = NAMES.get(asked.lower(), asked)
    if len(delimiter) != 1 or delimiter in '"\r\n' or delimiter.isalnum():
        raise FileRefused("file.delimiter-unknown", accepted=(*DELIMITERS[:2], "tab", DELIMITERS[3]))
    return delimiter


def find_delimiter(lines: Sequence[str]) -> str | None:
    """The likeliest delimiter of some first lines, None when none divides them.

    A decimal comma cuts every row in two as steadily as a real delimiter cuts it in fourteen, so more cells
    count for more: a steady 2 scores 0.5, a fourteen kept by nine rows in ten 0.84.
    """
    scores = {delimiter: _score(lines, delimiter) for delimiter in DELIMITERS}
    best = max(DELIMITERS, key=lambda delimiter: scores[delimiter])
    return best if scores[best] > 0 else None


def split(lines: Sequence[str], delimiter: str) -> list[list[str]]:
    """First records of a text, read leniently: a wrong delimiter must not stop the comparison."""
    records: list[list[str]] = []
    reader = csv.reader(lines, delimiter=delimiter)
    try:
        records.extend(reader)
    except csv.Error:  # a cell over the csv module's limit: what was read before it is enough to choose
        return records
    return records


def _score(lines: Sequence[str], delimiter: str) -> float:
    counts = Counter(len(record) for record in split(lines, delimiter) if any(record))
    if not counts:
        return 0.0
    width, rows = max(counts.items(), key=lambda item: (item[1], item[0]))
    return rows / counts.total() * (width - 1) / width
