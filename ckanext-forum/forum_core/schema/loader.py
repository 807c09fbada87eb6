"""From a schema.yaml to a `Schema`: the only reader of schema files. It refuses with file, key and reason."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft7Validator, ValidationError
from jsonschema.exceptions import best_match

from forum_core.errors import SchemaError
from forum_core.schema.model import (
    Band,
    Field,
    FieldPrivacy,
    LegalText,
    Page,
    PagePicture,
    PrivacyPolicy,
    Rule,
    Schema,
)
from forum_core.types.registry import TYPES

SCHEMA_FILE = "schema.yaml"

Json = Mapping[str, Any]  # a document that the meta-schema has accepted


def load_schema(path: Path) -> Schema:
    """Read one schema.yaml.

    Raises:
        SchemaError: ``params`` hold the file, the key and the reason, each fit to be shown.
    """
    document = _parse(path)
    _validate(path, document)
    if document["name"] != path.parent.name:
        raise SchemaError("schema.name", file=str(path), key="name", reason=path.parent.name)
    for key, column in _columns_named(document):
        if column not in {field["name"] for field in document["fields"]}:
            raise SchemaError("schema.unknown-column", file=str(path), key=key, reason=column)
    for number, field in enumerate(document["fields"]):
        meaning, type_ = field["forum"]["type"], field["type"]
        if meaning not in TYPES or type_ not in TYPES[meaning].table_types:
            key = f"fields/{number}/forum/type"
            raise SchemaError("schema.unknown-type", file=str(path), key=key, reason=meaning)
    return _schema(document)


def _parse(path: Path) -> Json:
    try:
        document = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    except (OSError, UnicodeDecodeError) as err:
        raise SchemaError("schema.unreadable", file=str(path), key="", reason=type(err).__name__) from err
    except yaml.YAMLError as err:
        mark = getattr(err, "problem_mark", None)
        place = str(mark.line + 1) if mark else "1"
        raise SchemaError("schema.yaml", file=str(path), key="", reason=place) from err
    return document


def _validate(path: Path, document: Json) -> None:
    errors = _validator().iter_errors(document)
    first = best_match(errors)
    if first is not None:
        key = "/".join(str(part) for part in first.absolute_path)
        raise SchemaError("schema.invalid", file=str(path), key=key, reason=_reason(first))


@cache  # the meta-schema is part of the code: it does not change while we run
def _validator() -> Draft7Validator:
    text = files("forum_schemas").joinpath("schema.meta.json").read_text(encoding="utf-8")
    return Draft7Validator(json.loads(text))


def _reason(error: ValidationError) -> str:
    """What the meta-schema asks for at this place, in French."""
    asked: Any = error.validator_value  # JSON of the meta-schema and of the document: open by nature
    given: Any = error.instance
    schema: Any = error.schema
    match error.validator:
        case "required":
            return "il manque " + ", ".join(key for key in asked if key not in given)
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


def _columns_named(document: Json) -> Iterator[tuple[str, str]]:
    """Every place of ``forum`` that names a column, with that name."""
    ours, page = document["forum"], document["forum"]["page"]
    for key in ("key", "persons"):
        yield from (("forum/" + key, column) for column in ours[key])
    if ours["authority"] is not None:
        yield "forum/authority", ours["authority"]
    for key in ("subject", "amount", "date"):
        if key in page:
            yield "forum/page/" + key, page[key]
    for key in ("subject_ids", "words", "columns"):
        yield from (("forum/page/" + key, column) for column in page[key])
    for number, picture in enumerate(page.get("pictures", ())):
        if "column" in picture:
            yield f"forum/page/pictures/{number}/column", picture["column"]


def _schema(document: Json) -> Schema:
    ours: Json = document["forum"]
    official = {key: value for key, value in document.items() if key != "forum"}
    official["fields"] = [_official_field(field) for field in document["fields"]]
    return Schema(
        name=document["name"],
        version=document["version"],
        title=ours["title"],
        question=ours["question"],
        summary=ours["summary"],
        official_url=ours.get("official_url"),
        table_schema=official,
        fields=tuple(map(_field, document["fields"])),
        rules=(*_rules(document.get("custom_checks", ())), *_rules(ours.get("rules", ()))),
        key=tuple(ours["key"]),
        authority=ours["authority"],
        persons=tuple(ours["persons"]),
        privacy=_policy(ours.get("privacy")),
        laws=tuple(map(_law, ours["laws"])),
        theme=ours["register"]["theme"],
        frequency=ours["register"]["frequency"],
        licence=ours["register"]["licence"],
        keywords=tuple(ours["keywords"]),
        nil=ours["nil"],
        page=_page(ours["page"]),
        excludes=tuple(ours.get("excludes", ())),
    )


def _official_field(field: Json) -> dict[str, Any]:
    return {key: value for key, value in field.items() if key != "forum"}


def _field(field: Json) -> Field:
    ours: Json = field["forum"]
    privacy = ours.get("privacy")
    return Field(
        name=field["name"],
        title=field["title"],
        type=field["type"],
        meaning=ours["type"],
        descriptor=_official_field(field),
        privacy=FieldPrivacy(privacy["class"], privacy["action"], privacy.get("basis")) if privacy else None,
        help=ours["help"],
        aliases=tuple(ours.get("aliases", ())),
        label=ours.get("label", ""),
    )


def _rules(rules: Sequence[Json]) -> tuple[Rule, ...]:
    return tuple(Rule(rule["name"], rule["params"], rule.get("severity", "error")) for rule in rules)


def _policy(policy: Json | None) -> PrivacyPolicy | None:
    if policy is None:
        return None
    return PrivacyPolicy(
        unit=policy["unit"],
        legal_basis=policy["legal_basis"],
        release=policy["release"],
        threshold=policy["threshold"],
        forbid=tuple(policy.get("forbid", ())),
    )


def _law(law: Json) -> LegalText:
    return LegalText(
        text=law["text"],
        article=law.get("article"),
        since=law.get("since"),
        until=law.get("until"),
        verified=law["verified"],
        url=law.get("url"),
        says=law["says"],
    )


def _page(page: Json) -> Page:
    return Page(
        subject=page["subject"],
        subject_ids=tuple(page["subject_ids"]),
        amount=page.get("amount"),
        date=page["date"],
        words=tuple(page["words"]),
        columns=tuple(page["columns"]),
        bands=tuple(
            Band(band["key"], band["label"], band.get("above"), band.get("up_to"))
            for band in page.get("bands", ())
        ),
        one=page["one"],
        many=page["many"],
        subject_one=page["subject_one"],
        subject_many=page["subject_many"],
        sentence=page.get("sentence", ""),
        pictures=tuple(
            PagePicture(picture["kind"], picture.get("column")) for picture in page.get("pictures", ())
        ),
    )
