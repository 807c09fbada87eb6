"""Which rows hold the words of a search: found once for a file and its words, then kept as bits, one a row.

The figures, the pictures and the rows of a page, its files and the API ask for the same words. A published
file never changes, so neither do the rows that hold them. Bits say no word and no cell.
"""

# ruff: noqa: S608 - column names come from the schema, quoted; what a visitor typed is bound.

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import accumulate
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq

from forum_core.explore.engine import Condition, Reading
from forum_core.explore.memory import Kept
from forum_core.explore.words import LONGEST, pattern_of, split_words
from forum_core.files.duck import quoted
from forum_core.schema.model import Schema

MOST_KEPT = 16 << 20
"""Bytes of bits that a process keeps: some hundred searches of a million rows each."""

_MOST_LETTERS = {"siren": 0, "siret": 0, "rna": 4}
"""Letters that stand in a row in an identifier, at most: W and three others in an RNA."""

_BATCH_ROWS = 16_384


@dataclass(frozen=True, slots=True)
class Found:
    """The rows of one file that hold the words.

    Attributes:
        rows: Of the file.
        count: Of them, those that hold the words.
        bits: One a row in the file's order, the highest of each byte first.
    """

    rows: int
    count: int
    bits: bytes

    def numbers(self) -> list[int]:
        """The rows by their number, from 0; as long as `count`."""
        return np.flatnonzero(_flags(self)).tolist()

    def both(self, other: Found) -> Found:
        """The rows of the same file that are in both."""
        return _packed(_flags(self) & _flags(other))


_Key = tuple[Path, tuple[str, ...], tuple[str, ...]]
_KEPT: Kept[_Key, Found] = Kept(MOST_KEPT)


def found(reading: Reading, columns: Collection[str], words: str) -> tuple[Found, ...]:
    """For each of the reading's files, the rows in which each word stands in one of these columns."""
    names, tokens = tuple(columns), tuple(sorted(set(split_words(words))))
    keys: list[_Key] = [(path, names, tokens) for path in reading.paths]
    known = {key: kept for key in keys if (kept := _KEPT.get(key)) is not None}
    missing = [key for key in dict.fromkeys(keys) if key not in known]
    if missing:
        fresh = _match(reading, [path for path, _, _ in missing], words_sql(reading.schema, names, words))
        for key, one in zip(missing, fresh, strict=True):
            _KEPT.put(key, one, len(one.bits))
            known[key] = one
    return tuple(known[key] for key in keys)


def holding(reading: Reading, columns: Collection[str], words: str) -> Condition:
    """The rows in which each word stands in one of these columns, as a condition on `read_parquet(?)`."""
    if not split_words(words):
        return "true", ()
    parts = found(reading, columns, words)
    if not any(part.count for part in parts):
        return "false", ()
    bits = b"".join(part.bits for part in parts)
    if len(parts) == 1:
        return "get_bit(?::BLOB::BIT, file_row_number::INTEGER) = 1", (bits,)
    starts = [0, *accumulate(len(part.bits) * 8 for part in parts)][:-1]
    place = "(file_row_number + (?::BIGINT[])[file_index::BIGINT + 1])::INTEGER"
    return f"get_bit(?::BLOB::BIT, {place}) = 1", (bits, starts)


def words_sql(schema: Schema, names: Collection[str], words: str) -> Condition:
    """Each word stands in one of these columns; accents, case, apostrophes do not matter. Reads every row."""
    conditions = [_word_sql(schema, names, token) for token in split_words(words)]
    sql = " AND ".join(f"({sql})" for sql, _ in conditions) or "true"
    return sql, tuple(value for _, values in conditions for value in values)


def _word_sql(schema: Schema, names: Collection[str], token: str) -> Condition:
    # What an identifier cannot hold is not looked for in it: half of the work of a search is left out.
    letters = len(token) if token.isalpha() else 0
    read = [name for name in names if letters <= _MOST_LETTERS.get(schema.field(name).meaning, LONGEST)]
    # A word is never empty, so neither is what it matches. DuckDB extracts once from equal cells of a row
    # group, and would match each of them: half of the time.
    sql = " OR ".join(f"regexp_extract({quoted(name)}::VARCHAR, ?) <> ''" for name in read) or "false"
    return sql, (pattern_of(token),) * len(read)


def _match(reading: Reading, paths: Sequence[Path], condition: Condition) -> list[Found]:
    sql, values = condition
    files = [str(path) for path in paths]
    with reading.cursor() as cursor:
        flags = [np.zeros(pq.read_metadata(path).num_rows, bool) for path in paths]
        # `sql` streams; `execute` would hold all numbers in memory.
        batches = cursor.sql(
            f"SELECT file_index::INTEGER, file_row_number FROM read_parquet(?) WHERE {sql}",
            params=[files, *values],
        ).to_arrow_reader(_BATCH_ROWS)
        for batch in batches:
            places, numbers = (column.to_numpy() for column in batch.columns)
            for place in np.unique(places):
                flags[place][numbers[places == place]] = True
    return [_packed(one) for one in flags]


def all_of(parts: Sequence[Found]) -> Found:
    """The rows of one file that are in every part."""
    return reduce(Found.both, parts)


def _packed(flags: np.ndarray[tuple[int], np.dtype[np.bool]]) -> Found:
    return Found(len(flags), int(np.count_nonzero(flags)), np.packbits(flags).tobytes())


def _flags(one: Found) -> np.ndarray[tuple[int], np.dtype[np.bool]]:
    return np.unpackbits(np.frombuffer(one.bits, np.uint8), count=one.rows).view(np.bool)
