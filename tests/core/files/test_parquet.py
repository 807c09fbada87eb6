"""Equal rows give equal bytes however they were cut into batches, and a file is there whole or not at all."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from forum_core.files.parquet import GROUP_ROWS, write_parquet

SCHEMA = pa.schema([("cle", pa.string()), ("texte", pa.string()), ("nombre", pa.float64())])


def table(rows: int) -> pa.Table:
    return pa.table(
        {
            "cle": [f"{number:016x}" for number in range(rows)],
            "texte": [None if number % 7 == 0 else f"texte {number % 13}" for number in range(rows)],
            "nombre": [number / 3 for number in range(rows)],
        },
        schema=SCHEMA,
    )


@pytest.mark.parametrize("rows", [0, 1, GROUP_ROWS - 1, GROUP_ROWS, GROUP_ROWS + 1, 2 * GROUP_ROWS + 10])
def test_the_cut_into_batches_leaves_no_trace(tmp_path, rows):
    whole = table(rows)

    one, facts = write_parquet(SCHEMA, whole.to_batches(), tmp_path)
    other, again = write_parquet(SCHEMA, whole.to_batches(max_chunksize=9973), tmp_path)

    assert (one, facts) == (other, again)
    assert facts.rows == rows
    assert pq.read_table(one).equals(whole)


def test_nothing_in_the_file_says_when_or_where_it_was_made(tmp_path):
    path, _ = write_parquet(SCHEMA, table(10).to_batches(), tmp_path)

    metadata = pq.read_metadata(path)

    assert metadata.metadata is None
    assert metadata.created_by.startswith("parquet-cpp-arrow version")


def test_a_source_that_fails_leaves_no_file(tmp_path):
    def failing():
        yield from table(10).to_batches()
        raise OSError("source gone")

    with pytest.raises(OSError, match="source gone"):
        write_parquet(SCHEMA, failing(), tmp_path)

    assert list(tmp_path.iterdir()) == []
