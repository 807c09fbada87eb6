"""From a schema.yaml to a `Schema`: the only reader of schema files. It refuses with file, key and reason."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from forum_core.errors import SchemaError
from forum_core.reference.dated import FOLDER, DatedTable, read_dated_table
from forum_core.rows.rules.registry import RULES
from forum_core.schema.build import build, columns_of
from forum_core.schema.documents import Json, is_day, read_document, shared_files
from forum_core.schema.former import read_former, read_older
from forum_core.schema.meta import validate
from forum_core.schema.model import Schema
from forum_core.types.registry import TYPES

SCHEMA_FILE = "schema.yaml"
META = "schema.meta.json"


def load_schema(path: Path) -> Schema:
    """Read one schema.yaml.

    Raises:
        SchemaError: ``params`` hold the file, the key and the reason, each fit to be shown.
    """
    document = read_document(path)
    validate(path, document, META)
    # The standard's name may have hyphens, a folder's has none: it is also a name in Python and in SQL.
    if document["name"].replace("-", "_") != path.parent.name:
        raise SchemaError("schema.name", file=str(path), key="name", reason=path.parent.name)
    _check_fields(path, document["fields"])
    for key, column in _columns_named(document):
        if column not in {field["name"] for field in document["fields"]}:
            raise SchemaError("schema.unknown-column", file=str(path), key=key, reason=column)
    _check_rules(path, document)
    _check_page(path, document)
    return replace(
        build(path, document),
        tables=_read_tables(path, document),
        former=read_former(path, document),
        older=read_older(path),
    )


def _check_fields(path: Path, fields: Sequence[Json]) -> None:
    for number, field in enumerate(fields):
        ours, place = field["forum"], f"fields/{number}"
        if ("title" in field) == ("title" in ours):
            reason = "un titre, et un seul : celui du standard, ou forum/title"
            raise SchemaError("schema.invalid", file=str(path), key=place, reason=reason)
        meaning = ours["type"]
        if meaning not in TYPES or field["type"] not in TYPES[meaning].table_types:
            key = f"{place}/forum/type"
            raise SchemaError("schema.unknown-type", file=str(path), key=key, reason=meaning)
        constraints = field.get("constraints", {})
        for bound in {"minimum", "maximum"} & constraints.keys():
            if not _is_bound(field["type"], constraints[bound]):
                key = f"{place}/constraints/{bound}"
                reason = f"ce n’est pas une valeur du type {field['type']}"
                raise SchemaError("schema.invalid", file=str(path), key=key, reason=reason)


def _is_bound(kind: str, value: str | float) -> bool:
    """True when the column's values can be compared with it; official schemas write some numbers as text."""
    if kind == "date":
        return isinstance(value, str) and is_day(value)
    try:
        return math.isfinite(float(value))
    except ValueError:
        return False


def _check_rules(path: Path, document: Json) -> None:
    """Every rule exists, names columns that exist, and has a code of its own."""
    names = {field["name"] for field in document["fields"]}
    ours = document["forum"]
    for place, rule in _rules(document):
        _check_rule(path, place, rule, names)
    codes = Counter(rule["code"] for rule in (*ours.get("rules", ()), *ours.get("later", ())))
    for code, times in codes.items():
        if times > 1:
            reason = f"le code {code} est donné à {times} règles"
            raise SchemaError("schema.invalid", file=str(path), key="forum/rules", reason=reason)


def _rules(document: Json) -> Iterator[tuple[str, Json]]:
    """Every rule, with its place in the document."""
    for place, rules in (
        ("custom_checks", document.get("custom_checks", ())),
        ("forum/rules", document["forum"].get("rules", ())),
    ):
        yield from ((f"{place}/{number}", rule) for number, rule in enumerate(rules))


def _check_rule(path: Path, key: str, rule: Json, names: Set[str]) -> None:
    if rule["name"] not in RULES:
        raise SchemaError("schema.unknown-rule", file=str(path), key=key, reason=rule["name"])
    known = RULES[rule["name"]]
    for column in known.columns_of(rule["params"]):
        if column not in names:
            raise SchemaError(
                "schema.unknown-column", file=str(path), key=key, reason=column or "une colonne manque"
            )
    if (meaning := rule["params"].get("type")) is not None and meaning not in TYPES:
        raise SchemaError("schema.unknown-type", file=str(path), key=f"{key}/params", reason=meaning)


def _read_tables(path: Path, document: Json) -> dict[str, DatedTable]:
    """The dated tables that the rules name."""
    tables: dict[str, DatedTable] = {}
    for key, rule in _rules(document):
        for name in RULES[rule["name"]].tables_of(rule["params"]):
            file = next(shared_files(path, f"{FOLDER}/{name}.csv"), None)
            if file is None:
                reason = f"aucune table de référence n’a ce nom\u00a0: {name}"
                raise SchemaError("schema.invalid", file=str(path), key=f"{key}/params", reason=reason)
            if name not in tables:
                tables[name] = read_dated_table(file)
    return tables


_RULE_OF_PICTURE = MappingProxyType({"ceilings": "ceiling-at-date", "sources": "total-at-most"})


def _check_page(path: Path, document: Json) -> None:
    """What is kept separate is a choice that the page shows; pictures of ceilings name a rule on ceilings."""
    page = document["forum"]["page"]
    rules = {rule["code"]: rule["name"] for rule in document["forum"].get("rules", ())}
    for number, picture in enumerate(page.get("pictures", ())):
        wanted = _RULE_OF_PICTURE.get(picture["kind"])
        if wanted and rules.get(picture["rule"]) != wanted:
            reason = f"aucune règle {wanted} n’a le code {picture['rule']}"
            key = f"forum/page/pictures/{number}/rule"
            raise SchemaError("schema.invalid", file=str(path), key=key, reason=reason)
    choices = {field["name"] for field in document["fields"] if "enum" in field.get("constraints", {})}
    for column in page.get("separate", ()):
        if column not in choices or column not in page["columns"]:
            reason = f"{column} n’est pas un choix parmi les colonnes de la page"
            raise SchemaError("schema.invalid", file=str(path), key="forum/page/separate", reason=reason)


def _columns_named(document: Json) -> Iterator[tuple[str, str]]:
    """Every place of ``forum`` that names a column, with that name."""
    ours, page = document["forum"], document["forum"]["page"]
    for key in ("key", "persons"):
        yield from (("forum/" + key, column) for column in ours[key])
    if ours["authority"] is not None:
        yield "forum/authority", ours["authority"]
    policy = ours.get("privacy", {})
    for key in ("asked", "hidden"):
        if key in policy:
            yield "forum/privacy/" + key, policy[key]
    for key in ("given", "sensitive"):
        yield from (("forum/privacy/" + key, column) for column in policy.get(key, ()))
    for number, one in enumerate(policy.get("parts", ())):
        yield from ((f"forum/privacy/parts/{number}", column) for column in (one["whole"], *one["parts"]))
    yield from _columns_of_page(page)


def _columns_of_page(page: Json) -> Iterator[tuple[str, str]]:
    for key in ("subject", "before", "amount", "date"):
        if key in page:
            yield "forum/page/" + key, page[key]
    for key in ("subject_ids", "words", "columns"):
        yield from (("forum/page/" + key, column) for column in page[key])
    for number, picture in enumerate(page.get("pictures", ())):
        if "column" in picture:
            yield f"forum/page/pictures/{number}/column", picture["column"]
        for key in ("columns", "rows"):
            place = f"forum/page/pictures/{number}/{key}"
            yield from ((place, column) for column in columns_of(picture.get(key, ())))
    if "awaited" in page:
        yield "forum/page/awaited/column", page["awaited"]["column"]
    for key, column in page.get("calculator", {}).items():
        yield f"forum/page/calculator/{key}", column
