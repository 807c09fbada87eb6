"""The columns of a register in words: what templates, documentation and pages say of each, said once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from forum_core import french
from forum_core.project.texts import dates
from forum_core.reference.lists import names
from forum_core.schema.model import Field
from forum_core.sentences.typography import typeset
from forum_core.types.registry import TYPES

YES, NO = "oui", "non"


@dataclass(frozen=True, slots=True)
class CodeWords:
    """A value of a closed list: as one writes it, what it means, and when it may be used."""

    code: str
    label: str
    dates: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column, as a person understands it.

    Attributes:
        says: Its meaning, in one sentence.
        kind: What is written in it: « Montant en euros », « Date (AAAA-MM-JJ) ».
        limits: Bounds and length that the standard asks for; empty when there are none.
        owed: Whether each line has a value.
        codes: The only values that it takes; empty when it is free.
    """

    name: str
    title: str
    says: str
    kind: str
    unit: str
    limits: str
    owed: bool
    example: str
    caution: str
    codes: tuple[CodeWords, ...]

    @property
    def duty(self) -> str:
        """« obligatoire » or « facultative », as the column is."""
        return "obligatoire" if self.owed else "facultative"


def describe(fields: Iterable[Field]) -> tuple[Column, ...]:
    """The columns, in the order of the fields."""
    return tuple(map(_column, fields))


def written(value: object) -> str:
    """A value of a schema as one writes it in a file."""
    return (YES if value else NO) if isinstance(value, bool) else str(value)


def choices(field: Field) -> tuple[str, ...]:
    """The only values that a column takes, as they are written; of a boolean its first word for each."""
    if field.type == "boolean":
        yes, no = (field.descriptor.get(key) or (default,) for key, default in _WORDS)
        return (str(yes[0]), str(no[0]))
    return tuple(written(value) for value in _constraints(field).get("enum", ()))


def limits(field: Field) -> str:
    """What the standard bounds its values by, in words."""
    return limits_of(_constraints(field))


def limits_of(constraints: Mapping[str, Any]) -> str:
    """The same, of the constraints that a Table Schema writes."""
    said = [words.format(_bound(constraints[key])) for key, words in _LIMITS if key in constraints]
    said += ["sans doublon"] if constraints.get("unique") else []
    return ", ".join(said)


_MOST_LISTED = 100
_WORDS = (("trueValues", "true"), ("falseValues", "false"))
# Table Schema's name, and how its bound is said.
_LIMITS = (
    ("minimum", "au moins {}"),
    ("maximum", "au plus {}"),
    ("minLength", "au moins {} caractères"),
    ("maxLength", "au plus {} caractères"),
)


def _column(field: Field) -> Column:
    return Column(
        name=field.name,
        title=typeset(field.title),
        says=typeset(field.help),
        kind=typeset(TYPES[field.meaning].label),
        unit=typeset(field.unit),
        limits=limits(field),
        owed=field.required,
        example=field.example,
        caution=typeset(field.caution),
        codes=_codes(field),
    )


def _codes(field: Field) -> tuple[CodeWords, ...]:
    if field.codes:
        return tuple(
            CodeWords(one.code, ", ".join(filter(None, (one.label, one.says))), dates(one.since, one.until))
            for one in field.codes
        )
    return tuple(CodeWords(value, "", "") for value in choices(field)) or _official(field)


def _official(field: Field) -> tuple[CodeWords, ...]:
    """The codes of an official list that one may read through, as the matters of the @CTES list."""
    kind = TYPES[field.meaning]
    known = names(kind.names) if kind.names else {}
    if len(known) > _MOST_LISTED:
        return ()
    accepted = (code for code in known if kind.problem(code, field.descriptor) is None)
    return tuple(CodeWords(code, typeset(known[code]), "") for code in accepted)


def _bound(value: Any) -> str:  # noqa: ANN401 - JSON of a public standard
    return french.number(value) if isinstance(value, (int, float)) else str(value)


def _constraints(field: Field) -> dict[str, Any]:
    """JSON of a public standard: what it bounds a value by is its own."""
    return field.descriptor.get("constraints", {})
