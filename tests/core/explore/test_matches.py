"""Words are matched once for a file, and what is kept of it finds the rows that reading every row finds."""

from __future__ import annotations

import gate_registers as registers
import numpy as np
import pytest
from explored import ROWS, published
from hypothesis import given, settings
from hypothesis import strategies as st

from forum_core.explore.engine import open_engine
from forum_core.explore.figures import figures
from forum_core.explore.filters import Filter
from forum_core.explore.matches import Found, found, holding
from forum_core.explore.memory import OVERHEAD, Kept
from forum_core.explore.words import pattern_of, split_words
from forum_core.files.duck import quoted

COLUMNS = registers.AIDS.page.words
PARTS = [
    "judo",
    "Écoles",
    "l’œuvre",
    "ŒUVRE",
    "coeur",
    "chœurs",
    "21750001600019",
    "W751234567",
    "e\u0301lan",
]
TEXTS = st.lists(st.sampled_from([*PARTS, "Saint-Étienne", "a.b", "(x", "ß", "İ", "№ 5"]), max_size=4).map(
    " ".join
)


def every_row(reading, words):
    """Rows of the reading, by their place in it, as a search that keeps nothing finds them."""
    tokens = split_words(words)
    one = " OR ".join(f"coalesce(regexp_matches({quoted(name)}::VARCHAR, $1), false)" for name in COLUMNS)
    kept = None
    for token in tokens:
        with reading.cursor() as cursor:
            flags = cursor.execute(
                f"SELECT {one} FROM read_parquet($2) ORDER BY file_index, file_row_number",
                [pattern_of(token), reading.files],
            ).fetchall()
        these = {place for place, (flag,) in enumerate(flags) if flag}
        kept = these if kept is None else kept & these
    return kept


def told(reading, words):
    """The same by the condition that pages use."""
    condition, values = holding(reading, COLUMNS, words)
    with reading.cursor() as cursor:
        flags = cursor.execute(
            f"SELECT {condition} FROM read_parquet(?) ORDER BY file_index, file_row_number",
            [*values, reading.files],
        ).fetchall()
    return {place for place, (flag,) in enumerate(flags) if flag}


@pytest.fixture(scope="module")
def several(tmp_path_factory):
    """Three files of a register, whose rows do not fill whole bytes."""
    random = np.random.default_rng(5)
    quarantine, publications = tmp_path_factory.mktemp("q"), tmp_path_factory.mktemp("p")
    texts = [*PARTS, "Saint-Étienne", "a.b", "(x", "ß", "İ", "№ 5", "Ecole", "élan", "21 750"]
    files = [
        published(
            registers.AIDS,
            [
                registers.aid(" ".join(random.choice(texts, 2)), motif=random.choice([*texts, None]))
                for _ in range(count)
            ],
            quarantine,
            publications,
        ).paths[0]
        for count in (13, 1, 70)
    ]
    return open_engine(publications).read(registers.AIDS, *files)


@settings(deadline=None, max_examples=60)
@given(words=TEXTS | st.text(max_size=12))
def test_rows_told_by_bits_are_those_that_reading_every_row_finds(several, words):
    expected = every_row(several, words)

    assert told(several, words) == (set(range(84)) if expected is None else expected)
    first = type(several)(several.engine, several.schema, several.paths[:1], several.fields)
    assert told(first, words) == {place for place in told(several, words) if place < 13}


def test_words_are_matched_once_for_a_file_however_they_are_written(reading):
    (one,) = found(reading, COLUMNS, "judo club")
    (again,) = found(reading, COLUMNS, "Club  JUDO club")

    assert again is one
    assert figures(reading, Filter(words="judo club")).rows == one.count


def test_what_is_kept_holds_no_word_and_no_cell(reading):
    (one,) = found(reading, COLUMNS, "judo")

    assert (one.rows, one.count, len(one.bits)) == (len(ROWS), 2, 1)


def test_rows_in_both_are_in_each():
    one, other = Found(10, 3, bytes([0b11000000, 0b01000000])), Found(10, 2, bytes([0b01000001, 0]))

    assert one.numbers() == [0, 1, 9]
    assert one.both(other) == Found(10, 1, bytes([0b01000000, 0]))


def test_what_is_kept_never_weighs_more_than_its_bound():
    kept = Kept(3 * OVERHEAD + 30)

    for key in range(3):
        kept.put(key, f"v{key}", 10)
    assert kept.get(0) == "v0"
    kept.put(3, "v3", 10)
    kept.put(3, "v3 again", 10)

    assert kept.weight == 3 * OVERHEAD + 30
    assert [kept.get(key) for key in range(4)] == ["v0", None, "v2", "v3 again"]


def test_a_value_larger_than_the_bound_is_not_kept():
    kept = Kept(OVERHEAD)

    kept.put("key", "value", 1)

    assert (kept.get("key"), kept.weight) == (None, 0)
