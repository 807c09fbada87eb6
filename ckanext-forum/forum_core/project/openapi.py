"""Target: an OpenAPI 3.1 document of the reading addresses: each register's rows and filters, in French.

It describes the answers that the site makes (ckanext.forum.said); a test asks each address and compares.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from forum_core.explore.address import parameter_of
from forum_core.explore.filters import (
    BAND,
    LEAST,
    MOST,
    SINCE,
    UNTIL,
    WORDS,
    YEAR,
    choice_fields,
    choice_keys,
)
from forum_core.explore.page import PAGE, SORT, WHOLE, sortable
from forum_core.explore.words import LONGEST
from forum_core.french import SPACE
from forum_core.measure import capital
from forum_core.periods import has_days, noun
from forum_core.project import json_schema
from forum_core.schema.model import Schema
from forum_core.sentences.typography import typeset

LOSSES: tuple[str, ...] = (
    # Lost by the JSON Schema of a row, and said by no address either.
    *(loss for loss in json_schema.LOSSES if loss not in {"forum/question", "forum/page"}),
    "forum/page/subject",
    "forum/page/before",
    "forum/page/subject_ids",
    "forum/page/separate",
    "forum/page/stocks",
    "forum/page/figures",
    "forum/page/sort",
    "forum/page/words",
    "forum/page/bands/above",
    "forum/page/bands/up_to",
    "forum/page/one",
    "forum/page/unit",
    "forum/page/subject_one",
    "forum/page/subject_many",
    "forum/page/sentence",
    "forum/page/pictures",
    "forum/page/awaited",
    "forum/page/calculator",
)
"""Keys of schema.yaml that this target does not express."""

VERSION = "3.1.1"
"""Of OpenAPI."""

API_VERSION = "1.0.0"
"""Of the addresses and of their answers; what could break a reader's program makes another first figure."""

Json = dict[str, Any]  # an OpenAPI document: its keys are those of its own standard

# Parts that all registers share: with a point, which no register's name has.
_ANSWER, _AUTHORITY, _PUBLICATION = "commun.reponse", "commun.collectivite", "commun.publication"
_FIGURES, _FACET, _SORT, _PAGE = "commun.chiffres", "commun.choix", "commun.ordre", "commun.page"
_ERRORS = "commun.erreurs"
_WHOSE = "authority"
"""The parameter of an address that names one authority."""


@dataclass(frozen=True, slots=True)
class Site:
    """Where the addresses are.

    Attributes:
        address: Of the site, without a slash at the end.
        registers: Path of the page of all registers.
        schemas: Path of the page of all schemas.
    """

    title: str
    address: str
    registers: str
    schemas: str


def project(schemas: Iterable[Schema], published: Collection[str], site: Site) -> Json:
    """The document: the rows of every register, and the addresses of those that somebody publishes.

    Args:
        schemas: The registers of the site.
        published: Names of those that have rows online.
        site: Where it is.
    """
    known = tuple(schemas)
    online = tuple(schema for schema in known if schema.name in published)
    return {
        "openapi": VERSION,
        "info": {
            "title": f"API des registres{SPACE}: {typeset(site.title)}",
            "version": API_VERSION,
            "description": typeset(
                "Lire les registres publiés, sans jeton ni inscription. Chaque réponse nomme les "
                "publications dont elle est faite ; un filtre faux est refusé avec une phrase qui dit lequel."
            ),
        },
        "jsonSchemaDialect": json_schema.DIALECT,
        "servers": [{"url": site.address}],
        "tags": [_tag(schema, site) for schema in online],
        "paths": {path: item for schema in online for path, item in _paths(schema, site)},
        "components": {
            "schemas": {**_shared(), **{name: one for schema in known for name, one in _own(schema)}},
            "parameters": {_WHOSE: _authority_parameter(), PAGE: _page_parameter()},
            "responses": _responses(),
        },
    }


def _tag(schema: Schema, site: Site) -> Json:
    documented = {"url": f"{site.address}{site.schemas}/{schema.name}/{schema.version}"}
    return {"name": schema.name, "description": typeset(schema.question), "externalDocs": documented}


def _paths(schema: Schema, site: Site) -> Iterator[tuple[str, Json]]:
    base = f"{site.registers}/{schema.name}"
    for start, whose in ((base, ""), (f"{base}/{{{_WHOSE}}}", "d’une collectivité")):
        yield f"{start}.json", _item(schema, "json", whose)
        yield f"{start}.csv", _item(schema, "csv", whose)


def _item(schema: Schema, form: str, whose: str) -> Json:
    many = capital(typeset(schema.page.many))
    said = " ".join(filter(None, (many, whose or "de toutes les collectivités", f"({form.upper()})")))
    parameters = [*_filters(schema)]
    if form == "json":
        parameters += [_sort_parameter(schema), {"$ref": f"#/components/parameters/{PAGE}"}]
    return {
        **({"parameters": [{"$ref": f"#/components/parameters/{_WHOSE}"}]} if whose else {}),
        "get": {
            "operationId": "_".join(filter(None, (schema.name, whose and _WHOSE, form))),
            "tags": [schema.name],
            "summary": said,
            "parameters": parameters,
            "responses": {
                "200": _found(schema, form),
                "400": {"$ref": "#/components/responses/400"},
                "404": {"$ref": "#/components/responses/404"},
                **({"410": {"$ref": "#/components/responses/410"}} if whose else {}),
            },
        },
    }


def _found(schema: Schema, form: str) -> Json:
    header = {
        "description": "Les publications dont la réponse est faite, séparées par une espace.",
        "schema": {"type": "string"},
    }
    content: Json = {"application/json": {"schema": _ref(_answer_of(schema))}}
    says = "Les chiffres, les filtres possibles, et une page de lignes ou toutes."
    if form == "csv":
        content = {"text/csv": {"schema": {"type": "string"}}}
        says = "Toutes les lignes gardées, au format commun\u00a0: virgule, UTF-8, noms des colonnes d’abord."
    return {"description": says, "headers": {"X-Forum-Publication": header}, "content": content}


def _filters(schema: Schema) -> Iterator[Json]:
    page = schema.page
    yield _query(WORDS, "Mots, ou numéro, que la ligne contient.", {"type": "string", "maxLength": LONGEST})
    yield _query(YEAR, f"{capital(noun(schema))}, parmi celles que les données ont.", {"type": "integer"})
    if page.bands:
        bands = [{"const": band.key, "title": band.label} for band in page.bands]
        yield _query(BAND, "Tranche.", {"type": "string", "oneOf": bands})
    if page.amount is not None:
        title = typeset(schema.field(page.amount).title)
        for name, bound in ((LEAST, "au moins"), (MOST, "au plus")):
            yield _query(name, f"{title}{SPACE}: {bound}.", {"type": "number"})
    if has_days(schema):
        for name, bound in ((SINCE, "Du"), (UNTIL, "Au")):
            yield _query(name, f"{bound} jour compris.", {"type": "string", "format": "date"})
    for field in choice_fields(schema):
        choices = {"type": "string", "enum": list(choice_keys(field))}
        yield _query(parameter_of(field.name), f"{typeset(field.title)}.", choices)


def _query(name: str, says: str, schema: Json) -> Json:
    return {"name": name, "in": "query", "description": says, "schema": schema}


def _sort_parameter(schema: Schema) -> Json:
    columns = [sign + column for column in sortable(schema) for sign in ("", "-")]
    says = "Colonne par laquelle trier\u00a0; avec un tiret devant, du plus grand au plus petit."
    return _query(SORT, says, {"type": "string", "enum": columns})


def _page_parameter() -> Json:
    numbers = {"type": "integer", "minimum": 1, "default": 1}
    says = f"Numéro de la page, ou «\u202f{WHOLE}\u202f» pour toutes les lignes en une réponse."
    return _query(PAGE, says, {"anyOf": [numbers, {"const": WHOLE}]})


def _authority_parameter() -> Json:
    says = "Nom court de la collectivité\u00a0: authority.name dans les réponses qui en réunissent plusieurs."
    return {
        "name": _WHOSE,
        "in": "path",
        "required": True,
        "description": says,
        "schema": {"type": "string"},
    }


def _responses() -> Json:
    words = {"application/json": {"schema": _ref(_ERRORS)}}
    return {
        "400": {"description": "Un filtre est faux\u00a0: une phrase dit lequel.", "content": words},
        "404": {"description": "Personne ne publie ce registre, ou cette collectivité ne le publie pas."},
        "410": {"description": "Le registre a été retiré\u00a0: la date et le motif.", "content": words},
    }


def _own(schema: Schema) -> Iterator[tuple[str, Json]]:
    """What a register has of its own: its row, and the answer that holds rows of it."""
    row = json_schema.project(schema)
    yield schema.name, {key: value for key, value in row.items() if key != "$schema"}
    answer: Json = {
        "type": "object",
        "properties": {
            "register": {"const": schema.name},
            "filters": {
                "type": "object",
                "properties": {one["name"]: _or_null(one["schema"]["type"]) for one in _filters(schema)},
            },
            "rows": {"type": "array", "items": _ref(schema.name)},
        },
    }
    yield _answer_of(schema), {"allOf": [_ref(_ANSWER), answer]}


def _answer_of(schema: Schema) -> str:
    return f"{schema.name}.reponse"


def _shared() -> Json:
    """What the answers of all registers are made of."""
    authority = _object({"name": _TEXT, "title": _TEXT})
    counts = ("rows_out", "rows_refused", "added", "changed", "left")
    publication = _object(
        {
            "id": _TEXT,
            "published_at": {"type": "string", "format": "date-time"},
            "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
            "partial": {"type": "boolean"},
            **dict.fromkeys(counts, _COUNT),
            **dict.fromkeys(("rows_apart", "rows_in"), _or_null("integer")),
        }
    )
    days = {"type": ["string", "null"], "format": "date"}
    figures = {"rows": _COUNT, "total": _NUMBER, "bodies": _COUNT, "median": _NUMBER}
    answer = {
        "register": _TEXT,
        "schema": {
            "type": "string",
            "description": "Le schéma des lignes\u00a0: nom@version.",
        },
        "authority": {"anyOf": [_ref(_AUTHORITY), {"type": "null"}]},
        "publication": {"anyOf": [_ref(_PUBLICATION), {"type": "null"}]},
        "publications": {
            "type": "array",
            "items": {
                "allOf": [_ref(_PUBLICATION)],
                "type": "object",
                "properties": {"authority": _ref(_AUTHORITY)},
                "required": ["authority"],
            },
        },
        "filters": {"type": "object", "description": "Les filtres de l’adresse, comme ils ont été compris."},
        "figures": _ref(_FIGURES),
        "facets": {
            "type": "object",
            "description": "Pour chaque filtre à choix, ce que chaque valeur garderait.",
            "additionalProperties": {"type": "array", "items": _ref(_FACET)},
        },
        "sort": _ref(_SORT),
        "page": {
            "anyOf": [_ref(_PAGE), {"type": "null"}],
            "description": "Rien quand toutes les lignes sont là.",
        },
        "rows": {"type": "array", "items": {"type": "object"}},
    }
    return {
        _AUTHORITY: authority,
        _PUBLICATION: publication,
        _FIGURES: _object({**figures, "first_date": days, "last_date": days}),
        _FACET: _object({"key": _TEXT, "rows": _COUNT, "total": _NUMBER}),
        _SORT: _object({"column": _TEXT, "descending": {"type": "boolean"}}),
        _PAGE: _object({key: {"type": "integer", "minimum": 1} for key in ("number", "last", "size")}),
        _ERRORS: _object({"errors": {"type": "array", "items": _TEXT, "minItems": 1}}),
        _ANSWER: _object(answer),
    }


_TEXT: Json = {"type": "string"}
_COUNT: Json = {"type": "integer", "minimum": 0}
_NUMBER: Json = {"type": ["number", "null"]}


def _or_null(kind: str) -> Json:
    return {"type": [kind, "null"]}


def _object(properties: Json) -> Json:
    return {"type": "object", "properties": properties, "required": list(properties)}


def _ref(name: str) -> Json:
    return {"$ref": f"#/components/schemas/{name}"}
