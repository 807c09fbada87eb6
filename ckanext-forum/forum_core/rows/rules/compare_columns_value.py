"""`compare-columns-value` of schema.data.gouv.fr: two cells of a row stand in an order."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from numbers import Number
from types import MappingProxyType
from typing import Any

from forum_core.findings import Finding
from forum_core.rows.rules.base import Asked, NamedRule, Read
from forum_core.schema.model import Field
from forum_core.types.registry import TYPES

_OPERATORS: Mapping[str, Callable[[Any, Any], bool]] = MappingProxyType(
    {">": operator.gt, ">=": operator.ge, "==": operator.eq, "<=": operator.le, "<": operator.lt}
)


def check(asked: Asked) -> Iterator[Finding]:
    """Rows where both cells can be read and do not stand in that order; the rest is said by their types."""
    columns = asked.params["column"], asked.params["column2"]
    compare = _OPERATORS[asked.params["op"]]
    fields = [asked.schema.field(name) for name in columns]

    def judge(first: Any, second: Any) -> Iterator[Finding]:  # noqa: ANN401 - the types of both columns
        if first is None or second is None:
            return
        both_numbers = isinstance(first, Number) and isinstance(second, Number)
        if (both_numbers or type(first) is type(second)) and not compare(first, second):
            yield asked.finding(columns[0], other=columns[1], op=asked.params["op"])

    return asked.each(judge, *(Read(field.name, partial(_value, field)) for field in fields))


def _value(field: Field, cell: str) -> Any:  # noqa: ANN401 - the type of the column
    """What the cell says, None when it is empty or its own type has something to say of it."""
    kind = TYPES[field.meaning]
    return kind.parse(cell, field.descriptor) if cell and not kind.problem(cell, field.descriptor) else None


RULE = NamedRule("compare-columns-value", check, ("column", "column2"), alike=("column", "column2"))
