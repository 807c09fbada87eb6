"""Rows of a group that count the same persons twice, on the subsidies' columns: any of text would do."""

from __future__ import annotations

import pytest
from mapped_tables import TODAY, mapped, row

from forum_core.rows.rules.apart_in_group import check_one_value, check_periods
from forum_core.rows.rules.base import Asked
from forum_core.rows.rules.sums import check_at_least, check_group
from forum_core.schema.model import Rule


def found(schema, check, params, rows):
    asked = Asked(schema, mapped(schema, rows, batch=2), Rule("essai", params), TODAY)
    return [(one.row, one.field) for one in check(asked)]


def overlapping(schema, *periods):
    rows = [row(nomBeneficiaire=group, nature=first, idRAE=last) for group, first, last in periods]
    params = {"at": "nature", "columns": ["nomBeneficiaire"], "start": "nature", "end": "idRAE"}
    return [number for number, _ in found(schema, check_periods, params, rows)]


FIRST = ("A", "2024-01-01", "2024-03-31")
SECOND = ("A", "2024-04-01", "2024-06-30")
HALF = ("A", "2024-01-01", "2024-06-30")
YEAR = ("A", "2024-01-01", "2024-12-31")


def test_quarters_side_by_side_and_equal_periods_are_apart(subsidies):
    assert overlapping(subsidies, FIRST, SECOND, FIRST, ("A", "2025-01-01", "2025-12-31")) == []


def test_the_longer_of_two_periods_that_share_days_is_found(subsidies):
    assert overlapping(subsidies, YEAR, FIRST, YEAR, SECOND) == [2, 4]
    assert overlapping(subsidies, FIRST, HALF, YEAR) == [3, 4]
    assert overlapping(subsidies, ("A", "2024-06-30", "2024-07-31"), HALF) == [3]


def test_periods_of_other_groups_and_days_that_cannot_be_read_are_left_alone(subsidies):
    assert overlapping(subsidies, FIRST, ("B", *YEAR[1:]), ("A", "", "2024-12-31"), ("A", "mars", "x")) == []
    assert overlapping(subsidies, FIRST, ("A", "2024-12-31", "2024-01-01")) == []


def test_an_empty_end_goes_on_where_the_rule_says_so(subsidies):
    params = {"at": "nature", "columns": ["nomBeneficiaire"], "start": "nature", "end": "idRAE"}
    rows = [
        row(nomBeneficiaire="A", nature=first, idRAE=last)
        for first, last in (("2023-01-01", ""), ("2025-01-01", ""), ("2022-01-01", "2022-12-31"))
    ]

    assert found(subsidies, check_periods, params, rows) == []
    assert found(subsidies, check_periods, params | {"open": True}, rows) == [(2, "nature")]


def test_rows_that_together_exceed_a_number_of_their_group_are_found(subsidies):
    params = {"amount": "idRAE", "column": "objet", "columns": ["nomBeneficiaire"]}
    cells = [
        ("A", "4", "9"),
        ("B", "4", ""),
        ("A", "6", ""),
        ("B", "4", "8"),
        ("C", "9", ""),
        ("A", "x", "9"),
    ]
    rows = [row(nomBeneficiaire=group, idRAE=part, objet=most) for group, part, most in cells]

    assert found(subsidies, check_group, params, rows) == [(2, "idRAE")]


def test_rows_unlike_most_of_their_group_are_found(subsidies):
    params = {"column": "nature", "columns": ["nomBeneficiaire"]}
    cells = [("A", "x"), ("A", "y"), ("A", "y "), ("B", "x"), ("B", "z")]
    rows = [row(nomBeneficiaire=group, nature=value) for group, value in cells]

    assert found(subsidies, check_one_value, params, rows) == [(2, "nature"), (6, "nature")]


@pytest.mark.parametrize(
    ("cells", "wrong"),
    [
        (("4", "5"), True),
        (("4", "6"), False),
        (("10", "1"), False),
        (("4", ""), False),
        (("4", "cinq"), False),
    ],
)
def test_numbers_that_make_less_than_the_least_are_found(subsidies, cells, wrong):
    rows = [row(nature=cells[0], idRAE=cells[1])]

    assert (
        bool(found(subsidies, check_at_least, {"columns": ["nature", "idRAE"], "least": 10}, rows)) is wrong
    )
