"""Plain frictionless on the mapped cells: the judge that our answers are compared with."""

from __future__ import annotations

import frictionless
from frictionless.resources import TableResource

from forum_core.project.table_schema import project
from forum_core.rows.table import ROW

OWN_TYPES = {error.type for error in frictionless.checks.baseline.Errors} | {"source-error"}


def plain_errors(schema, mapped):
    """(type, row, field) of everything that `validate` says, with an unlimited number of errors."""
    rows = mapped.spool.table().to_pylist()
    header_row = min(row[ROW] for row in rows) - 1
    labels = list(mapped.fields)
    data = (
        [[""] * len(labels)] * (header_row - 1) + [labels] + [[row[name] for name in labels] for row in rows]
    )
    resource = TableResource(
        data=data,
        schema=frictionless.Schema.from_descriptor(project(schema)),
        detector=frictionless.Detector(schema_sync=True),
        dialect=frictionless.Dialect(header_rows=[header_row]),
    )
    report = resource.validate(limit_errors=10**9)
    assert not report.errors
    assert not report.tasks[0].warnings
    return {
        (kind, row, field or None) for kind, row, field in report.flatten(["type", "rowNumber", "fieldName"])
    }


def our_errors(checked):
    """(type, row, field) of our findings, for frictionless' own types."""
    return {(found.code, found.row, found.field) for found in checked.findings if found.code in OWN_TYPES}
