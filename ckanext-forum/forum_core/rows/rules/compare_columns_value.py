"""`compare-columns-value` of schema.data.gouv.fr: two cells of a row stand in an order."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping
from numbers import Number
from types import MappingProxyType
from typing import Any

from forum_core.findings import Finding
from forum_core.rows.rules.base import Asked, NamedRule
from forum_core.types.registry import TYPES

_OPERATORS: Mapping[str, Callable[[Any, Any], bool]] = MappingProxyType(
    {">": operator.gt, ">=": operator.ge, "==": operator.eq, "<=": operator.le, "<": operator.lt}
)


def check(asked: Asked) -> Iterator[Finding]:
    """Rows where both cells can be read and do not stand in that order; the rest is said by their types."""
    columns = asked.params["column"], asked.params["column2"]
    compare = _OPERATORS[asked.params["op"]]
    fields = [asked.schema.field(name) for name in columns]
    for row, cells in asked.rows(*columns):
        if not all(cells):
            continue
        if any(TYPES[f.meaning].problem(cell, f.descriptor) for f, cell in zip(fields, cells, strict=True)):
            continue
        first, second = (
            TYPES[f.meaning].parse(cell, f.descriptor) for f, cell in zip(fields, cells, strict=True)
        )
        both_numbers = isinstance(first, Number) and isinstance(second, Number)
        if (both_numbers or type(first) is type(second)) and not compare(first, second):
            yield asked.finding(columns[0], row, other=columns[1], op=asked.params["op"])


RULE = NamedRule("compare-columns-value", check, ("column", "column2"))
