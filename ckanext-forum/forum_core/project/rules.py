"""The rules of a register in words: what each asks of a line, how firmly, since when, by which text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from string import Formatter
from types import MappingProxyType
from typing import Any

from forum_core import french
from forum_core.project.columns import written
from forum_core.project.texts import dates
from forum_core.schema.model import Rule, Schema
from forum_core.sentences.typography import typeset

ASKS: Mapping[str, str] = MappingProxyType(
    {
        "allowed-if": "{column} {values} quand {when} {is}.",
        "ceiling-at-date": "{amount} ne dépasse pas le plafond de la fonction, aux taux de chaque jour.",
        "cohesive-columns-value": "{together} sont remplies ensemble, ou vides ensemble.",
        "compare-columns-value": "{column} {op} {column2}.",
        "counted-twice": "Une ligne ne compte pas ce qu’une autre, plus détaillée ou plus large, compte.",
        "empty-if": "{column} est vide quand {when} {is}.",
        "envelope-at-date": "Pour les mêmes {by}, {amount} ne dépasse pas en un an l’enveloppe.",
        "french-siren-value": "{column} est un numéro SIREN dont la clé est juste.",
        "french-siret-value": "{column} est un numéro SIRET dont la clé est juste.",
        "group-sum-at-most": "Pour les mêmes {columns}, la somme de {amount} ne dépasse pas {column}.",
        "known-identifier": "{column} est un code de la bonne sorte quand {when} {is}.",
        "names-nobody": "{column} ne nomme personne.",
        "nomenclature-actes-value": "{column} est une matière de la nomenclature @CTES.",
        "not-after": "{column} ne vient pas après {other}.",
        "not-in-future": "{column} n’est pas à venir.",
        "one-breakdown": "Une ligne donne le détail d’une seule des colonnes {columns}.",
        "one-of-required": "{column1} ou {column2} est remplie.",
        "one-value": "Les lignes qui ont {columns} en commun ont aussi {column} en commun.",
        "periods-apart": "Deux lignes qui ont {columns} en commun ont la même période, ou aucun jour commun.",
        "probable-duplicate": "Deux lignes qui ont les mêmes {columns} sont sans doute la même.",
        "required-above": "{column} est remplie quand {amount} dépasse {above}.",
        "required-if": "{column} est remplie quand {when} {is}.",
        "same-year": "{column} est une date de l’année dite par {year}.",
        "sum-at-least": "La somme de {columns} fait au moins {least}.",
        "sum-at-most": "La somme de {columns} ne dépasse pas {column}.",
        "sum-columns-value": "{column} est la somme de {columns}.",
        "total-at-most": "Pour les mêmes {by}, {amount} ne dépasse pas en un an le plafond.",
        "unique-key": "Deux lignes n’ont jamais les mêmes {columns}.",
        "whole-period": "{start} et {column} sont le premier et le dernier jour d’une période entière.",
        "year-interval-value": "{column} est une année, ou deux années dans l’ordre.",
    }
)
"""What a rule asks for, by its name. A test refuses a rule without words."""

_ASKS_WITH: Mapping[tuple[str, str], str] = MappingProxyType(
    {("not-in-future", "years"): "{column} va au plus jusqu’à l’année en cours + {years}."}
)
"""The same, where an option is written that changes what is asked for."""


@dataclass(frozen=True, slots=True)
class RuleWords:
    """A rule, as a person understands it.

    Attributes:
        code: Ours; empty for a check of the standard.
        asks: What a line owes.
        says: What to do when it does not; empty when the report alone says it.
        blocks: False when it only warns.
        text: The text of law that it applies, when it was read; empty otherwise.
    """

    code: str
    asks: str
    says: str
    blocks: bool
    dates: str
    text: str

    @property
    def force(self) -> str:
        """« bloquant » or « à regarder, sans bloquer », as the rule is."""
        return "bloquant" if self.blocks else "à regarder, sans bloquer"


@dataclass(frozen=True, slots=True)
class LaterWords:
    """A rule that is not run yet, and what it waits for."""

    code: str
    says: str
    needs: str


def describe(schema: Schema) -> tuple[RuleWords, ...]:
    """The rules in the order of the schema, those of the standard first."""
    return tuple(_rule(schema, rule) for rule in schema.rules)


def describe_later(schema: Schema) -> tuple[LaterWords, ...]:
    """The rules that wait for other rows."""
    return tuple(
        LaterWords(one.code, typeset(one.says), typeset(french.listed(one.needs))) for one in schema.later
    )


def _rule(schema: Schema, rule: Rule) -> RuleWords:
    return RuleWords(
        code=rule.code,
        asks=typeset(_asks(schema, rule)),
        says=typeset(rule.says),
        blocks=rule.severity == "error",
        dates=dates(rule.since, rule.until),
        text=typeset(rule.text) if rule.verified else "",
    )


def _asks(schema: Schema, rule: Rule) -> str:
    special = (_ASKS_WITH[rule.name, name] for name in rule.params if (rule.name, name) in _ASKS_WITH)
    template = next(special, ASKS[rule.name])
    params = dict(rule.params)
    if "othercolumns" in params:
        params["together"] = [params["column"], *params["othercolumns"]]
    if "op" in params:
        params["op"] = french.order(params["op"], days=schema.field(params["column"]).type == "date")
    named = {name for _, name, _, _ in Formatter().parse(template) if name}
    return template.format_map({name: _said(name, params[name]) for name in named})


def _said(name: str, value: Any) -> str:  # noqa: ANN401 - parameters are the rule's own
    if isinstance(value, list):
        words = [written(one) for one in value]  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
        return _one_of(words) if name in {"is", "values"} else french.listed(words)
    # A yes or no is an int too, for Python.
    is_number = isinstance(value, float | int) and not isinstance(value, bool)
    return french.number(value) if is_number else written(value)


def _one_of(values: Sequence[str]) -> str:
    """« vaut « a » ou « b » », « est vide » for the empty value, or both."""
    some = french.listed([french.quoted(one) for one in values if one], "ou")
    return " ou ".join(filter(None, ("est vide" if "" in values else "", f"vaut {some}" if some else "")))
