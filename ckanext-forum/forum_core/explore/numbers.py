"""Which rows of a publication's file hold given words, everywhere or in one column alone."""

from __future__ import annotations

from collections.abc import Mapping

from forum_core.explore.engine import Reading
from forum_core.explore.matches import Found, all_of, found
from forum_core.explore.words import LONGEST


class WordsError(ValueError):
    """The words cannot be searched; its only argument is the code."""


def found_rows(reading: Reading, words: str, by_column: Mapping[str, str]) -> Found:
    """The rows that hold all the words.

    Args:
        reading: One publication's file.
        words: Looked for in the columns that the register's page searches; empty looks for nothing.
        by_column: For a published column, words looked for in it alone.

    Raises:
        WordsError: A text longer than `LONGEST`, or a column that is not published.
    """
    known = {field.name for field in reading.fields}
    asked = [(reading.schema.page.words, words), *(((name,), text) for name, text in by_column.items())]
    if any(len(text) > LONGEST for _, text in asked):
        raise WordsError("words.long")
    if not known.issuperset(by_column):
        raise WordsError("words.column")
    return all_of([found(reading, columns, text)[0] for columns, text in asked])
