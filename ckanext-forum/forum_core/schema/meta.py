"""Judge a document by its meta-schema, and say in French what is asked of it and where."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft7Validator, ValidationError

from forum_core.errors import SchemaError
from forum_core.french import NARROW, SPACE, listed
from forum_core.schema.documents import Json, installed_root


def validate(path: Path, document: Json, meta: str) -> None:
    """Refuse a document that is not what its meta-schema asks for.

    Args:
        path: Its file, for the refusal.
        document: What was read from it.
        meta: Name of the meta-schema among those installed with us.

    Raises:
        SchemaError: ``schema.invalid``, with the key, the reason and the remedy in French.
    """
    for breach in breaches(path, document, meta):
        raise breach


def breaches(path: Path, document: Json, meta: str) -> Iterator[SchemaError]:
    """All the places where a document is not what its meta-schema asks for, in the order of the meta-schema.

    Args:
        path: Its file, for the refusals.
        document: What was read from it.
        meta: Name of the meta-schema among those installed with us.
    """
    said: set[tuple[str, str]] = set()
    for error in _validator(meta).iter_errors(document):
        key = "/".join(map(str, error.absolute_path))
        for reason, fix in _said(error):
            if (key, reason) not in said:
                said.add((key, reason))
                yield SchemaError("schema.invalid", file=str(path), key=key, reason=reason, fix=fix)


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


_TYPES = {
    "string": "un texte",
    "number": "un nombre",
    "integer": "un nombre entier",
    "boolean": "true ou false",
    "array": "une liste",
    "object": "des clés et leurs valeurs",
    "null": "null",
}
_HOW = {
    "string": "Mettez la valeur entre guillemets simples",
    "array": "Écrivez les valeurs entre crochets, ou une par ligne après un tiret",
    "object": "Écrivez sous cette clé d’autres clés, en retrait",
    "boolean": "Écrivez true ou false, sans guillemets",
}


_WRONG = {
    "format": ("cette date n’existe pas", "Corrigez le jour ou le mois"),
    "minLength": ("la valeur est vide", "Écrivez-la, ou retirez la clé si elle est facultative"),
    "minItems": ("la liste est trop courte", "Ajoutez ce qui manque"),
    "uniqueItems": ("un élément est deux fois dans la liste", "Gardez-le une fois"),
}


def _said(error: ValidationError) -> Iterator[tuple[str, str]]:
    """What is wrong at this place, and what to do about it, in French."""
    asked: Any = error.validator_value  # JSON of the meta-schema and of the document: open by nature
    given: Any = error.instance
    schema: Any = error.schema
    match error.validator:
        case "required" | "dependencies":
            needed = asked if error.validator == "required" else _needed(asked, given)
            for key in (key for key in needed if key not in given):
                yield f"il manque la clé {key}", "Ajoutez-la, avec sa valeur"
        case "additionalProperties":
            known = schema["properties"]
            for key in sorted(given.keys() - known.keys()):
                yield f"la clé {key} n’existe pas ici", _instead(key, known, "Retirez-la")
        case "enum":
            yield f"la valeur {given} n’existe pas ici", _instead(str(given), asked, "Changez-la")
        case "type":
            wanted = [asked] if isinstance(asked, str) else asked
            what = listed([_TYPES[one] for one in wanted], "ou")
            yield f"il faut {what}, et non {_kind(given)}", _HOW.get(wanted[0], "Corrigez la valeur")
        case other:
            told: str = schema.get("description", "la valeur ne convient pas")
            yield _WRONG.get(str(other), (told, "Corrigez la valeur, ou retirez la clé"))


def _instead(written: str, known: Iterable[Any], else_: str) -> str:
    """The word that was likely meant, then those that could be."""
    words = list(map(str, known))
    near = get_close_matches(written.casefold(), words, 1)
    meant = f"Vouliez-vous dire {near[0]}{NARROW}? " if near else ""
    return f"{meant}{else_}{NARROW}; ici s’écrivent{SPACE}: {', '.join(words)}"


def _kind(given: Any) -> str:  # noqa: ANN401 - any JSON
    kinds = ((bool, "boolean"), (int, "integer"), (float, "number"), (str, "string"), (list, "array"))
    name = next((name for kind, name in kinds if isinstance(given, kind)), "object")
    return "une valeur vide" if given is None else _TYPES[name]


def _needed(asked: Mapping[str, Sequence[str]], given: Json) -> list[str]:
    """Keys that other keys, which are there, ask for."""
    return [need for key, needs in asked.items() if key in given for need in needs]
