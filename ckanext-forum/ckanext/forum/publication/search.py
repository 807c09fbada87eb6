"""`datastore_search` for registers: one publication an answer, named; words find what pages find."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.types import Context
from ckanext.datastore.backend import DatastoreBackend

from ckanext.forum import config, current
from forum_core.errors import SchemaError
from forum_core.explore.engine import open_engine
from forum_core.explore.matches import Found
from forum_core.explore.numbers import WordsError, found_rows
from forum_core.explore.words import LONGEST

_ATTEMPTS = 5
_ROWS = "forum_rows"
"""Key of the context, which no request can write, and of the SQL parameter."""

_NAMED = 10_000
"""Up to so many rows are named by their numbers, and found by index; more are told by a bit of each row."""

_REFUSED = {
    "words.long": f"La recherche est trop longue. Raccourcissez-la à {LONGEST} caractères.",
    "words.schema": (
        "Le schéma de ce registre ne peut pas servir pour l’instant\u00a0: ses mots ne se cherchent pas. "
        "Lisez ses lignes sans q."
    ),
    "words.column": "La recherche nomme une colonne que ce registre n’a pas.",
}


@tk.chained_action
@tk.side_effect_free
def datastore_search(
    up: Callable[[Any, dict[str, Any]], Any], context: Context, data_dict: dict[str, Any]
) -> dict[str, Any]:
    """Search a table; for a register's, again when a publication came in between.

    The words of a register (`q`, `full_text`) are looked for in its file, as its page does.
    """
    before = _publication(data_dict.get("resource_id") or data_dict.get("id"))
    if before is None:
        return up(context, data_dict)
    for _ in range(_ATTEMPTS):
        found = _search(up, context, data_dict, before)
        after = current.by_resource(before.resource_id)
        if after is None:
            raise tk.ObjectNotFound("Ce registre n’est plus en ligne.")
        if found is not None and after.publication_id == before.publication_id:
            return {**found, "publication": before.publication_id}
        before = after
    raise tk.ValidationError({"resource_id": ["Ce registre vient d’être publié plusieurs fois. Réessayez."]})


def keep_rows(context: Context, query: dict[str, Any]) -> dict[str, Any]:
    """Add to a query of the DataStore the rows that `datastore_search` found the words in.

    Args:
        context: That of the action.
        query: As `IDatastore.datastore_search` gets it.
    """
    found: Found | None = context.get(_ROWS)
    if found is not None:
        query["where"].append(_condition(found))
    return query


def _condition(found: Found) -> tuple[str, dict[str, str]]:
    """The rows as SQL and its parameter: 80 KB, or a quarter of a byte a row of the table."""
    if found.count <= _NAMED:
        numbers = ",".join(str(number + 1) for number in found.numbers())
        return f'"_id" = ANY(CAST(:{_ROWS} AS integer[]))', {_ROWS: f"{{{numbers}}}"}
    # PostgreSQL counts the bits of a byte from the lowest. It refuses a bit that is not there: a row of the
    # publication that came in between, after which the search is made again.
    bit = f'get_bit(CAST(:{_ROWS} AS bytea), CAST(("_id" - 1) # 7 AS bigint)) = 1'
    return f'CASE WHEN "_id" <= {found.rows:d} THEN {bit} ELSE false END', {_ROWS: f"\\x{found.bits.hex()}"}


def _publication(resource: object) -> current.Current | None:
    """The publication of a resource, or of its alias."""
    if not isinstance(resource, str):
        return None
    found = current.by_resource(resource)
    if found is None:
        known, real = DatastoreBackend.get_active_backend().resource_id_from_alias(resource)
        found = current.by_resource(real) if known and real else None
    return found


def _search(
    up: Callable[[Any, dict[str, Any]], Any],
    context: Context,
    data_dict: dict[str, Any],
    publication: current.Current,
) -> dict[str, Any] | None:
    """One search; None when the table or the file left while it was read."""
    words, by_column = _words(data_dict)
    inner: Any = {**context}
    plain = {name: value for name, value in data_dict.items() if name not in {"q", "full_text", "plain"}}
    try:
        if words or by_column:
            # The table's own right is asked before its file is opened.
            tk.check_access("datastore_search", {**context}, {"resource_id": publication.resource_id})
            inner[_ROWS] = _found(publication, words, by_column)
        found = up(inner, plain)
    except (tk.ObjectNotFound, FileNotFoundError):
        return None
    return {**found, "q": data_dict["q"]} if data_dict.get("q") else found


def _words(data_dict: Mapping[str, Any]) -> tuple[str, dict[str, str]]:
    """Words looked for everywhere, and by column."""
    asked, everywhere = data_dict.get("q") or "", data_dict.get("full_text") or ""
    by_column = asked if isinstance(asked, dict) else {}
    texts = [everywhere, *by_column.values(), *([] if by_column else [asked])]
    if not all(isinstance(text, str) for text in texts):
        raise tk.ValidationError({"q": ["La recherche n’est pas un texte. Écrivez un ou plusieurs mots."]})
    if any(texts) and not tk.asbool(data_dict.get("plain", True)):
        raise tk.ValidationError(
            {"plain": ["Un registre se cherche par mots, sans opérateurs. Retirez plain de la requête."]}
        )
    return " ".join(text for text in (everywhere, "" if by_column else asked) if text), by_column


def _found(publication: current.Current, words: str, by_column: dict[str, str]) -> Found:
    try:
        schema = config.registers().get(publication.register)
    except SchemaError:
        raise tk.ValidationError({"q": [_REFUSED["words.schema"]]}) from None
    reading = open_engine(config.publications_folder()).read(schema, publication.parquet)
    try:
        return found_rows(reading, words, by_column)
    except WordsError as refused:
        raise tk.ValidationError({"q": [_REFUSED[refused.args[0]]]}) from None
