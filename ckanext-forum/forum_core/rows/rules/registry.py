"""The rules by their names in schema.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

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
