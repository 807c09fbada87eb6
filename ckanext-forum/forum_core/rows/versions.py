"""Tell that a file was written for a former version of its register, and write its cells as today's wants."""

# pyarrow.compute makes its functions at import time, where the type checker cannot see them.
# pyright: reportAttributeAccessIssue=false

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc

from forum_core.findings import Finding, Severity
from forum_core.rows.headers import claims, header_key
from forum_core.rows.table import ROW, RawTable
from forum_core.schema.model import Schema
from forum_core.schema.replaced import Former, Rewriting


def recognise(schema: Schema, raw: RawTable) -> Former | None:
    """The former version that a file was written for, or None when it may be of today.

    It has every column of that version and none that came later. Where several versions have the same
    columns, the one whose template it was typed in wins, then the first of which the cells bear a sign,
    else the last.
    """
    fitting = tuple(former for former in schema.former if _fits(schema, former, raw.headers))
    if raw.template and (own := next((one for one in fitting if one.version == raw.template.version), None)):
        return own
    signed = (former for former in fitting if former.signs and _bears_sign(former, raw))
    found = next(signed, fitting[-1] if fitting else None)
    if found is None or (_is_like_today(found) and not (found.signs and _bears_sign(found, raw))):
        return None
    return found


def fitting_headers(schema: Schema, headers: Sequence[str], name: str | None) -> Former | None:
    """The former version of that name, when a file that was recognised as of it has these headers."""
    return next((one for one in schema.former if one.name == name and _fits(schema, one, headers)), None)


def _fits(schema: Schema, former: Former, headers: Sequence[str]) -> bool:
    found = claims(schema, headers, former)
    came_later = {name for name in former.missing if name in found}
    wanted = {today for today in former.columns.values() if today is not None}
    keys = {header_key(header) for header in headers}
    gone = (name for name, today in former.columns.items() if today is None)
    return not came_later and wanted <= found.keys() and all(header_key(name) in keys for name in gone)


def _is_like_today(former: Former) -> bool:
    """Whether headers alone cannot tell the two: same columns under the same names."""
    return list(former.columns) == list(former.columns.values()) and not former.missing


def _bears_sign(former: Former, raw: RawTable) -> bool:
    places = {header_key(header): at for at, header in enumerate(raw.headers)}
    for sign in former.signs:
        at = _place(former, sign.column, places)
        whole = re.compile(sign.pattern).fullmatch
        for batch in raw.spool.batches() if at is not None else ():
            if any(whole(cell.strip()) for cell in pc.unique(batch.column(f"c{at}")).to_pylist() if cell):
                return True
    return False


def _place(former: Former, column: str, places: Mapping[str, int]) -> int | None:
    names = (column, former.titles.get(column, column), former.columns[column] or column)
    return next((places[key] for key in map(header_key, names) if key in places), None)


@dataclass(slots=True)
class Bringing:
    """Rewrites the cells of a former version's columns, batch by batch, and keeps the account of it."""

    former: Former
    rewritten: dict[str, tuple[int, int]] = field(default_factory=dict[str, tuple[int, int]])
    lost: dict[str, array[int]] = field(default_factory=dict[str, "array[int]"])

    def change(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """The batch, its columns under today's names, with its cells as today's version wants them."""
        for rewriting in self.former.rewritings:
            name = self.former.columns[rewriting.column]
            if name is not None and name in batch.schema.names:
                batch = self._rewrite(batch, name, rewriting)
        return batch

    def _rewrite(self, batch: pa.RecordBatch, name: str, rewriting: Rewriting) -> pa.RecordBatch:
        cells = batch.column(name).dictionary_encode()
        texts = cells.dictionary.to_pylist()
        written = [_written(rewriting, text) for text in texts]
        if written == texts:
            return batch
        for row, index in zip(batch.column(ROW).to_pylist(), cells.indices.to_pylist(), strict=True):
            if index is None or written[index] == texts[index]:
                continue
            if written[index] is None:
                self.lost.setdefault(name, array("q")).append(row)
            else:
                count, first = self.rewritten.get(rewriting.column, (0, row))
                self.rewritten[rewriting.column] = (count + 1, first)
        kept = [text if new is None else new for text, new in zip(texts, written, strict=True)]
        at = batch.schema.get_field_index(name)
        return batch.set_column(at, batch.schema.field(at), pa.array(kept, pa.string()).take(cells.indices))

    def findings(self, fields: Sequence[str], raw: RawTable) -> Iterator[Finding]:
        """What was rewritten, what had no place, what is missing, and which cells could not be brought.

        Args:
            fields: Today's columns that the file has.
            raw: The file, as it was read.
        """
        version = ("version", self.former.name)
        for rewriting in self.former.rewritings:
            name = self.former.columns[rewriting.column]
            if name and (done := self.rewritten.pop(rewriting.column, None)):
                facts = (version, ("cells", done[0]), ("first_row", done[1]), ("done", rewriting.says))
                yield Finding(
                    "version-rewritten", None, name, fields.index(name) + 1, Severity.WARNING, facts
                )
        for column, says in self.former.gone.items():
            if cells := _filled(self.former, column, raw):
                facts = (("column", column), version, ("cells", cells), ("says", says))
                yield Finding("version-column-gone", severity=Severity.WARNING, params=facts)
        for name, says in self.former.missing.items():
            facts = (version, ("says", says))
            yield Finding("version-column-missing", None, name, severity=Severity.WARNING, params=facts)
        for name, rows in self.lost.items():
            number = fields.index(name) + 1
            yield from (Finding("version-value-lost", row, name, number, params=(version,)) for row in rows)


def _written(rewriting: Rewriting, text: str | None) -> str | None:
    """The cell of today; None when nothing today says the same."""
    if not text:
        return text
    if rewriting.codes:
        return rewriting.codes.get(text, text)
    found = re.fullmatch(rewriting.pattern, text)
    return found.expand(rewriting.becomes) if found else text


def _filled(former: Former, column: str, raw: RawTable) -> int:
    at = _place(former, column, {header_key(header): at for at, header in enumerate(raw.headers)})
    if at is None:
        return 0
    return sum(_count(batch.column(f"c{at}")) for batch in raw.spool.batches())


def _count(cells: pa.Array) -> int:
    return int(pc.sum(pc.not_equal(pc.utf8_trim_whitespace(cells), "")).as_py() or 0)
