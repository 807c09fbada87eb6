"""A report as people and programs read it: a verdict and groups in French, or JSON of frictionless' shape."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from forum_core.errors import ForumError
from forum_core.findings import Finding, ReadReport, Repair, Report, Severity
from forum_core.french import NARROW, SPACE, count, counted, number, quoted
from forum_core.schema.model import Schema
from forum_core.sentences import say, say_error, say_repair
from forum_core.sentences.cells import RULES
from forum_core.sentences.typography import codec

SHOWN_ROWS = 8
"""Rows that a group names; the JSON has them all."""

_FORMATS = {"csv": "CSV", "xlsx": "Excel (XLSX)", "xls": "Excel (XLS)", "ods": "LibreOffice (ODS)"}
_DELIMITERS = {"\t": "tabulation", ",": "virgule"}


def as_json(report: Report, schema: Schema) -> dict[str, Any]:
    """The report as a JSON document; it holds no cell."""
    read = report.read
    return {
        "valid": report.valid,
        "schema": report.schema,
        "read": {
            "format": read.format,
            "encoding": read.encoding,
            "delimiter": read.delimiter,
            "sheet": read.sheet,
            "header_row": read.header_row,
            "rows": read.rows,
            "standard": read.standard,
        },
        "stats": {
            "rows": report.rows,
            "errors": len(report.errors),
            "warnings": len(report.warnings),
            "refused": report.refused,
        },
        "tasks": [{"errors": [_json_finding(found, schema) for found in report.errors]}],
        "warnings": [_json_finding(found, schema) for found in report.warnings],
        "repairs": [_json_repair(repair) for repair in report.repairs],
    }


def refusal_as_json(error: ForumError, schema: Schema) -> dict[str, Any]:
    """The same shape for a file that was refused whole, before any row was judged."""
    sentence = say_error(error)
    place = {
        "rowNumber": error.params.get("row"),
        "fieldNumber": None,
        "fieldName": error.params.get("column"),
    }
    problem = {"type": error.code, **place, "message": sentence.message, "fix": sentence.fix}
    return {
        "valid": False,
        "schema": schema.ref,
        "read": None,
        "stats": {"rows": 0, "errors": 1, "warnings": 0, "refused": 0},
        "tasks": [{"errors": [problem]}],
        "warnings": [],
        "repairs": [],
    }


def as_text(report: Report, schema: Schema) -> str:
    """The report for a terminal: verdict, how the file was read, then groups with count, rows and remedy."""
    lines = [verdict(report), read_line(report.read)]
    lines += _section("À corriger", report, Severity.ERROR, schema)
    lines += _section("À regarder, sans bloquer", report, Severity.WARNING, schema)
    if report.repairs:
        done = report.repairs[0].done
        lines += [
            "",
            "Réparé sans changer le sens" if done else "Peut être réparé sans changer le sens (--repair)",
        ]
        lines += [f"  {say_repair(repair)}" for repair in report.repairs]
    return "\n".join(lines)


def verdict(report: Report) -> str:
    """What comes of the file, in one sentence."""
    rows, refused = number(report.rows), number(report.refused)
    if report.valid:
        read = counted(report.rows, "ligne lue", "lignes lues")
        return f"Valide{SPACE}: {rows} {read}, aucune erreur. {_count(len(report.warnings))}".rstrip()
    if report.findings.blocks():
        return (
            f"À corriger{SPACE}: une erreur concerne tout le tableau{NARROW}; "
            f"aucune des {rows} lignes lues ne peut être publiée."
        )
    if report.refused == report.rows:
        return f"À corriger{SPACE}: les {rows} lignes lues sont toutes refusées."
    good = number(report.rows - report.refused)
    are_good = counted(report.rows - report.refused, "est bonne", "sont bonnes")
    are_refused = counted(report.refused, "est refusée", "sont refusées")
    return f"À corriger{SPACE}: sur {rows} lignes lues, {good} {are_good} et {refused} {are_refused}."


def read_line(read: ReadReport) -> str:
    """« Lu comme : CSV, séparateur ;, encodage Windows-1252, 41 lignes », so that a person can contradict."""
    return f"Lu comme{SPACE}: {', '.join(read_parts(read))}."


def read_parts(read: ReadReport) -> list[str]:
    """How a file was read, fact by fact."""
    parts = [read.standard] if read.standard else []
    parts.append(_FORMATS.get(read.format, read.format))
    if read.delimiter:
        parts.append(f"séparateur {_DELIMITERS.get(read.delimiter, read.delimiter)}")
    if read.encoding:
        parts.append(f"encodage {codec(read.encoding)}")
    if read.sheet is not None:
        parts.append(f"feuille {quoted(read.sheet)}")
    if read.header_row != 1:
        parts.append(f"titres à la ligne {read.header_row}")
    parts.append(count(read.rows, "ligne", "lignes"))
    return parts


def _count(warnings: int) -> str:
    if not warnings:
        return ""
    return f"{number(warnings)} {counted(warnings, 'point est', 'points sont')} à regarder, sans bloquer."


def _section(title: str, report: Report, severity: Severity, schema: Schema) -> Iterator[str]:
    groups = [group for group in report.findings.rows_of_kinds() if group[0].severity is severity]
    if not groups:
        return
    yield from ("", title)
    for kind, rows in groups:
        sentence = say(kind, schema)
        where = ", ".join(filter(None, (sentence.place, _rows(rows))))
        yield f"  {where + SPACE + ': ' + sentence.fact if where else sentence.message}"
        yield f"    → {sentence.fix}"
        if mended := _mended(report, kind, rows):
            yield f"    → {mended}"


def _mended(report: Report, kind: Finding, rows: Sequence[int]) -> str:
    """What a repair would do of a group: it mends cells, so nothing of what a rule finds between them."""
    if kind.code in RULES:
        return ""
    possible = {row for one in report.repairs if one.field == kind.field and not one.done for row in one.rows}
    mended = len(possible.intersection(rows))
    if not mended:
        return ""
    if mended == len(rows):
        return "Ou demandez la réparation (--repair), qui le fait sans changer le sens."
    return f"La réparation (--repair) le fait pour {count(mended, 'ligne', 'lignes')}, sans changer le sens."


def _rows(rows: Sequence[int]) -> str:
    if not rows:
        return ""
    if len(rows) == 1:
        return f"ligne {number(rows[0])}"
    shown = ", ".join(map(number, rows[:SHOWN_ROWS]))
    others = len(rows) - SHOWN_ROWS
    more = f" et {number(others)} {counted(others, 'autre', 'autres')}" if others > 0 else ""
    return f"{number(len(rows))} lignes ({shown}{more})"


def _json_finding(finding: Finding, schema: Schema) -> dict[str, Any]:
    sentence = say(finding, schema)
    return {
        "type": finding.code,
        "rowNumber": finding.row,
        "fieldNumber": finding.field_number,
        "fieldName": finding.field,
        "message": sentence.message,
        "fix": sentence.fix,
    }


def _json_repair(repair: Repair) -> dict[str, Any]:
    return {
        "type": repair.code,
        "fieldName": repair.field,
        "rowNumbers": list(repair.rows),
        "done": repair.done,
        "message": say_repair(repair),
    }
