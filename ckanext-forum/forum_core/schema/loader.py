"""From a schema.yaml to a `Schema`: the only reader of schema files. It refuses with file, key and reason."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft7Validator, ValidationError
from jsonschema.exceptions import best_match

from forum_core.errors import SchemaError
from forum_core.rows.rules.registry import RULES
from forum_core.schema.build import build
from forum_core.schema.documents import Json, installed_root, read_document
from forum_core.schema.model import Schema
from forum_core.types.registry import TYPES

SCHEMA_FILE = "schema.yaml"


def load_schema(path: Path) -> Schema:
    """Read one schema.yaml.

    Raises:
        SchemaError: ``params`` hold the file, the key and the reason, each fit to be shown.
    """
    document = read_document(path)
    _validate(path, document)
    # The standard's name may have hyphens, a folder's has none: it is also a name in Python and in SQL.
    if document["name"].replace("-", "_") != path.parent.name:
        raise SchemaError("schema.name", file=str(path), key="name", reason=path.parent.name)
    _check_fields(path, document["fields"])
    for key, column in _columns_named(document):
        if column not in {field["name"] for field in document["fields"]}:
            raise SchemaError("schema.unknown-column", file=str(path), key=key, reason=column)
    _check_rules(path, document)
    return build(path, document)


def _validate(path: Path, document: Json) -> None:
    errors = _validator().iter_errors(document)
    first = best_match(errors)
    if first is not None:
        key = "/".join(str(part) for part in first.absolute_path)
        raise SchemaError("schema.invalid", file=str(path), key=key, reason=_reason(first))


@cache  # the meta-schema is part of the code: it does not change while we run
def _validator() -> Draft7Validator:
    text = (installed_root() / "schema.meta.json").read_text(encoding="utf-8")
    return Draft7Validator(json.loads(text))


def _reason(error: ValidationError) -> str:
    """What the meta-schema asks for at this place, in French."""
    asked: Any = error.validator_value  # JSON of the meta-schema and of the document: open by nature
    given: Any = error.instance
    schema: Any = error.schema
    match error.validator:
        case "required" | "dependencies":
            needed = asked if error.validator == "required" else _needed(asked, given)
            return "il manque " + ", ".join(key for key in needed if key not in given)
        case "additionalProperties":
            return "clé inconnue " + ", ".join(
                sorted(key for key in given if key not in schema["properties"])
            )
        case "enum":
            return "valeurs permises\u00a0: " + ", ".join(map(str, asked))
        case "pattern":
            return f"la forme attendue est {asked}"
        case "type":
            return f"le type attendu est {asked}"
        case _:
            return f"la règle {error.validator} du méta-schéma n’est pas suivie"


def _needed(asked: Mapping[str, Sequence[str]], given: Json) -> list[str]:
    """Keys that other keys, which are there, ask for."""
    return [need for key, needs in asked.items() if key in given for need in needs]


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


def _check_rules(path: Path, document: Json) -> None:
    """Every rule exists, names columns that exist, and has a code of its own."""
    names = {field["name"] for field in document["fields"]}
    ours = document["forum"]
    places = (("custom_checks", document.get("custom_checks", ())), ("forum/rules", ours.get("rules", ())))
    for place, rules in places:
        for number, rule in enumerate(rules):
            key = f"{place}/{number}"
            if rule["name"] not in RULES:
                raise SchemaError("schema.unknown-rule", file=str(path), key=key, reason=rule["name"])
            for column in RULES[rule["name"]].columns_of(rule["params"]):
                if column not in names:
                    raise SchemaError(
                        "schema.unknown-column",
                        file=str(path),
                        key=key,
                        reason=column or "une colonne manque",
                    )
    codes = Counter(rule["code"] for rule in (*ours.get("rules", ()), *ours.get("later", ())))
    for code, times in codes.items():
        if times > 1:
            reason = f"le code {code} est donné à {times} règles"
            raise SchemaError("schema.invalid", file=str(path), key="forum/rules", reason=reason)


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
    yield from (("forum/privacy/given", column) for column in policy.get("given", ()))
    for key in ("subject", "amount", "date"):
        if key in page:
            yield "forum/page/" + key, page[key]
    for key in ("subject_ids", "words", "columns"):
        yield from (("forum/page/" + key, column) for column in page[key])
    for number, picture in enumerate(page.get("pictures", ())):
        if "column" in picture:
            yield f"forum/page/pictures/{number}/column", picture["column"]
