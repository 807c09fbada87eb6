"""Which column a header names: by name, title or another spelling, of today or of a former version."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

from forum_core.schema.model import Field, Schema
from forum_core.schema.replaced import Former


def claims(schema: Schema, headers: Sequence[str], former: Former | None = None) -> dict[str, list[int]]:
    """For each field that is there, in the schema's order, the positions of the headers that name it.

    Args:
        schema: The register's schema.
        headers: Those of the file.
        former: The version that they are of; its names win over today's.
    """
    exact: dict[str, str | None] = {name: name for name in {f.name for f in schema.fields} & set(headers)}
    by_key: dict[str, str | None] = dict(_keys(schema.fields))
    if former:
        by_key |= {
            header_key(former.titles[old]): new for old, new in former.columns.items() if old in former.titles
        }
        by_key |= {header_key(old): new for old, new in former.columns.items()}
        exact |= {old: new for old, new in former.columns.items() if old in headers}
    found: dict[str, list[int]] = {field.name: [] for field in schema.fields}
    for position, header in enumerate(headers):
        name = exact[header] if header in exact else by_key.get(header_key(header))
        if name is not None:
            found[name].append(position)
    return {name: positions for name, positions in found.items() if positions}


def former_gone(former: Former) -> frozenset[str]:
    """Keys of the headers of a former version's columns that have no place today."""
    gone = [old for old, new in former.columns.items() if new is None]
    return frozenset(header_key(name) for old in gone for name in (old, former.titles.get(old, old)))


def header_key(header: str) -> str:
    """A header without case, accents, spaces and punctuation."""
    decomposed = unicodedata.normalize("NFD", header.casefold())
    return re.sub(r"[^a-z0-9]", "", decomposed)


def _keys(fields: Sequence[Field]) -> Mapping[str, str]:
    """Field by every name it goes by; an exact name wins over a title, a title over an alias."""
    keys: dict[str, str] = {}
    for names in ([(f.name,) for f in fields], [(f.title,) for f in fields], [f.aliases for f in fields]):
        for field, spellings in zip(fields, names, strict=True):
            for spelling in spellings:
                keys.setdefault(header_key(spelling), field.name)
    return keys
