"""What frictionless says is what we say: same errors, same rows, same fields, on every table."""

from __future__ import annotations

import copy
import dataclasses
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mapped_tables import GOOD, TODAY, folder, mapped, row
from plain import our_errors, plain_errors

from forum_core.rows.check import check
from forum_core.rows.mapping import map_table, match_columns
from forum_core.rows.read import read_file
from forum_core.rows.repair import repair
from forum_core.schema.store import load_store
from forum_core.types.registry import TYPES

FIXTURES = sorted((Path(__file__).parents[1] / "real_extracts").glob("*.csv"))
STORE = load_store()
EXAMPLES = sorted(Path(__file__).parents[3].glob("schemas/*/examples/*.csv"))
WHOLE = sorted(Path(os.environ.get("FORUM_REAL_FILES", "/nonexistent")).glob("*.csv"))
"""Whole real files, when the environment says where they are."""


def checked(schema, table):
    return check(schema, table, folder(), authority=None, today=TODAY, apart=frozenset())


@pytest.mark.parametrize("path", [*FIXTURES, *EXAMPLES, *WHOLE], ids=lambda path: path.stem[:24])
def test_a_real_file_gets_the_errors_of_plain_frictionless(path):
    schema, table = of_its_register(path)

    assert our_errors(checked(schema, table)) == plain_errors(schema, table)


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem[:24])
def test_a_repaired_file_gets_the_errors_of_plain_frictionless_too(path):
    schema, table = of_its_register(path)
    table, _ = repair(schema, table, folder())

    assert our_errors(checked(schema, table)) == plain_errors(schema, table)


def of_its_register(path):
    """The file under the columns of the register that knows the most of them."""
    into = folder()
    raw = read_file(path, into)
    registers = map(STORE.get, STORE.names())
    schema = max(registers, key=lambda schema: len(match_columns(schema, raw.headers)))
    return schema, map_table(schema, raw, into)


def cell(field):
    """Cells as people type them: good, wrong, to be repaired, empty, absent, or anything."""
    examples = TYPES[field.meaning].examples
    known = [
        GOOD[field.name],
        *examples.valid,
        *examples.invalid,
        *examples.repaired,
        *examples.beyond_repair,
    ]
    # A signalling NaN stops plain frictionless with an exception: it has a test of its own.
    quiet = [text for text in known if "snan" not in text.lower()]
    anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
    return st.one_of(
        st.sampled_from(quiet), st.sampled_from(["", None, " ", GOOD[field.name]]), anything
    ).filter(lambda text: text is None or "snan" not in text.lower())


def tables(schema):
    names = [field.name for field in schema.fields]
    rows = st.lists(st.fixed_dictionaries({f.name: cell(f) for f in schema.fields}), min_size=1, max_size=6)
    columns = st.sets(st.sampled_from(names), min_size=1)
    return st.tuples(rows, st.one_of(st.just(set(names)), columns), st.integers(2, 5), st.integers(1, 4))


@pytest.mark.slow
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_generated_table_gets_the_errors_of_plain_frictionless(subsidies, data):
    rows, columns, first_row, batch = data.draw(tables(subsidies))
    table = mapped(subsidies, rows, columns=columns, first_row=first_row, batch=batch)

    result = checked(subsidies, table)

    assert our_errors(result) == plain_errors(subsidies, table)
    assert result.rows_in == result.spool.rows + len(result.refused)


@pytest.mark.slow
def test_a_table_longer_than_any_limit_of_frictionless_gets_all_its_errors(subsidies):
    table = mapped(subsidies, [row(montant="x", objet="", dateConvention="y")] * 1200, batch=500)

    result = checked(subsidies, table)

    assert len(our_errors(result)) == 3600
    assert our_errors(result) == plain_errors(subsidies, table)


def test_a_value_that_another_row_has_is_an_error_where_values_must_differ(subsidies):
    schema = with_constraint(subsidies, "montant", unique=True, minimum=2)
    amounts = ["12", "1", "", "12.0", "1", "x", "", "x", "NaN", "NaN", None, "12"]
    table = mapped(schema, [row(montant=amount) for amount in amounts], batch=4)

    errors = our_errors(checked(schema, table))

    assert ("unique-error", 13, "montant") in errors
    assert errors == plain_errors(schema, table)


def with_constraint(schema, name, **constraints):
    table = copy.deepcopy(dict(schema.table_schema))
    (field,) = (field for field in table["fields"] if field["name"] == name)
    field["constraints"] = {**field.get("constraints", {}), **constraints}
    return dataclasses.replace(schema, table_schema=table)


def test_a_signalling_nan_is_a_finding_and_not_a_crash(subsidies):
    table = mapped(subsidies, [row(pourcentageSubvention="sNaN"), row(montant="-sNaN12")])

    result = checked(subsidies, table)

    assert result.refused == (2, 3)
