"""Judge a document by its meta-schema, and say in French what is asked of it and where."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft7Validator, ValidationError
from jsonschema.exceptions import best_match

from forum_core.errors import SchemaError
from forum_core.schema.documents import Json, installed_root


def validate(path: Path, document: Json, meta: str) -> None:
    """Refuse a document that is not what its meta-schema asks for.

    Args:
        path: Its file, for the refusal.
        document: What was read from it.
        meta: Name of the meta-schema among those installed with us.

    Raises:
        SchemaError: ``schema.invalid``, with the key and the reason in French.
    """
    errors = _validator(meta).iter_errors(document)
    first = best_match(errors)
    if first is not None:
        key = "/".join(str(part) for part in first.absolute_path)
        raise SchemaError("schema.invalid", file=str(path), key=key, reason=_reason(first))


@cache  # meta-schemas are part of the code: they do not change while we run
def _validator(meta: str) -> Draft7Validator:
    document = json.loads((installed_root() / meta).read_text(encoding="utf-8"))
    whole = _written_out(document, document.pop("definitions", {}))
    return Draft7Validator(whole, format_checker=Draft7Validator.FORMAT_CHECKER)


def _written_out(node: Any, definitions: Json) -> Any:  # noqa: ANN401 - any JSON
    """The meta-schema with its definitions in their places: looking them up takes half of a judgement."""
    if isinstance(node, list):
        return [_written_out(one, definitions) for one in node]  # pyright: ignore[reportUnknownVariableType]
    if not isinstance(node, dict):
        return node
    found: Json = node
    if "$ref" in found:
        return _written_out(definitions[found["$ref"].removeprefix("#/definitions/")], definitions)
    return {key: _written_out(value, definitions) for key, value in found.items()}


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
        case "format":
            return "cette date n’existe pas"
        case "pattern" | "type" as which:
            return f"{'la forme attendue' if which == 'pattern' else 'le type attendu'} est {asked}"
        case _:
            return f"la règle {error.validator} du méta-schéma n’est pas suivie"


def _needed(asked: Mapping[str, Sequence[str]], given: Json) -> list[str]:
    """Keys that other keys, which are there, ask for."""
    return [need for key, needs in asked.items() if key in given for need in needs]
