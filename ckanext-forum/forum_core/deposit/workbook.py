"""The officer's own file as a workbook: wrong cells tinted, a comment on each, a column that says why.

Every cell is written as text: a formula of the file is shown, never computed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import xlsxwriter

from forum_core.deposit.lines import MAPPED, REPAIRED
from forum_core.deposit.marks import Marks
from forum_core.deposit.study import Group, Study
from forum_core.deposit.words import verdict
from forum_core.findings import Finding, Severity
from forum_core.french import SPACE, count
from forum_core.report import read_line
from forum_core.rows.mapping import match_columns
from forum_core.rows.table import ROW, Spool
from forum_core.rows.versions import fitting_headers
from forum_core.schema.model import Schema
from forum_core.sentences import say

RAW = "raw.arrow"
MAX_ROWS = 200_000
"""Beyond, only the rows with a mark are written: no spreadsheet is comfortable with more."""

MAX_COMMENTS = 5_000
MAX_CHARACTERS = 32_767
WRONG, LOOK, MENDED = "#FBE3DC", "#FBF0CF", "#E2F0E4"


@dataclass(frozen=True, slots=True)
class Headers:
    """The titles of the file as it was deposited, and which of them each field is."""

    titles: tuple[str, ...]
    position: dict[str, int]


def write_marked(schema: Schema, study: Study, marks: Marks, folder: Path, target: Path) -> None:
    """Write the marked workbook of a study to a new file.

    Args:
        schema: The register's schema.
        study: What was found of the file.
        marks: Where.
        folder: The folder of the study.
        target: A path of the quarantine.
    """
    book = xlsxwriter.Workbook(
        str(target),
        {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "tmpdir": str(folder),
        },
    )
    former = fitting_headers(schema, study.headers, study.read.standard)
    titles = Headers(study.headers, match_columns(schema, study.headers, former))
    _Sheet(schema, study, titles, marks, book).write(folder)
    _write_summary(schema, study, book)
    book.close()


class _Sheet:
    """The first sheet: the file's own columns in their order, the row number before, the reasons after."""

    def __init__(
        self, schema: Schema, study: Study, headers: Headers, marks: Marks, book: xlsxwriter.Workbook
    ) -> None:
        self._schema, self._study, self._headers, self._marks = schema, study, headers, marks
        self._sheet: Any = book.add_worksheet("Votre fichier")
        text = {"num_format": "@"}
        self._plain = book.add_format(text)
        self._tints = {
            tint: book.add_format({**text, "bg_color": tint, "border": 1, "border_color": "#B5482A"})
            for tint in (WRONG, LOOK, MENDED)
        }
        self._title = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        self._comments = 0
        self._facts: dict[Finding, str] = {}

    def write(self, folder: Path) -> None:
        last = len(self._headers.titles) + 1
        self._sheet.set_column(0, 0, 7)
        self._sheet.set_column(1, last - 1, 18)
        self._sheet.set_column(last, last, 70)
        self._sheet.freeze_panes(1, 1)
        for at, title in enumerate(("Ligne", *self._headers.titles, "Ce qui ne va pas")):
            self._sheet.write_string(0, at, title[:MAX_CHARACTERS], self._title)
        only_marked = self._study.rows > MAX_ROWS
        at = 0
        for row, cells, mended in _lines(folder, self._headers, repaired=self._study.repaired):
            problems = self._marks.of([row]).get(row, []) if self._near(row) else []
            if problems or not only_marked:
                at += 1
                self._line(at, row, cells, mended, problems)
            if at == MAX_ROWS:
                break
        self._sheet.autofilter(0, 0, max(at, 1), last)

    def _near(self, row: int) -> bool:
        """Cheap answer for the many rows of a file without any mark."""
        rows = self._marks.rows
        return len(rows) > 0 and rows[0] <= row <= rows[-1]

    def _line(
        self, at: int, row: int, cells: Sequence[str | None], mended: frozenset[int], problems: list[Finding]
    ) -> None:
        self._sheet.write_number(at, 0, row)
        by_column: dict[int, list[Finding]] = {}
        for problem in problems:
            by_column.setdefault(self._headers.position.get(problem.field or "", -1), []).append(problem)
        for column, text in enumerate(cells):
            found = by_column.get(column, [])
            tint = _tint(found, mended=column in mended)
            # write_blank keeps the tint of an empty cell; write_string would drop it in some programs.
            written = (text or "")[:MAX_CHARACTERS]
            format_ = self._tints[tint] if tint else self._plain
            if written:
                self._sheet.write_string(at, column + 1, written, format_)
            elif tint:
                self._sheet.write_blank(at, column + 1, None, format_)
            if found:
                self._comment(at, column + 1, found)
        self._sheet.write_string(at, len(cells) + 1, self._reasons(problems), self._plain)

    def _comment(self, at: int, column: int, found: Sequence[Finding]) -> None:
        if self._comments < MAX_COMMENTS:
            self._comments += 1
            self._sheet.write_comment(at, column, " ".join(map(self._fact, found)), {"x_scale": 2})

    def _reasons(self, problems: Sequence[Finding]) -> str:
        return " ".join(
            f"{problem.field}{SPACE}: {self._fact(problem)}" if problem.field else self._fact(problem)
            for problem in problems
        )[:MAX_CHARACTERS]

    def _fact(self, problem: Finding) -> str:
        if problem not in self._facts:
            sentence = say(problem, self._schema)
            self._facts[problem] = f"{sentence.fact[:1].upper()}{sentence.fact[1:]} {sentence.fix}"
        return self._facts[problem]


def _lines(
    folder: Path, headers: Headers, *, repaired: bool
) -> Iterator[tuple[int, list[str | None], frozenset[int]]]:
    """Rows of the file in its own columns, repaired where the officer asked, and which cells were."""
    judged = Spool(folder / (REPAIRED if repaired else MAPPED), 0)
    for raw, read in zip(Spool(folder / RAW, 0).batches(), judged.batches(), strict=True):
        columns: list[list[str | None]] = [
            raw.column(f"c{at}").to_pylist() for at in range(len(headers.titles))
        ]
        changed: dict[int, set[int]] = {}
        for field, at in headers.position.items():
            after = read.column(field).to_pylist()
            for place, (old, new) in enumerate(zip(columns[at], after, strict=True)):
                if old != new:
                    changed.setdefault(place, set()).add(at)
            columns[at] = after
        for place, row in enumerate(raw.column(ROW).to_pylist()):
            yield row, [column[place] for column in columns], frozenset(changed.get(place, ()))


def _tint(found: Sequence[Finding], *, mended: bool) -> str | None:
    if any(problem.severity is Severity.ERROR for problem in found):
        return WRONG
    if found:
        return LOOK
    return MENDED if mended else None


def _write_summary(schema: Schema, study: Study, book: xlsxwriter.Workbook) -> None:
    sheet: Any = book.add_worksheet("Lisez-moi")
    bold = book.add_format({"bold": True})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 3, 55)
    lines = [verdict(study).title, read_line(study.read), _colours(study)]
    for at, line in enumerate(lines):
        sheet.write_string(at, 0, line, bold if not at else None)
    for at, title in enumerate(("Combien", "Colonne", "Ce qui ne va pas", "Que faire")):
        sheet.write_string(len(lines) + 1, at, title, bold)
    for at, group in enumerate(study.groups, start=len(lines) + 2):
        for column, text in enumerate(_group(schema, group)):
            sheet.write_string(at, column, text, wrap)


def _group(schema: Schema, group: Group) -> tuple[str, str, str, str]:
    sentence = say(group.kind, schema)
    return count(group.count, "cas", "cas"), group.kind.field or "", sentence.fact, sentence.fix


def _colours(study: Study) -> str:
    mended = f"{SPACE}; en vert, ce qui a été réparé" if study.repaired else ""
    rows = ""
    if study.rows > MAX_ROWS:
        rows = " Ce classeur ne contient que les lignes à corriger ou à regarder."
    return (
        f"En rouge, ce qui est à corriger{SPACE}; en jaune, ce qui est à regarder{mended}. "
        f"La dernière colonne dit pourquoi. Vous pouvez corriger ce classeur et le déposer tel quel.{rows}"
    )
