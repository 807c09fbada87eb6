"""What a dataset holds, without downloading it: first rows, columns, named quality."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.forum import clock, quality
from ckanext.forum.lookup import Opened, open_file, schema_of
from ckanext.forum.place import home_of
from ckanext.forum.quality import Point
from ckanext.forum.rowtable import Cell, Head, Line, Table, first_rows
from forum_core import french
from forum_core.explore.profile import Profile, profile
from forum_core.schema.model import Field

_ROWS = 8
_LONGEST = 120
_NUMERIC = ("int", "numeric", "float", "double", "real", "bigint", "smallint")
_OWN = "_id"
"""The column that the DataStore adds to each table."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the table.

    Attributes:
        title: Empty when nobody gave one.
        share, width: How much of it is filled, in words and as the length of a bar; empty when not counted.
    """

    name: str
    title: str
    says: str
    type: str
    share: str = ""
    width: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """What the page shows.

    Attributes:
        preview: The first rows, None when no table of this site holds them.
        named: What the columns are those of: « dans l’ordre du schéma … », or a file's name.
        request: Address that answers with the first rows as JSON; empty without a table.
    """

    preview: Table | None
    columns: tuple[Column, ...]
    named: str
    request: str
    points: tuple[Point, ...]

    @property
    def rhythm(self) -> Point | None:
        """Whether the frequency is kept, None when it asks for nothing."""
        return next((point for point in self.points if point.name == quality.RHYTHM), None)

    @property
    def says_held(self) -> str:
        """« 9 points tenus sur 10 »."""
        return quality.say_held(self.points)


def get_helpers() -> dict[str, Callable[..., Any]]:
    """Template helpers."""
    return {"forum_dataset_content": content}


def content(pkg: Mapping[str, Any]) -> Content:
    """What a dataset that was shown to this visitor holds."""
    one = tk.h.forum_publication(pkg)
    if one is not None and tk.h.forum_schema(one.register) is not None:
        return _of_register(open_file(schema_of(one.register), one))
    return _of_dataset(pkg)


def _of_register(opened: Opened) -> Content:
    schema, counts = opened.schema, profile(opened.reading)
    place = home_of(schema, opened.current.organization_name)
    return Content(
        first_rows(opened, place, counts.rows),
        tuple(_column(field, counts) for field in opened.reading.fields),
        f"Colonnes du fichier CSV, dans l’ordre du schéma {schema.ref}",
        tk.url_for("home.index", qualified=True).rstrip("/") + place.json,
        tuple(quality.of_register(opened, counts, clock.today())),
    )


def _column(field: Field, counts: Profile) -> Column:
    filled = counts.share(field.name)
    # A share that is not whole is never said to be.
    said = french.percent(1.0 if filled == 1 else min(round(filled, 3), 0.999))
    title, says = tk.h.forum_typeset(field.title), tk.h.forum_typeset(field.help)
    return Column(field.name, title, says, tk.h.forum_type_words(field.type), said, f"{filled:.1%}")


def _of_dataset(pkg: Mapping[str, Any]) -> Content:
    files = [file for file in pkg.get("resources") or [] if file.get("datastore_active")]
    found = _rows(files[0]) if files else None
    fields = [field for field in found["fields"] if field["id"] != _OWN] if found else []
    columns = tuple(map(_described, fields))
    unexplained = sum(not (column.title or column.says) for column in columns)
    points = quality.of_dataset(pkg, len(columns), unexplained, clock.today())
    if not found:
        return Content(None, (), "", "", tuple(points))
    return Content(
        _table(files[0], fields, found),
        columns,
        f"Colonnes du fichier {french.quoted(tk.h.resource_display_name(files[0]))}",
        _request(files[0]),
        tuple(points),
    )


def _request(file: Mapping[str, Any]) -> str:
    return tk.url_for(
        "api.action",
        ver=3,
        logic_function="datastore_search",
        resource_id=file["id"],
        limit=_ROWS,
        qualified=True,
    )


def _rows(file: Mapping[str, Any]) -> dict[str, Any] | None:
    try:
        return tk.get_action("datastore_search")(
            {"user": tk.current_user.name}, {"resource_id": file["id"], "limit": _ROWS}
        )
    except (tk.ObjectNotFound, tk.NotAuthorized, tk.ValidationError):
        # The table went, or is not for this visitor: the page shows the file without it.
        return None


def _described(field: Mapping[str, Any]) -> Column:
    info = field.get("info") or {}
    words = tk.h.forum_type_words(_type(field["type"]))
    return Column(field["id"], info.get("label") or "", info.get("notes") or "", words)


def _type(name: str) -> str:
    if name.startswith(_NUMERIC):
        return "number"
    if name.startswith("timestamp"):
        return "datetime"
    return {"bool": "boolean", "date": "date"}.get(name, "string")


def _table(file: Mapping[str, Any], fields: list[dict[str, Any]], found: Mapping[str, Any]) -> Table:
    heads = tuple(
        Head((field.get("info") or {}).get("label") or field["id"], None, None, _is_numeric(field))
        for field in fields
    )
    lines = tuple(
        Line("", tuple(_cell(field, record[field["id"]]) for field in fields)) for record in found["records"]
    )
    shown, total = len(lines), found["total"]
    rows = french.count(shown, "ligne", "lignes")
    told = rows if total <= shown else f"{rows} sur {french.number(total)}"
    return Table(f"{tk.h.resource_display_name(file)}{french.SPACE}: {told}", heads, lines, None)


def _cell(field: Mapping[str, Any], value: object) -> Cell:
    text = "" if value is None else str(value)
    if _is_numeric(field):
        text = text.replace(".", ",")
    empty = not text
    classes = " ".join(name for name, holds in (("num", _is_numeric(field)), ("is-empty", empty)) if holds)
    return Cell(text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…", classes, empty)


def _is_numeric(field: Mapping[str, Any]) -> bool:
    return field["type"].startswith(_NUMERIC)
