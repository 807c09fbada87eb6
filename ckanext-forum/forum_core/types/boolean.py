"""Yes or no, in the words that the schema allows."""

from __future__ import annotations

import pyarrow as pa

from forum_core.types.base import Descriptor, Examples, FieldType, Mended, Problem
from forum_core.types.choice import same_word

# Table Schema's own defaults, as frictionless has them.
_TRUE, _FALSE = ("true", "True", "TRUE", "1"), ("false", "False", "FALSE", "0")


def problem(text: str, descriptor: Descriptor) -> Problem | None:
    """Another word."""
    return None if text in words(descriptor) else Problem("boolean-form")


def words(descriptor: Descriptor) -> tuple[str, ...]:
    """The words that the schema allows, those for true first."""
    return (*descriptor.get("trueValues", _TRUE), *descriptor.get("falseValues", _FALSE))


def repair(text: str, descriptor: Descriptor) -> Mended | None:
    """The same word in another case."""
    word = same_word(text, words(descriptor))
    return Mended(word, "boolean-case") if word else None


def parse(text: str, descriptor: Descriptor) -> bool:
    """True or false."""
    return text in descriptor.get("trueValues", _TRUE)


TYPE = FieldType(
    name="boolean",
    label="Oui ou non",
    table_types=("boolean",),
    arrow=pa.bool_(),
    datastore="bool",
    problem=problem,
    repair=repair,
    parse=parse,
    examples=Examples(
        valid=("oui", "non"),
        invalid=("Oui", "NON", "true", "1", "peut-être"),
        repaired={"Oui": "oui", "NON": "non", " non ": "non"},
        beyond_repair=("1", "peut-être", "o"),
        descriptor={"name": "exemple", "type": "boolean", "trueValues": ["oui"], "falseValues": ["non"]},
    ),
)
