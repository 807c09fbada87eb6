"""Target: the spreadsheet that an officer fills in: the exact titles, lists, formats, explanations; no row.

The same schema gives the same bytes: a template can be compared, and kept by a browser.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from forum_core.files.about import DATA
from forum_core.french import SPACE
from forum_core.project.columns import Column, describe, limits
from forum_core.project.standard_keys import STANDARD_KEYS
from forum_core.rows.stamp import STAMP
from forum_core.schema.model import Field, Schema
from forum_core.sentences.typography import typeset

HELP, EXAMPLE, LISTS = "Mode d’emploi", "Exemple", "Listes"
"""Sheets beside the one to fill in."""

LOSSES: tuple[str, ...] = (
    # Said by the documentation of the register, and judged by the control of the file.
    "fields/description",
    "fields/format",
    "fields/constraints/pattern",
    "custom_checks",
    "forum/rules",
    "forum/later",
    "forum/laws",
    "forum/key",
    "forum/nil",
    "missingValues",
    # Of the register as it is published, not of the file that one fills in.
    "fields/forum/aliases",
    "fields/forum/privacy",
    "forum/authority",
    "forum/persons",
    "forum/privacy",
    "forum/register",
    "forum/keywords",
    "forum/metadata",
    "forum/official_url",
    "forum/excludes",
    "forum/page",
    # Of the standard's own document; the template names the schema and its version.
    *STANDARD_KEYS,
)
"""Keys of schema.yaml that this target does not express."""

_LAST_ROW = 1_048_575
_LONGEST_TITLE, _LONGEST_MESSAGE = 32, 255
"""Characters of what a cell says when one comes to it: limits of the format."""

_MADE = datetime(1980, 1, 1)  # noqa: DTZ001 - no moment: the date of each part of the package, so that bytes stay
_FIRST_DAY = date(1900, 1, 1)
"""The first that spreadsheets know."""

_FORMATS = {"date": "dd/mm/yyyy", "integer": "0", "year": "0", "number": "General"}
_TITLES = (
    "Colonne", "Titre", "Ce qu’il faut écrire", "Obligation", "Forme", "Unité", "Exemple", "Attention",
)  # fmt: skip
_WIDTHS = (26, 30, 60, 14, 34, 12, 28, 60)
_MOST = 10**15


def project(schema: Schema) -> bytes:
    """The template as an XLSX file."""
    target = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(target, options) as book:
        book.set_properties({"title": typeset(schema.title), "comments": schema.ref, "created": _MADE})
        book.set_custom_property("Schéma", schema.ref)
        _Template(schema, book).write()
    return target.getvalue()


class _Template:
    """The sheets of one template."""

    def __init__(self, schema: Schema, book: xlsxwriter.Workbook) -> None:
        self._schema, self._book = schema, book
        self._columns = describe(schema.fields)
        self._owed = book.add_format(
            {"bold": True, "bg_color": "#1F3A5F", "font_color": "#FFFFFF", "border": 1}
        )
        self._free = book.add_format({"bold": True, "bg_color": "#DCE6F2", "border": 1})
        self._large = book.add_format({"bold": True, "font_size": 16})
        self._wrap = book.add_format({"text_wrap": True, "valign": "top"})
        self._boxed = book.add_format(
            {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#B7C3D0"}
        )
        self._cells = [book.add_format({"num_format": _format(field)}) for field in schema.fields]

    def write(self) -> None:
        """All sheets; the one to fill in first, for whoever opens it."""
        data = self._sheet(DATA)
        self._write_help()
        example = self._sheet(EXAMPLE)
        for at, field in enumerate(self._schema.fields):
            _write_example(example, at, field, self._cells[at])
        lists = self._write_lists()
        for at, field in enumerate(self._schema.fields):
            rule = {**_rule(field, lists.get(field.name, "")), **_message(field, self._columns[at])}
            data.data_validation(1, at, _LAST_ROW, at, rule)
        explaining = [HELP, EXAMPLE, *([LISTS] if lists else [])]
        stamp = self._book.add_worksheet(STAMP)
        stamp.write_column(0, 0, [self._schema.ref, DATA, *explaining])
        stamp.very_hidden()

    def _sheet(self, name: str) -> Any:  # noqa: ANN401 - XlsxWriter's methods have no types
        """A sheet with the titles of the columns, each column in its format."""
        sheet: Any = self._book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        for at, column in enumerate(self._columns):
            sheet.set_column(at, at, min(max(len(column.name) + 3, 14), 40), self._cells[at])
            sheet.write_string(0, at, column.name, self._owed if column.owed else self._free)
        # A SIRET is digits kept as a text: no warning triangle in each cell.
        sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
        return sheet

    def _write_help(self) -> None:
        sheet: Any = self._book.add_worksheet(HELP)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        for at, width in enumerate(_WIDTHS):
            sheet.set_column(at, at, width)
        schema = self._schema
        sheet.write_string(0, 0, typeset(schema.title), self._large)
        lines = (
            typeset(schema.question),
            typeset(schema.summary),
            typeset(schema.duty),
            *_directions(schema),
        )
        for at, line in enumerate(lines, start=1):
            sheet.merge_range(at, 0, at, len(_WIDTHS) - 1, "", self._wrap)
            sheet.write_string(at, 0, line, self._wrap)
            sheet.set_row(at, _height((line,), (sum(_WIDTHS),)))
        top = len(lines) + 2
        _write_line(sheet, top, _TITLES, self._free)
        for at, column in enumerate(self._columns, start=top + 1):
            words = _help_line(column)
            _write_line(sheet, at, words, self._boxed)
            sheet.set_row(at, _height(words, _WIDTHS))

    def _write_lists(self) -> dict[str, str]:
        """The closed lists, one after the other, three columns each; where the codes of each column stand."""
        sheet: Any = None
        places: dict[str, str] = {}
        for column in self._columns:
            if not column.codes:
                continue
            sheet = sheet or self._book.add_worksheet(LISTS)
            at = 4 * len(places)
            sheet.set_column(at, at + 2, 30, self._book.add_format({"num_format": "@"}))
            _write_line(sheet, 0, (column.name, "Sens", "Dates"), self._free, at)
            for line, code in enumerate(column.codes, start=1):
                _write_line(sheet, line, (code.code, code.label, code.dates), None, at)
            letters = xl_col_to_name(at)
            places[column.name] = f"={LISTS}!${letters}$2:${letters}${len(column.codes) + 1}"
        return places


def _directions(schema: Schema) -> tuple[str, ...]:
    return tuple(map(typeset, (
        f"Écrivez dans la feuille « {DATA} », une ligne après l’autre, sans titre, sans total et sans case "
        "fusionnée. Gardez les noms des colonnes.",
        "Les colonnes à titre foncé sont obligatoires. Dans les autres, laissez vide ce qui n’existe pas.",
        f"Enregistrez, puis déposez ce classeur tel quel. Il suit le schéma {schema.ref}.",
    )))  # fmt: skip


def _help_line(column: Column) -> tuple[str, ...]:
    form = ", ".join(part for part in (column.kind, column.limits) if part)
    if column.codes:
        form = typeset(f"{form} (feuille « {LISTS} »)")
    example = column.example
    return (
        column.name, column.title, column.says, column.duty, form, column.unit, example, column.caution,
    )  # fmt: skip


def _write_line(sheet: Any, line: int, words: Sequence[str], shown: Any, first: int = 0) -> None:  # noqa: ANN401
    for at, text in enumerate(words, start=first):
        sheet.write_string(line, at, text, shown)


def _write_example(sheet: Any, at: int, field: Field, shown: Any) -> None:  # noqa: ANN401
    """The example of a column as one would type it: a day is a day, a number a number."""
    text = field.example
    if not text:
        return
    try:
        match field.type:
            case "date":
                sheet.write_datetime(1, at, datetime.fromisoformat(text), shown)
            case "integer" | "number" | "year":
                sheet.write_number(1, at, float(text), shown)
            case _:
                sheet.write_string(1, at, text, shown)
    except ValueError:  # a standard's example that is none: shown as it stands
        sheet.write_string(1, at, text, shown)


def _format(field: Field) -> str:
    """How cells show: as text wherever a zero in front counts."""
    if field.meaning == "money":
        return "#,##0.00"
    return _FORMATS.get(field.type, "@")


def _rule(field: Field, codes: str) -> dict[str, Any]:
    """What a cell takes; the control of the file judges the rest, in words."""
    if codes:
        return {"validate": "list", "source": codes, **_refusal("Choisissez dans la liste.")}
    bounds = field.descriptor.get("constraints", {})
    match field.type:
        case "date":
            day = {"validate": "date", "criteria": ">=", "value": _FIRST_DAY}
            return {**day, **_refusal("Écrivez une date, par exemple 27/06/2024.")}
        case "integer" | "year":
            return {"validate": "integer", **_between(bounds), **_refusal("Écrivez un nombre entier.", field)}
        case "number":
            return {"validate": "decimal", **_between(bounds), **_refusal("Écrivez un nombre.", field)}
        case _:
            return {"validate": "any"}


def _between(bounds: dict[str, Any]) -> dict[str, Any]:
    least, most = float(bounds.get("minimum", -_MOST)), float(bounds.get("maximum", _MOST))
    return {"criteria": "between", "minimum": least, "maximum": most}


def _refusal(words: str, field: Field | None = None) -> dict[str, Any]:
    asked = limits(field) if field else ""
    message = f"{words} Il est attendu{SPACE}: {asked}." if asked else words
    return {"error_title": "À corriger", "error_message": message, "ignore_blank": True}


def _message(field: Field, column: Column) -> dict[str, str]:
    """What is said beside a cell when one comes to it."""
    owed = "Obligatoire. " if column.owed else ""
    return {
        "input_title": _cut(typeset(field.heading), _LONGEST_TITLE),
        "input_message": _cut(f"{owed}{column.says}", _LONGEST_MESSAGE),
    }


def _height(words: Sequence[str], widths: Sequence[int]) -> int:
    """Room for the longest of the wrapped cells: not every program makes it by itself."""
    return 15 * max(1 + len(text) // (width - 2) for text, width in zip(words, widths, strict=True)) + 3


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"
