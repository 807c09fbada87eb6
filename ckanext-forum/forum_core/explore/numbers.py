"""Which rows of a publication's file hold given words, by their number in the file."""

# ruff: noqa: S608 - column names come from the schema, quoted; what a visitor typed is bound.

from __future__ import annotations

from collections.abc import Mapping

from forum_core.explore.engine import Reading
from forum_core.explore.filters import LONGEST, words_sql


class WordsError(ValueError):
    """The words cannot be searched; its only argument is the code."""


def row_numbers(reading: Reading, words: str, by_column: Mapping[str, str]) -> list[int]:
    """Numbers, from 1 in the file's order, of the rows that hold all the words.

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
    conditions = [words_sql(reading.schema, columns, text) for columns, text in asked]
    with reading.cursor() as cursor:
        found = cursor.execute(
            "SELECT file_row_number + 1 AS number FROM read_parquet(?, file_row_number = true) WHERE "
            + " AND ".join(sql for sql, _ in conditions)
            + " ORDER BY number",
            [reading.files, *(value for _, values in conditions for value in values)],
        )
        return found.fetchnumpy()["number"].tolist()
