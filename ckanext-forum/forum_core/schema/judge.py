"""Everything that keeps a schema.yaml from serving, each with its key and its remedy: not only the first."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from forum_core.errors import SchemaError
from forum_core.french import listed
from forum_core.privacy.cleared import ROW_KEY
from forum_core.rows.headers import header_key
from forum_core.rows.rules.registry import RULES
from forum_core.schema.documents import Json, is_day
from forum_core.schema.fault import Fault, fault, is_number, unknown_column, unknown_values
from forum_core.schema.judge_page import of_columns_named, of_page
from forum_core.schema.meta import breaches
from forum_core.types.registry import TYPES

META = "schema.meta.json"

_DATABASE_BYTES = 63


def faults(path: Path, document: Json) -> Iterator[SchemaError]:
    """What is wrong with a schema, in the order of a reader; what its meta-schema refuses hides the rest.

    Args:
        path: Its file, for the refusals.
        document: What was read from it, its columns written out.
    """
    found = tuple(breaches(path, document, META))
    yield from found or _faults(path, document)


def _faults(path: Path, document: Json) -> Iterator[SchemaError]:
    for code, key, params in (
        *_of_name(path, document),
        *_of_names(document["fields"]),
        *_of_fields(document["fields"]),
        *of_columns_named(document),
        *_of_rules(document),
        *of_page(document),
    ):
        yield SchemaError(code, file=str(path), key=key, **params)


def _of_name(path: Path, document: Json) -> Iterator[Fault]:
    # The standard's name may have hyphens, a folder's has none: it is also a name in Python and in SQL.
    if document["name"].replace("-", "_") != path.parent.name:
        yield "schema.name", "name", {"reason": path.parent.name}


def _of_names(fields: Sequence[Json]) -> Iterator[Fault]:
    """Each column is told from the others, in a file and in the database."""
    held: dict[str, str] = {}
    for number, field in enumerate(fields):
        name, key = field["name"], f"fields/{number}/name"
        other = held.setdefault(header_key(name), name)
        if other == name and [one["name"] for one in fields[:number]].count(name):
            yield fault(key, f"deux colonnes s’appellent {name}", "Donnez un autre nom à l’une d’elles")
        elif other != name or not header_key(name):
            yield fault(
                key,
                f"le nom {name} se confond avec {other}, majuscules, accents et espaces ôtés",
                "Donnez-lui un nom plus différent, qui contient des lettres",
            )
        if name == ROW_KEY or name[0] == "_" or '"' in name or len(name.encode()) > _DATABASE_BYTES:
            yield fault(
                key,
                f"la base de données n’accepte pas le nom {name}",
                f"Un nom a au plus {_DATABASE_BYTES} caractères, ne commence pas par un tiret bas, n’a "
                f"pas de guillemet, et n’est pas {ROW_KEY}",
            )


def _of_fields(fields: Sequence[Json]) -> Iterator[Fault]:
    for number, field in enumerate(fields):
        ours, place = field["forum"], f"fields/{number}"
        if ("title" in field) == ("title" in ours):
            reason = "cette colonne a deux titres" if "title" in field else "cette colonne n’a pas de titre"
            yield fault(place, reason, "Écrivez title\u202f; forum/title, si le schéma officiel n’en a pas")
        yield from _of_meaning(field, place)
        yield from _of_example(field, place)
        yield from _of_constraints(field, f"{place}/constraints")


def _of_meaning(field: Json, place: str) -> Iterator[Fault]:
    meaning = field["forum"]["type"]
    constraints = field.get("constraints", {})
    if meaning not in TYPES:
        known = {"reason": meaning, "known": ", ".join(sorted(TYPES))}
        yield "schema.unknown-type", f"{place}/forum/type", known
    elif field["type"] not in TYPES[meaning].table_types:
        suits = listed(TYPES[meaning].table_types, "ou")
        yield fault(
            f"{place}/forum/type",
            f"le sens {meaning} ne va pas avec le type {field['type']}",
            f"Écrivez type: {suits}, ou choisissez un autre sens",
        )
    elif meaning == "choice" and "enum" not in constraints:
        yield fault(
            place,
            "un choix n’a pas de liste",
            "Nommez-la dans forum/codelist, ou écrivez constraints/enum",
        )


def _of_example(field: Json, place: str) -> Iterator[Fault]:
    """A plain validator refuses a schema whose dates are formatted, or whose example its column refuses."""
    kind = field["type"]
    if kind == "date" and field.get("format", "default") not in {"default", "%Y-%m-%d"}:
        yield fault(
            f"{place}/format", "une date s’écrit AAAA-MM-JJ dans tous les registres", "Retirez cette clé"
        )
    if "example" in field and not _is_example(field, field["example"]):
        yield fault(
            f"{place}/example",
            f"cet exemple n’est pas une valeur du type {kind}",
            "Écrivez-le entre guillemets simples, comme dans une case du fichier",
        )


def _is_example(field: Json, written: Any) -> bool:  # noqa: ANN401 - as the author wrote it
    if field["type"] == "boolean":
        return written in {*field.get("trueValues", ("true",)), *field.get("falseValues", ("false",))}
    return isinstance(written, str) and (field["type"] == "string" or _is_bound(field["type"], written))


def _of_constraints(field: Json, key: str) -> Iterator[Fault]:
    constraints = field.get("constraints", {})
    for bound in ("minimum", "maximum"):
        if bound in constraints and not _is_bound(field["type"], constraints[bound]):
            yield fault(
                f"{key}/{bound}",
                f"ce n’est pas une valeur du type {field['type']}",
                "Écrivez un nombre, ou une date AAAA-MM-JJ",
            )
            return  # what follows compares them
    for least, most in (("minimum", "maximum"), ("minLength", "maxLength")):
        bounds = [_ordered(field["type"], constraints[key]) for key in (least, most) if key in constraints]
        if bounds != sorted(bounds):
            yield fault(f"{key}/{least}", f"{least} dépasse {most}", "Échangez-les, ou corrigez l’un d’eux")
    try:
        re.compile(constraints.get("pattern", ""))
    except re.error:
        yield fault(
            f"{key}/pattern", "l’expression régulière n’est pas lisible", "Vérifiez crochets et accolades"
        )


def _is_bound(kind: str, value: str | float) -> bool:
    """True when the column's values can be compared with it; official schemas write some numbers as text."""
    if kind == "date":
        return isinstance(value, str) and is_day(value)
    try:
        return math.isfinite(float(value))
    except ValueError:
        return False


def _ordered(kind: str, bound: str | float) -> str | float:
    """A bound as it compares with another: days as letters, and numbers written as text as numbers."""
    return bound if kind == "date" else float(bound)


def rules_of(document: Json) -> Iterator[tuple[str, Json]]:
    """Every rule, with its place in the document."""
    for place, rules in (
        ("custom_checks", document.get("custom_checks", ())),
        ("forum/rules", document["forum"].get("rules", ())),
    ):
        yield from ((f"{place}/{number}", rule) for number, rule in enumerate(rules))


def _of_rules(document: Json) -> Iterator[Fault]:
    """Every rule exists, names columns that exist, and has a code of its own."""
    fields = {field["name"]: field for field in document["fields"]}
    ours = document["forum"]
    for place, rule in rules_of(document):
        yield from _of_rule(place, rule, fields)
    codes = Counter(rule["code"] for rule in (*ours.get("rules", ()), *ours.get("later", ())))
    for code, times in codes.items():
        if times > 1:
            yield fault(
                "forum/rules", f"le code {code} est donné à {times} règles", "Donnez à chacune le sien"
            )


def _of_rule(key: str, rule: Json, fields: Mapping[str, Json]) -> Iterator[Fault]:
    if rule["name"] not in RULES:
        known = {"reason": rule["name"], "known": ", ".join(sorted(RULES))}
        yield "schema.unknown-rule", f"{key}/name", known
        return
    known = RULES[rule["name"]]
    if missing := known.missing(rule["params"]):
        yield fault(
            f"{key}/params",
            f"la règle {rule['name']} attend aussi {' et '.join(missing)}",
            "Ajoutez ce paramètre, avec le nom d’une colonne",
        )
    for column in known.columns_of(rule["params"]):
        if column and column not in fields:
            yield unknown_column(f"{key}/params", column, fields.keys())
    yield from _of_kinds(f"{key}/params", rule, fields)
    if when := rule["params"].get("when"):
        yield from unknown_values(f"{key}/params/is", rule["params"].get("is", ()), fields.get(when))
    if (meaning := rule["params"].get("type")) is not None and meaning not in TYPES:
        known = {"reason": meaning, "known": ", ".join(sorted(TYPES))}
        yield "schema.unknown-type", f"{key}/params/type", known
    if rule.get("from", "") > rule.get("until", "9999"):
        yield fault(f"{key}/from", "la règle finit avant de commencer", "Échangez from et until")


def _of_kinds(key: str, rule: Json, fields: Mapping[str, Json]) -> Iterator[Fault]:
    """A rule on days or numbers says nothing of another column: its author would wait for it in vain."""
    known = RULES[rule["name"]]
    for parameters, fits, what in (
        (known.days, _is_day, "une date"),
        (known.numbers, is_number, "un nombre"),
    ):
        for column in known.named(parameters, rule["params"]):
            if column in fields and not fits(fields[column]):
                yield fault(key, f"{column} n’est pas {what}", f"Nommez une colonne qui est {what}")
    kinds = {
        "number" if is_number(fields[column]) else fields[column]["type"]
        for column in known.named(known.alike, rule["params"])
        if column in fields
    }
    if len(kinds) > 1:
        yield fault(key, "ces colonnes ne se comparent pas", "Nommez deux nombres, ou deux dates")


def _is_day(field: Json) -> bool:
    return field["type"] == "date"
