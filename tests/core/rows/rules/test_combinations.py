"""Rules are asked of combinations of cells: how rows stand together in a batch changes no finding."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mapped_tables import GOOD, mapped, row

from forum_core.rows.rules.base import Asked
from forum_core.rows.rules.registry import RULES
from forum_core.schema.model import Rule
from forum_core.schema.store import load_store
from forum_core.types.registry import TYPES

STORE = load_store()
ROWS = 12
TODAY = date(2026, 6, 30)


def cells(field):
    """Few different cells, so that rows are often alike, and of every kind."""
    examples = TYPES[field.meaning].examples
    codes = field.descriptor.get("constraints", {}).get("enum", ())
    return [None, "", " ", *examples.valid[:2], *examples.invalid[:1], *codes[:2]]


def tables(schema):
    rows = st.fixed_dictionaries({field.name: st.sampled_from(cells(field)) for field in schema.fields})
    return st.lists(rows, min_size=2, max_size=ROWS)


def found(schema, rows, rule, batch):
    table = mapped(schema, rows, batch=batch)
    return sorted(
        (one.row, one.field, one.params) for one in RULES[rule.name].check(Asked(schema, table, rule, TODAY))
    )


@pytest.mark.slow
@pytest.mark.parametrize("name", STORE.names())
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_rules_find_the_same_in_one_batch_as_row_by_row(name, data):
    schema = STORE.get(name)
    rows = data.draw(tables(schema))

    for rule in schema.rules:
        assert found(schema, rows, rule, batch=ROWS) == found(schema, rows, rule, batch=1), rule.name


def test_as_many_different_cells_as_one_likes_are_told_apart(subsidies):
    rows = [row(**{name: f"{cell} {number}" for name, cell in GOOD.items()}) for number in range(50)]
    rule = Rule("unique-key", {"at": "objet", "columns": list(GOOD)})

    assert found(subsidies, [*rows, rows[7]], rule, batch=100) == [(52, "objet", ())]
