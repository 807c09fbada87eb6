"""Read a file into a `RawTable`, every row of it, or refuse it in words. Nothing in the rows is judged."""

from __future__ import annotations

from pathlib import Path

from forum_core.rows.read.csv_text import read_csv
from forum_core.rows.read.limits import refuse_unreadable
from forum_core.rows.read.sniff import Kind, sniff
from forum_core.rows.read.workbook import read_workbook
from forum_core.rows.table import RawTable

__all__ = ["read_file"]


def read_file(
    path: Path,
    into: Path,
    *,
    encoding: str | None = None,
    delimiter: str | None = None,
    sheet: str | None = None,
) -> RawTable:
    """Read a CSV, XLSX, XLS or ODS file, told apart by its bytes.

    Row numbers are those of frictionless: the position of the record, from 1, the header, titles above it and
    blank lines counted; a cell on several lines counts once. In a workbook it is the number left of the row.

    The apostrophe that our own CSV export writes before a text starting with ``= + - @``, tab or carriage
    return is taken off again, and a warning says where.

    Args:
        path: A regular file that nobody else writes to.
        into: An existing folder for the spool, ``raw.arrow``; one folder a file.
        encoding: Overrides what is found in a text: a name of `encoding.ACCEPTED`.
        delimiter: Overrides what is found in a text: one character, or ``tab``.
        sheet: Name of the sheet of a workbook; without it the first visible one that is not blank,
            or the one that a template of ours names.

    Raises:
        FileRefused: The file cannot be read without guessing, is over a limit or has no rows; ``code`` says
            which.
    """
    refuse_unreadable(path)
    kind = sniff(path)
    if kind is Kind.TEXT:
        return read_csv(path, into, encoding=encoding, delimiter=delimiter)
    return read_workbook(path, into, kind=kind, sheet=sheet)
