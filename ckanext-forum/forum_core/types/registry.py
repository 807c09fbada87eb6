"""The types of ours by name. A meaning that is not here cannot be written in a schema.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from forum_core.types import (
    actes_matter,
    boolean,
    choice,
    code,
    commune,
    count,
    date,
    integer,
    latitude,
    longitude,
    m57_account,
    money,
    number,
    percent,
    period,
    prefecture,
    ratio,
    rna,
    school_year,
    siren,
    siret,
    territory,
    text,
    uai,
    url,
    year,
)
from forum_core.types.base import FieldType

_MODULES = (
    actes_matter,
    boolean,
    choice,
    code,
    commune,
    count,
    date,
    integer,
    latitude,
    longitude,
    m57_account,
    money,
    number,
    percent,
    period,
    prefecture,
    ratio,
    rna,
    school_year,
    siren,
    siret,
    territory,
    text,
    uai,
    url,
    year,
)

TYPES: Mapping[str, FieldType] = MappingProxyType({module.TYPE.name: module.TYPE for module in _MODULES})
