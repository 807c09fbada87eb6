"""The versions of a register that can still be read: the current one, and those it replaced, as they were.

An older version is the Table Schema that was in force, kept as a file; it is read, never followed: rows are
judged by the current schema.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from forum_core.schema.documents import installed_root
from forum_core.schema.former import version_files
from forum_core.schema.loader import SCHEMA_FILE
from forum_core.schema.model import Schema

_NUMBER = re.compile(r"[0-9]+(\.[0-9]+)*")

TableSchema = Mapping[str, Any]  # JSON of a public standard: its keys are open


def versions(schema: Schema, *roots: Path) -> tuple[str, ...]:
    """Numbers of the versions that can be read, the current one first, then the others from the latest on."""
    older = set(older_versions(schema.name, *roots)) - {schema.version}
    return (schema.version, *sorted(older, key=_order, reverse=True))


@cache  # schemas are part of the code: they do not change while we run
def older_versions(name: str, *roots: Path) -> Mapping[str, TableSchema]:
    """The Table Schema of each version that a register's folder keeps, by its number.

    Args:
        name: Name of the register.
        roots: Folders of schemas; without one, those that are installed with us.
    """
    return MappingProxyType(
        {
            path.parent.name: json.loads(path.read_text(encoding="utf-8"))
            for root in roots or (installed_root(),)
            for path in version_files(root / name / SCHEMA_FILE)
            if _NUMBER.fullmatch(path.parent.name)
        }
    )


def _order(number: str) -> tuple[int, ...]:
    return tuple(map(int, number.split(".")))
