"""Every type keeps the promises of its own examples."""

from __future__ import annotations

import frictionless
import pyarrow as pa
import pytest

from forum_core.types.registry import TYPES

VALID = [(kind, text) for kind in TYPES.values() for text in kind.examples.valid]
INVALID = [(kind, text) for kind in TYPES.values() for text in kind.examples.invalid]
REPAIRED = [(kind, *pair) for kind in TYPES.values() for pair in kind.examples.repaired.items()]
BEYOND = [(kind, text) for kind in TYPES.values() for text in kind.examples.beyond_repair]


def named(value):
    """The type's name; the cells themselves stay out of the names of tests."""
    return getattr(value, "name", "")


def accepts(kind, text):
    """What a cell must pass: frictionless with the descriptor, and the type's own check."""
    read = frictionless.Field.from_descriptor(dict(kind.examples.descriptor)).create_cell_reader()
    problem = kind.problem(text, kind.examples.descriptor)
    return not (problem and problem.refuses) and read(text)[1] is None


@pytest.mark.parametrize(("kind", "text"), VALID, ids=named)
def test_a_valid_example_is_accepted_and_has_a_value_of_the_arrow_type(kind, text):
    assert accepts(kind, text)
    assert len(pa.array([kind.parse(text, kind.examples.descriptor)], kind.arrow)) == 1


@pytest.mark.parametrize(("kind", "text"), INVALID, ids=named)
def test_an_invalid_example_is_refused(kind, text):
    assert not accepts(kind, text)


@pytest.mark.parametrize(("kind", "before", "after"), REPAIRED, ids=named)
def test_a_repair_gives_the_cell_that_the_example_says(kind, before, after):
    mended = kind.repair(before, kind.examples.descriptor)

    assert not accepts(kind, before)
    assert mended is not None
    assert mended.text == after
    assert accepts(kind, mended.text)


@pytest.mark.parametrize(("kind", "text"), BEYOND, ids=named)
def test_what_cannot_be_repaired_surely_is_left_alone(kind, text):
    mended = kind.repair(text, kind.examples.descriptor)

    assert mended is None or not accepts(kind, mended.text)


@pytest.mark.parametrize("kind", TYPES.values(), ids=named)
def test_every_type_shows_what_it_accepts_and_refuses(kind):
    assert kind.examples.valid
    assert kind.examples.invalid
    assert kind.table_types


def test_a_column_of_american_dates_speaks_against_its_repair():
    evidence = TYPES["date"].evidence

    assert sum(map(evidence, ("12/31/2024", "01/02/2024", "06/15/2024"))) < 0
    assert sum(map(evidence, ("31/12/2024", "01/02/2024", "15/06/2024", "12/13/2024"))) > 0
