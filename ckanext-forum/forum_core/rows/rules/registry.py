"""The rules by their names in schema.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from forum_core.errors import SchemaError
from forum_core.rows.rules import (
    french_siret_value,
    not_after,
    one_of_required,
    probable_duplicate,
    required_above,
)
from forum_core.rows.rules.base import NamedRule

RULES: Mapping[str, NamedRule] = MappingProxyType(
    {
        module.RULE.name: module.RULE
        for module in (french_siret_value, not_after, one_of_required, probable_duplicate, required_above)
    }
)


def find_rule(name: str, *, schema: str) -> NamedRule:
    """The rule of that name.

    Raises:
        SchemaError: ``schema.unknown-rule``; the register asks for a rule that we do not have.
    """
    try:
        return RULES[name]
    except KeyError:
        raise SchemaError("schema.unknown-rule", rule=name, schema=schema) from None
