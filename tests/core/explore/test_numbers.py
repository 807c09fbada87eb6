"""Words find the same rows for the API as for the page, by their number in the file."""

from __future__ import annotations

import gate_registers as registers
import pyarrow.parquet as pq
import pytest

from forum_core.explore.filters import Filter
from forum_core.explore.numbers import WordsError, found_rows
from forum_core.explore.page import Sort, rows_page


@pytest.fixture
def reading(published_once):
    rows = [
        registers.aid("Judo club", motif="Tatamis de l’œuvre"),
        registers.aid("Élan théâtral", motif="Saison"),
        registers.aid("Chœur d’enfants", motif="écoles de judo"),
    ]
    return published_once(registers.AIDS, rows)


@pytest.mark.parametrize("words", ["judo", "JUDO écoles", "elan", "oeuvre", "rien de tel", ""])
def test_words_give_the_rows_that_the_page_shows(reading, words):
    keys = pq.read_table(reading.paths[0], columns=["cle_ligne"])["cle_ligne"].to_pylist()

    found = found_rows(reading, words, {})

    page = rows_page(reading, Filter(words=words), Sort("nom"), offset=0, limit=10)
    assert sorted(keys[number] for number in found.numbers()) == sorted(row.key for row in page)
    assert found.count == len(page)


def test_words_can_be_asked_of_one_column_alone(reading):
    everywhere = found_rows(reading, "judo", {})
    in_name = found_rows(reading, "", {"nom": "judo"})

    assert (everywhere.count, in_name.count) == (2, 1)
    assert set(in_name.numbers()) < set(everywhere.numbers())
    assert found_rows(reading, "ecoles", {"nom": "judo"}).count == 0


@pytest.mark.parametrize(
    ("words", "by_column", "code"),
    [("a" * 201, {}, "words.long"), ("", {"nom": "a" * 201}, "words.long"), ("", {"x": "y"}, "words.column")],
)
def test_words_that_cannot_be_searched_are_refused(reading, words, by_column, code):
    with pytest.raises(WordsError) as refused:
        found_rows(reading, words, by_column)

    assert refused.value.args == (code,)
