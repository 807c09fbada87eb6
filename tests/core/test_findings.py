"""A million findings take little memory and keep their order."""

from __future__ import annotations

import tracemalloc

from forum_core.findings import Finding, Findings, Severity


def test_findings_come_in_order_of_row_then_column_with_those_of_the_table_first():
    late = Finding("type-error", row=9, field="a", field_number=1)
    second = Finding("type-error", row=3, field="b", field_number=2)
    first = Finding("type-error", row=3, field="a", field_number=1)
    whole = Finding("missing-label", field="c")

    assert list(Findings([late, second, whole, first])) == [whole, first, second, late]


def test_refused_rows_are_those_with_an_error():
    findings = Findings(
        [
            Finding("a", row=4),
            Finding("b", row=4),
            Finding("c", row=2, severity=Severity.WARNING),
            Finding("d", severity=Severity.WARNING),
        ]
    )

    assert findings.refused_rows() == (4,)
    assert not findings.blocks()
    assert Findings([Finding("e")]).blocks()


def test_errors_and_warnings_are_told_apart():
    findings = Findings([Finding("a", row=1), Finding("b", row=2, severity=Severity.WARNING)])

    assert [f.code for f in findings.of(Severity.ERROR)] == ["a"]
    assert [f.code for f in findings.of(Severity.WARNING)] == ["b"]
    assert len(findings.of(Severity.ERROR)) == 1


def test_a_group_has_all_its_rows():
    findings = Findings(Finding("a", row=row) for row in (5, 3, 4))

    assert list(findings.rows_of_kinds()) == [(Finding("a"), (3, 4, 5))]


def test_findings_can_be_sliced_like_any_sequence():
    findings = Findings(Finding("a", row=row) for row in range(1, 6))

    assert findings[-1].row == 5
    assert [f.row for f in findings[1:3]] == [2, 3]


def test_many_findings_of_one_kind_take_less_than_forty_bytes_each():
    count = 20_000
    tracemalloc.start()

    findings = Findings(
        Finding("type-error", row=row, field="a", field_number=1) for row in range(2, count + 2)
    )
    kept, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert len(findings) == count
    assert kept < 40 * count
