"""What a register asks of its columns for its pages: each exists, and is of the kind that is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType

from forum_core.french import NARROW
from forum_core.schema.build import columns_of
from forum_core.schema.documents import Json
from forum_core.schema.fault import Fault, choices_of, fault, is_number, unknown_column, unknown_values

_RULE_OF_PICTURE = MappingProxyType({"ceilings": "ceiling-at-date", "sources": "total-at-most"})
_COUNTING = frozenset({"steps", "values", "rates"})
_DAYS_AND_YEARS = frozenset({"date", "year", "school-year"})


def of_page(document: Json) -> Iterator[Fault]:
    """What the page asks of a column, the column can give."""
    ours, fields = document["forum"], {field["name"]: field for field in document["fields"]}
    for key, columns, fits, what in _asked(ours):
        for column in columns:
            if column in fields and not fits(fields[column]):
                fix = f"Nommez une colonne qui est {what}"
                yield fault(f"forum/{key}", f"{column} n’est pas {what}", fix)
    page = ours["page"]
    if awaited := page.get("awaited"):
        yield from unknown_values(
            "forum/page/awaited/values", awaited["values"], fields.get(awaited["column"])
        )
    yield from _of_rows_alone(page, fields)
    yield from _of_sort(page)
    yield from _of_rules_of_pictures(ours)
    yield from _without_amount(page)
    yield from _of_bands(page)


def _asked(ours: Json) -> Iterator[tuple[str, Sequence[str], Callable[[Json], bool], str]]:
    """Keys of the register, the columns that each names, and what it asks of them."""
    number, page = "un nombre", ours["page"]
    if ours["authority"] is not None:
        yield "authority", (ours["authority"],), _is_authority, "un SIRET ou un SIREN"
    yield "key", ours["key"], _is_kept, "publié"
    yield "page/subject", (page["subject"],), _is_kept, "publié"
    yield "page/subject", (page["subject"],), _is_said, "un texte, une date ou une année"
    yield "page/date", (page["date"],), _is_kept, "publié"
    yield "page/date", (page["date"],), _has_year, "une date, une année ou une année scolaire"
    if "amount" in page:
        yield "page/amount", (page["amount"],), is_number, number
    if "calculator" in page:
        yield "page/calculator/points", (page["calculator"]["points"],), is_number, number
    yield "page/stocks", page.get("stocks", ()), is_number, number
    for place, figure in enumerate(page.get("figures", ())):
        numbers = [figure[key] for key in ("column", "out_of") if key in figure]
        yield f"page/figures/{place}/column", numbers, is_number, number
    yield (
        "page/separate",
        page.get("separate", ()),
        lambda field: bool(choices_of(field)) and field["name"] in page["columns"],
        "un choix parmi les colonnes de la page",
    )
    for place, picture in enumerate(page.get("pictures", ())):
        counts = columns_of(picture.get("columns", ())) if picture["kind"] in _COUNTING else ()
        yield f"page/pictures/{place}/columns", counts, is_number, number
        yield (
            f"page/pictures/{place}/column",
            columns_of(picture.get("column", ())),
            lambda field: _is_choice(field) or field["name"] in page["words"],
            "un choix, un oui ou non, ni une colonne où l’on cherche des mots",
        )


def _of_rows_alone(page: Json, fields: Mapping[str, Json]) -> Iterator[Fault]:
    """Figures and pictures of some rows name values of choices that a reader can make too."""
    for part in ("figures", "pictures"):
        for number, one in enumerate(page.get(part, ())):
            for column, value in one.get("only", {}).items():
                key = f"forum/page/{part}/{number}/only"
                if column not in page["columns"]:
                    fix = "Ajoutez-la à forum/page/columns, ou nommez-en une autre"
                    yield fault(key, f"{column} n’est pas une colonne de la page", fix)
                yield from unknown_values(key, [value], fields.get(column))


def _of_sort(page: Json) -> Iterator[Fault]:
    """The first column sorted by is one that the page shows."""
    shown = {*page["columns"], page.get("amount"), page["date"]}
    for column in page.get("sort", ())[:1]:
        if column.removeprefix("-") not in shown:
            fix = "Ajoutez-la à forum/page/columns, ou triez d’abord par une autre"
            yield fault("forum/page/sort", f"{column} n’est pas une colonne de la page", fix)


def _is_authority(field: Json) -> bool:
    return field["forum"]["type"] in {"siret", "siren"}


def _is_kept(field: Json) -> bool:
    return field["forum"].get("privacy", {}).get("action") != "drop"


def _is_said(field: Json) -> bool:
    return field["type"] in {"string", "date", "year"}


def _is_choice(field: Json) -> bool:
    return field["type"] == "boolean" or bool(choices_of(field))


def _has_year(field: Json) -> bool:
    return field["forum"]["type"] in _DAYS_AND_YEARS


def _of_rules_of_pictures(ours: Json) -> Iterator[Fault]:
    """Pictures of ceilings name a rule on ceilings."""
    rules = {rule["code"]: rule["name"] for rule in ours.get("rules", ())}
    for number, picture in enumerate(ours["page"].get("pictures", ())):
        wanted = _RULE_OF_PICTURE.get(picture["kind"])
        if wanted and rules.get(picture["rule"]) != wanted:
            reason = f"aucune règle {wanted} n’a le code {picture['rule']}"
            yield fault(f"forum/page/pictures/{number}/rule", reason, "Écrivez le code d’une telle règle")


def _without_amount(page: Json) -> Iterator[Fault]:
    """What makes no sense where nothing is summed."""
    if "amount" in page:
        return
    kinds = {picture["kind"] for picture in page.get("pictures", ())}
    for key, there in (
        ("unit", "unit" in page),
        ("bands", "bands" in page),
        ("sentence", "{amount}" in page.get("sentence", "")),
        ("pictures", bool(kinds & {"bands", "distribution"})),
    ):
        if there:
            yield fault(
                f"forum/page/{key}",
                "cette clé parle d’un montant, et la page n’en a pas",
                f"Retirez-la{NARROW}; ou nommez dans forum/page/amount la colonne qui est comptée",
            )


def _of_bands(page: Json) -> Iterator[Fault]:
    """Bands follow one another, and neither the first nor the last has an end."""
    bands: Sequence[Json] = page.get("bands", ())
    if not bands and any(picture["kind"] == "bands" for picture in page.get("pictures", ())):
        yield fault("forum/page/pictures", "l’image bands n’a pas de tranches", "Écrivez-les dans bands")
    above = [band.get("above") for band in bands]
    up_to = [band.get("up_to") for band in bands]
    if bands and (above != [None, *up_to[:-1]] or up_to[-1] is not None):
        yield fault(
            "forum/page/bands",
            "les tranches ne se suivent pas",
            "Chaque above reprend le up_to d’avant\u202f; la première n’a que up_to, la dernière que above",
        )


def of_columns_named(document: Json) -> Iterator[Fault]:
    """Columns that the register names and does not have."""
    names = {field["name"] for field in document["fields"]}
    for key, column in _columns_named(document):
        if column not in names:
            yield unknown_column(key, column, names)


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
    for key in ("subject_ids", "words", "columns", "stocks"):
        yield from (("forum/page/" + key, column) for column in page.get(key, ()))
    yield from (("forum/page/sort", column.removeprefix("-")) for column in page.get("sort", ()))
    for number, figure in enumerate(page.get("figures", ())):
        place = f"forum/page/figures/{number}"
        yield from ((f"{place}/{key}", figure[key]) for key in ("column", "out_of") if key in figure)
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
