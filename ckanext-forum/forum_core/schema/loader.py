"""From a schema.yaml to a `Schema`: the only reader of schema files. It refuses with file, key and reason."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from forum_core.errors import SchemaError
from forum_core.reference.dated import FOLDER, DatedTable, read_dated_table
from forum_core.rows.rules.registry import RULES
from forum_core.schema.build import build
from forum_core.schema.documents import Json, read_document, shared_files
from forum_core.schema.former import read_former, read_older
from forum_core.schema.judge import faults, rules_of
from forum_core.schema.model import Schema
from forum_core.schema.written import locate, located

SCHEMA_FILE = "schema.yaml"


def load_schema(path: Path) -> Schema:
    """Read one schema.yaml.

    Raises:
        SchemaError: ``params`` hold the file, the key and the reason, each fit to be shown.
    """
    with located():
        document = read_document(path)
        for fault in faults(path, document):
            raise fault
        return replace(
            build(path, document),
            tables=_read_tables(path, document),
            former=read_former(path, document),
            older=read_older(path),
        )


def problems(path: Path) -> tuple[SchemaError, ...]:
    """Everything that keeps a schema.yaml from serving; none when `load_schema` reads it."""
    try:
        with located():
            document = read_document(path)
    except SchemaError as err:
        return (err,)
    found = tuple(map(locate, faults(path, document)))
    if found:
        return found
    try:
        load_schema(path)
    except SchemaError as err:
        return (err,)
    return ()


def _read_tables(path: Path, document: Json) -> dict[str, DatedTable]:
    """The dated tables that the rules name."""
    tables: dict[str, DatedTable] = {}
    for key, rule in rules_of(document):
        for name in RULES[rule["name"]].tables_of(rule["params"]):
            file = next(shared_files(path, f"{FOLDER}/{name}.csv"), None)
            if file is None:
                raise SchemaError("schema.unknown-table", file=str(path), key=f"{key}/params", reason=name)
            if name not in tables:
                tables[name] = read_dated_table(file)
    return tables
