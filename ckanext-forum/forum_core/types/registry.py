"""The types of ours by name. A meaning that is not here cannot be written in a schema.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from forum_core.types import boolean, choice, date, money, number, period, ratio, rna, siret, text
from forum_core.types.base import FieldType

TYPES: Mapping[str, FieldType] = MappingProxyType(
    {
        module.TYPE.name: module.TYPE
        for module in (boolean, choice, date, money, number, period, ratio, rna, siret, text)
    }
)
