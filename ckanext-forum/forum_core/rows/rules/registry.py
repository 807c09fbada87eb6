"""The rules by their names in schema.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from forum_core.rows.rules import (
    apart_in_group,
    breakdowns,
    ceiling_at_date,
    cohesive_columns_value,
    compare_columns_value,
    envelope_at_date,
    filled_if,
    fitting_if,
    french_numbers,
    names_nobody,
    nomenclature_actes_value,
    not_after,
    not_in_future,
    one_of_required,
    required_above,
    same_rows,
    same_year,
    sums,
    total_at_most,
    whole_period,
    year_interval_value,
)
from forum_core.rows.rules.base import NamedRule

_RULES = (
    apart_in_group.ONE_VALUE,
    apart_in_group.PERIODS_APART,
    breakdowns.COUNTED_TWICE,
    breakdowns.ONE_BREAKDOWN,
    ceiling_at_date.RULE,
    cohesive_columns_value.RULE,
    compare_columns_value.RULE,
    envelope_at_date.RULE,
    filled_if.EMPTY,
    filled_if.REQUIRED,
    fitting_if.ALLOWED,
    fitting_if.KNOWN,
    french_numbers.SIREN,
    french_numbers.SIRET,
    names_nobody.RULE,
    nomenclature_actes_value.RULE,
    not_after.RULE,
    not_in_future.RULE,
    one_of_required.RULE,
    required_above.RULE,
    same_rows.DUPLICATE,
    same_rows.UNIQUE,
    same_year.RULE,
    sums.AT_LEAST,
    sums.AT_MOST,
    sums.EQUAL,
    sums.GROUP,
    total_at_most.RULE,
    whole_period.RULE,
    year_interval_value.RULE,
)

RULES: Mapping[str, NamedRule] = MappingProxyType({rule.name: rule for rule in _RULES})
