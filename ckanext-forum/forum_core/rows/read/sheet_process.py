"""A process of its own that turns one sheet into CSV text, under limits of memory and time.

A sheet of two cells, the first and the last, makes calamine ask for a table of 17 thousand million: that must
end this process, not the web server. Run by its path with the standard library and calamine only, so that it
starts at once: a request as JSON on stdin, an answer as JSON on stdout, the cells in the file it was told.
"""

from __future__ import annotations

import csv
import datetime as dt
import json
import re
import resource
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TypedDict

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

Cell = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta

MAX_SHEETS = 20
"""Lines of a template's hidden sheet that are read: ours have fewer."""

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class Request(TypedDict):
    """What the parent asks."""

    path: str
    target: str
    sheet: str | None
    stamp: str
    memory_bytes: int
    seconds: int
    max_cells: int
    max_columns: int
    max_cell_chars: int


class Answer(TypedDict, total=False):
    """What the parent gets: a refusal, a fault of the system (a full disk), or the sheet that was read.

    Attributes:
        template: What a template of ours says of its schema, when the sheet is the one that it is filled in.
    """

    errno: int
    refused: str
    params: dict[str, str | int | list[str]]
    sheet: str
    others: list[str]
    template: str
    first_column: int
    merged: list[list[int]]


class Refused(Exception):
    """The workbook cannot be read; becomes a `FileRefused` in the parent."""

    def __init__(self, code: str, **params: str | int | list[str]) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


def main() -> None:
    """Answer one request."""
    request: Request = json.load(sys.stdin)
    resource.setrlimit(resource.RLIMIT_AS, (request["memory_bytes"], request["memory_bytes"]))
    resource.setrlimit(resource.RLIMIT_CPU, (request["seconds"], request["seconds"]))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        answer = convert(request)
    except Refused as refusal:
        answer = Answer(refused=refusal.code, params=refusal.params)
    except PasswordError:
        answer = Answer(refused="file.protected", params={})
    except CalamineError as err:
        answer = unreadable(request, str(err))
    except OSError as err:
        # calamine reports what it cannot read in a workbook as a system's fault too, but without a number.
        answer = Answer(errno=err.errno) if err.errno else unreadable(request, "")
    json.dump(answer, sys.stdout)


def unreadable(request: Request, message: str) -> Answer:
    """Tell calamine's own limit from a broken file; its message goes no further, it may quote a cell."""
    if "limit exceeded" in message:
        return Answer(refused="file.sheet-too-large", params={"limit": request["max_cells"], "sheet": ""})
    return Answer(refused="file.damaged", params={"kind": "workbook"})


def convert(request: Request) -> Answer:
    """Write the cells of the sheet and say which it was."""
    with CalamineWorkbook.from_path(request["path"]) as book:
        stamp = stamped(book, request["stamp"])
        name, others = choose(book, request["sheet"], stamp)
        sheet = book.get_sheet_by_name(name)
        if sheet.width > request["max_columns"]:
            raise Refused("file.too-many-columns", limit=request["max_columns"])
        # Rows are given from the first of the sheet, filled or not.
        rows = sheet.end[0] + 1 if sheet.end else 0
        if rows * sheet.width > request["max_cells"]:
            raise Refused("file.sheet-too-large", limit=request["max_cells"], sheet=name)
        write(sheet, Path(request["target"]), request["max_cell_chars"])
        return Answer(
            sheet=name,
            others=others,
            template=stamp[0] if name == stamp[1] else "",
            first_column=sheet.start[1] if sheet.start else 0,
            merged=[[*first, *last] for first, last in sheet.merged_cell_ranges or []],
        )


def choose(book: CalamineWorkbook, asked: str | None, stamp: Sequence[str]) -> tuple[str, list[str]]:
    """The sheet to read, asked for (hidden or not) or the first visible that is not blank; and the others.

    A template of ours (forum_core.rows.stamp) says itself which sheet that is, and which only explain.
    """
    tables = [m for m in book.sheets_metadata if m.typ is SheetTypeEnum.WorkSheet]
    if asked is not None:
        if asked not in [m.name for m in tables]:
            raise Refused("file.no-such-sheet", sheet=asked, sheets=[m.name for m in tables])
        return asked, []
    visible = [m.name for m in tables if m.visible is SheetVisibleEnum.Visible]
    filled = [name for name in visible if book.get_sheet_by_name(name).height]
    if not filled:
        raise Refused("file.empty")
    _, data, *explaining = stamp
    others = [name for name in filled if name not in (data, *explaining)]
    return (data, others) if data in filled else (filled[0], filled[1:])


def stamped(book: CalamineWorkbook, stamp: str) -> list[str]:
    """What a template says: its schema, its sheet to fill in, those that explain; blanks without a stamp."""
    if stamp not in [m.name for m in book.sheets_metadata if m.typ is SheetTypeEnum.WorkSheet]:
        return ["", ""]
    cells = [text(row[0]) for row in book.get_sheet_by_name(stamp).to_python(nrows=MAX_SHEETS) if row]
    return cells if len(cells) > 1 else ["", ""]


def write(sheet: CalamineSheet, target: Path, max_cell_chars: int) -> None:
    """Write each row of the sheet, from its first, blank ones included."""
    with target.open("x", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\n")
        for number, row in enumerate(sheet.iter_rows(), start=1):
            cells = [text(cell) for cell in row]
            refuse_cells(number, cells, max_cell_chars)
            writer.writerow(cells)


def refuse_cells(number: int, cells: Sequence[str], max_cell_chars: int) -> None:
    """Refuse what no text file may hold either."""
    for column, cell in enumerate(cells, start=1):
        if len(cell) > max_cell_chars:
            raise Refused("file.cell-too-long", row=number, limit=max_cell_chars)
        if found := CONTROL.search(cell):
            raise Refused(
                "file.control-character", line=number, column=column, character=f"U+{ord(found[0]):04X}"
            )


def text(cell: Cell) -> str:  # noqa: PLR0911 - one line a type
    """The cell as a person would type it in a text file.

    A whole number has no decimals, so that an identifier stored as a number keeps its digits; another has the
    fifteen digits that spreadsheets show, not the seventeenth that a formula leaves. A date is ISO, and so is
    a date with a time at midnight.
    """
    match cell:
        case str():
            return cell
        case bool():
            return "true" if cell else "false"
        case float():
            return str(int(cell)) if cell.is_integer() else f"{cell:.15g}"
        case dt.datetime():
            return cell.date().isoformat() if cell.time() == dt.time() else cell.isoformat(timespec="seconds")
        case dt.date() | dt.time():
            return cell.isoformat()
        case dt.timedelta():
            minutes, seconds = divmod(int(cell.total_seconds()), 60)
            return f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}"
        case int():
            return str(cell)


if __name__ == "__main__":
    main()
