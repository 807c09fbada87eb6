"""From records to a `RawTable`: rows brought to the width of the header, batch by batch, into a spool."""

# pyright: reportAttributeAccessIssue=false
# pyarrow makes the functions of its compute module at import: no type checker sees them.

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from forum_core.errors import FileRefused
from forum_core.findings import Finding, Severity
from forum_core.rows.read.limits import MAX_CELL_CHARS, MAX_RAGGED_ROWS, MAX_ROWS
from forum_core.rows.table import BATCH_ROWS, ROW, Spool, spool

FILE_NAME = "raw.arrow"

_AFTER_LEAD = "".join(
    sorted(set(bytes(range(0x80, 0xC0)).decode("cp1252", "ignore")) | set(map(chr, range(0x80, 0xC0))))
)
MOJIBAKE = f"[ÂÃÅ][{re.escape(_AFTER_LEAD)}]|â[€\u0080][{re.escape(_AFTER_LEAD)}]"
"""Bytes of UTF-8 read as characters of cp1252 or Latin-1: re-encoded, they are a letter again."""

DAMAGES = (("mojibake", MOJIBAKE), ("lost-characters", "\ufffd"), ("odd-characters", "[\u0080-\u009f]"))
SPREADSHEET_ERROR = r"^(#(REF|DIV/0|N/A|NAME|NOM|VALUE|VALEUR|NUM|NOMBRE|NULL|NUL)[!?]?|Err:\d{3})$"
TOTAL = re.compile(r"\s*tota(l|ux)\b", re.IGNORECASE)
SHIELD = "^'('*[=+@\t\r\uff1d\uff0b\uff0d\uff20-])"
"""The apostrophe that our CSV export writes before a text that a spreadsheet would compute.

The export writes one before what starts with any number of apostrophes and then such a sign, so taking one
off gives the text back.
"""


def without_blank_end(headers: Sequence[str]) -> tuple[str, ...]:
    """Column names without the blank ones at the end, which spreadsheets write for columns once used.

    What rows hold under them is still seen: such a row is too long.
    """
    last = max((index for index, name in enumerate(headers) if name.strip()), default=-1)
    return tuple(headers[: last + 1])


class Rows:
    """Give record batches, and gather what is wrong with the shape and the characters of the rows.

    A short row is filled with nulls, a long one loses what stands beyond the header; both are findings. Cells
    beyond the header that are all empty are no fault: spreadsheets write them. Blank rows at the end are left
    out, elsewhere they are kept: judging them is the check's work.

    Attributes:
        count: Rows given.
        blank_at_end: Blank rows left out.
    """

    def __init__(
        self,
        headers: Sequence[str],
        records: Iterable[tuple[int, Sequence[str]]],
        *,
        damaged: bool = True,
        shielded: bool = False,
    ) -> None:
        self.headers = tuple(headers)
        self.findings: list[Finding] = []
        self.count = 0
        self.blank_at_end = 0
        self._ragged_rows = 0
        self._records = records
        self._damaged = damaged
        self._shielded = shielded
        self._tally: dict[tuple[str, int], list[int]] = {}

    @property
    def schema(self) -> pa.Schema:
        """`_row`, then one text column a header."""
        return pa.schema([(ROW, pa.int64()), *((f"c{i}", pa.string()) for i in range(len(self.headers)))])

    def batches(self) -> Iterator[pa.RecordBatch]:
        """Rows in batches of at most `BATCH_ROWS`."""
        numbers: list[int] = []
        rows: list[Sequence[str | None]] = []
        for number, cells in self._without_blank_end():
            numbers.append(number)
            rows.append(self._fitted(number, cells))
            if len(rows) == BATCH_ROWS:
                yield self._batch(numbers, rows)
                numbers, rows = [], []
        if rows:
            yield self._batch(numbers, rows)

    def all_findings(self) -> tuple[Finding, ...]:
        """Findings of rows, in their order, then one warning a column for its characters."""
        columns = (
            Finding(
                code,
                severity=Severity.WARNING,
                params=(("column", self.headers[index]), ("rows", rows), ("first_row", first)),
            )
            for (code, index), (rows, first) in sorted(
                self._tally.items(), key=lambda item: (item[0][1], item[0][0])
            )
        )
        return (*self.findings, *columns)

    def _without_blank_end(self) -> Iterator[tuple[int, Sequence[str]]]:
        blank: list[int] = []
        last: tuple[int, Sequence[str]] = (0, ())
        for number, cells in self._records:
            if not any(cells):
                blank.append(number)
                continue
            for before in blank:
                yield before, ()
            blank.clear()
            last = number, cells
            yield last
        self.blank_at_end = len(blank)
        self._refuse_total(*last)

    def _refuse_total(self, number: int, cells: Sequence[str]) -> None:
        """A last row that adds up the others would be counted twice."""
        filled = [cell for cell in cells if cell.strip()]
        if filled and 2 * len(filled) <= len(self.headers) and TOTAL.match(filled[0]):
            self.findings.append(Finding("totals-row", row=number))

    def _fitted(self, number: int, cells: Sequence[str]) -> Sequence[str | None]:
        width, length = len(self.headers), len(cells)
        if length == width:
            return cells
        if length == 0:
            return ("",) * width
        if length < width:
            self._ragged("row-too-short", number, length)
            return (*cells, *((None,) * (width - length)))
        if any(cells[width:]):
            self._ragged("row-too-long", number, length)
        return cells[:width]

    def _ragged(self, code: str, number: int, length: int) -> None:
        self._ragged_rows += 1
        if self._ragged_rows > MAX_RAGGED_ROWS:
            raise FileRefused("file.ragged", limit=MAX_RAGGED_ROWS, columns=len(self.headers))
        params = (("cells", length), ("columns", len(self.headers)))
        self.findings.append(Finding(code, row=number, params=params))

    def _batch(self, numbers: list[int], rows: list[Sequence[str | None]]) -> pa.RecordBatch:
        self.count += len(rows)
        if self.count > MAX_ROWS:
            raise FileRefused("file.too-many-rows", limit=MAX_ROWS)
        row = pa.array(numbers, pa.int64())
        columns = [pa.array(column, pa.string()) for column in zip(*rows, strict=True)]
        return pa.record_batch(
            [row, *(self._watched(i, row, c) for i, c in enumerate(columns))], schema=self.schema
        )

    def _watched(self, index: int, row: pa.Array, column: pa.Array) -> pa.Array:
        self._refuse_long_cell(index, row, column)
        self._find_spreadsheet_errors(index, row, column)
        if self._damaged:
            for code, pattern in DAMAGES:
                self._note(code, index, row.filter(pc.match_substring_regex(column, pattern)))
        if self._shielded:
            self._note("apostrophe-removed", index, row.filter(pc.match_substring_regex(column, SHIELD)))
            return pc.replace_substring_regex(column, SHIELD, r"\1")
        return column

    def _refuse_long_cell(self, index: int, row: pa.Array, column: pa.Array) -> None:
        if (
            column.nbytes > MAX_CELL_CHARS
            and (longest := pc.max(pc.utf8_length(column)).as_py() or 0) > MAX_CELL_CHARS
        ):
            number = row.filter(pc.equal(pc.utf8_length(column), longest))[0].as_py()
            raise FileRefused(
                "file.cell-too-long", row=number, column=self.headers[index], limit=MAX_CELL_CHARS
            )

    def _find_spreadsheet_errors(self, index: int, row: pa.Array, column: pa.Array) -> None:
        """`#REF!` and its like: a formula that had no result when the file was saved."""
        likely = pc.or_(pc.starts_with(column, "#"), pc.starts_with(column, "Err:"))
        if pc.any(likely).as_py():
            for number in row.filter(pc.match_substring_regex(column, SPREADSHEET_ERROR)).to_pylist():
                self.findings.append(
                    Finding("error-cell", row=number, params=(("column", self.headers[index]),))
                )

    def _note(self, code: str, index: int, rows: pa.Array) -> None:
        if len(rows):
            tally = self._tally.setdefault((code, index), [0, rows[0].as_py()])
            tally[0] += len(rows)


def spool_rows(rows: Rows, into: Path) -> Spool:
    """Write the rows to `raw.arrow` in the folder.

    Raises:
        FileRefused: ``file.no-rows``: a header and nothing under it; and the limits of `Rows`.
    """
    path = into / FILE_NAME
    written = spool(path, rows.schema, rows.batches())
    if not written.rows:
        raise FileRefused("file.no-rows")
    return written
