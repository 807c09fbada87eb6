"""Rows of counts that details cut, on the subsidies' columns: any columns of text would do."""

from __future__ import annotations

from mapped_tables import TODAY, mapped, row

from forum_core.rows.rules.base import Asked
from forum_core.rows.rules.breakdowns import check_counted_twice, check_one_breakdown
from forum_core.schema.model import Rule

CUT = {"across": ["nature", "idRAE"], "totals": ["tous", ""]}


def twice(schema, *cuts):
    """Rows found in one group, each given by its two cells that cut."""
    rows = [row(nomBeneficiaire=name, nature=first, idRAE=second) for name, first, second in cuts]
    rule = Rule("counted-twice", {"at": "nomBeneficiaire", "columns": ["nomBeneficiaire"], **CUT})
    return [
        found.row for found in check_counted_twice(Asked(schema, mapped(schema, rows, batch=2), rule, TODAY))
    ]


def test_details_of_one_column_beside_a_total_of_the_other_are_counted_once(subsidies):
    assert twice(subsidies, ("A", "x", "tous"), ("A", "y", "tous"), ("B", "tous", "")) == []


def test_a_total_beside_its_parts_counts_them_twice(subsidies):
    assert twice(subsidies, ("A", "x", "tous"), ("A", "tous", "tous"), ("A", "y", "tous")) == [3]


def test_rows_cut_in_two_ways_count_one_another(subsidies):
    assert twice(subsidies, ("A", "x", "tous"), ("A", "tous", "1"), ("B", "x", "tous")) == [2, 3]


def test_a_partial_total_counts_again_only_its_own_parts(subsidies):
    assert twice(subsidies, ("A", "x", "tous"), ("A", "y", "1"), ("A", "y", "2")) == []
    assert twice(subsidies, ("A", "x", "tous"), ("A", "x", "1"), ("A", "y", "2")) == [2]


def test_equal_rows_are_left_to_the_key(subsidies):
    assert twice(subsidies, ("A", "x", "1"), ("A", "x", "1")) == []


def test_one_breakdown_finds_rows_that_cross_two_details(subsidies):
    rows = [row(nature=first, idRAE=second) for first, second in (("x", ""), ("tous", "1"), ("x", "1"))]
    rule = Rule("one-breakdown", {"at": "nature", "columns": ["nature", "idRAE"], "totals": ["tous", ""]})

    found = list(check_one_breakdown(Asked(subsidies, mapped(subsidies, rows), rule, TODAY)))

    assert [(one.row, one.field) for one in found] == [(4, "nature")]
