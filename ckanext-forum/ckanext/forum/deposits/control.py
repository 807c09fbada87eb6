"""The control step in words: how the file was read, errors, repairs, extract. Cells are read now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from ckanext.forum.deposits import examine, gate
from ckanext.forum.deposits.examine import Found
from ckanext.forum.deposits.store import Deposit
from forum_core import french
from forum_core.deposit.lines import MarkedLine, Mending, examples, extract, mendings
from forum_core.deposit.marks import read_marks
from forum_core.deposit.study import Fix, Group, Study
from forum_core.deposit.words import columns_known, rows_named, verdict
from forum_core.findings import Finding, Repair, Severity
from forum_core.report import read_parts
from forum_core.schema.model import Schema
from forum_core.sentences import say, say_repair
from forum_core.sentences.typography import codec

SHOWN_GROUPS = 8
"""Groups that stand open; the others are one line each, in a fold."""

_DELIMITERS = (
    (";", "point-virgule ;"),
    (",", "virgule ,"),
    ("tab", "tabulation"),
    ("|", "barre verticale |"),
)
_ENCODINGS = ("utf-8", "cp1252", "iso8859-15", "mac-roman", "cp850", "utf-16")
_READ_OTHERWISE = frozenset(
    {
        "mapping.other-register",
        "mapping.other-template",
        "file.undecodable",
        "file.encoding-unknown",
        "file.delimiter-unknown",
        "file.no-such-sheet",
        "file.ragged",
        "file.no-rows",
        "file.too-many-columns",
        "file.unclosed-quote",
        "file.control-character",
        "authority",
    }
)
"""Refusals that another way of reading, or reading again, may lift."""

_AS_SHOWN = {"\t": "tab", "utf-8-sig": "utf-8", "utf-16-le": "utf-16", "utf-16-be": "utf-16"}


@dataclass(frozen=True, slots=True)
class Shown:
    """A group of findings in words; `found` is None when no cell is meant, empty when the cell is."""

    number: str
    cases: str
    title: str
    fix: str
    place: str
    found: str | None
    expected: str
    repairable: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the extract, and what is wrong with it."""

    text: str
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the extract."""

    number: str
    cells: tuple[Cell, ...]
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShownFix:
    """A safe repair, with some cells before and after."""

    says: str
    examples: tuple[Mending, ...]


def control(deposit: Deposit, found: Found) -> dict[str, Any]:
    """The values of the control template."""
    schema = examine.schema_of(deposit)
    study = found.study
    values: dict[str, Any] = {"reading": reading(deposit, found), "refused": found.refused, "study": study}
    if study is None:
        return values
    cells = examples(study, found.folder)
    marks = read_marks(found.folder, study.kinds)
    shown = extract(schema, study, marks, found.folder)
    mended = mendings(study, found.folder)
    repairable = sum(fix.count for fix in study.fixes)
    return {
        **values,
        "verdict": verdict(study),
        "gate": gate.gate(deposit, study),
        "counts": gate.counts(study),
        "errors": [_shown(group, schema, cells) for group in study.errors],
        "warnings": [_shown(group, schema, cells) for group in study.warnings],
        "shown": SHOWN_GROUPS,
        "columns": shown.columns,
        "lines": [_line(line, schema) for line in shown.lines],
        "fixes": [_fix(fix, mended) for fix in study.fixes],
        "mended": french.count(repairable, "case", "cases") if repairable else "",
        "known": columns_known(study),
        "missing": [_column(schema, name) for name in study.missing],
    }


def reading(deposit: Deposit, found: Found) -> dict[str, Any]:
    """How the file was read, and what a person may choose instead."""
    study = found.study
    read = study.read if study else None
    chosen = deposit.choices
    return {
        "parts": read_parts(read) if read else (),
        "offered": read is not None or found.code in _READ_OTHERWISE,
        "text": read is None or read.encoding is not None,
        "workbook": read is None or read.sheet is not None,
        "encodings": [(name, codec(name)) for name in _ENCODINGS],
        "encoding": chosen.get("encoding") or _as_shown(read.encoding if read else None),
        "delimiters": _DELIMITERS,
        "delimiter": chosen.get("delimiter") or _as_shown(read.delimiter if read else None),
        "sheet": chosen.get("sheet") or (read.sheet if read else "") or "",
        "sheets": _other_sheets(study),
        "chosen": any(chosen.get(name) for name in ("encoding", "delimiter", "sheet")),
    }


def _as_shown(name: str | None) -> str:
    return _AS_SHOWN.get(name or "", name or "")


def _other_sheets(study: Study | None) -> str:
    kinds: Iterable[Finding] = study.kinds if study else ()
    return next((str(dict(kind.params)["others"]) for kind in kinds if kind.code == "several-sheets"), "")


def _shown(group: Group, schema: Schema, cells: dict[Finding, str]) -> Shown:
    sentence = say(group.kind, schema)
    where = ", ".join(filter(None, (sentence.place, rows_named(group))))
    return Shown(
        number=french.number(group.count),
        cases=french.count(group.count, "cas", "cas"),
        title=_capital(sentence.fact.rstrip(".")),
        fix=sentence.fix,
        place=_capital(where),
        found=cells.get(group.kind),
        expected=_expected(group.kind, schema),
        repairable=_repairable(group),
    )


def _repairable(group: Group) -> str:
    if not group.repairable:
        return ""
    if group.repairable == group.count:
        return "Se répare d’un clic." if group.count == 1 else "Toutes se réparent d’un clic."
    return f"{french.count(group.repairable, 'se répare', 'se réparent')} d’un clic."


def _expected(kind: Finding, schema: Schema) -> str:
    if kind.field is None or kind.severity is Severity.WARNING:
        return ""
    example = schema.field(kind.field).descriptor.get("example")
    return "" if example is None else str(example)


def _column(schema: Schema, name: str) -> dict[str, Any]:
    field = schema.field(name)
    return {"name": name, "title": field.title, "required": field.required}


def _line(line: MarkedLine, schema: Schema) -> Line:
    return Line(
        french.number(line.row),
        tuple(Cell(cell.text, _facts(cell.problems, schema)) for cell in line.cells),
        _facts(line.problems, schema),
    )


def _facts(problems: Sequence[Finding], schema: Schema) -> tuple[str, ...]:
    return tuple(_capital(say(problem, schema).fact.rstrip(".")) for problem in problems)


def _fix(fix: Fix, mended: dict[tuple[str, str], tuple[Mending, ...]]) -> ShownFix:
    said = say_repair(Repair(fix.code, fix.field, tuple(range(fix.count))))
    return ShownFix(said, mended[fix.code, fix.field])


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
