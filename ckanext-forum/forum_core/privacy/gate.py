"""The one way out: releases checked rows as an immutable file with its proof, or refuses them."""

# ruff: noqa: S608 - names come from the schema, quoted; values are bound or registered tables.

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from forum_core.errors import IntegrityError, PrivacyRefused
from forum_core.files.duck import discreet, open_locked, quoted, text
from forum_core.files.parquet import write_parquet
from forum_core.files.whole import FileFacts, digest_of
from forum_core.privacy.apart import say_apart
from forum_core.privacy.classes import QUASI_IDENTIFIER, check_policy, dropped_fields, kept_fields
from forum_core.privacy.cleared import ROW_KEY, Apart, Clearance, ClearedTable
from forum_core.privacy.counts import SHOWN_ROWS, Counts, Told
from forum_core.privacy.keying import BATCH_ROWS, MEMORY, Keyed, Summary, keyed, summarise
from forum_core.privacy.releases import changes, cuts
from forum_core.privacy.sift import Sift
from forum_core.rows.table import CheckedTable
from forum_core.schema.model import Schema

_SMALL = ("gate.small-count", "gate.small-counts")
_REFUSED = ("gate.all-refused", "gate.all-refused-columns")
_RESTS = ("gate.small-rest", "gate.small-rests")
_BOUNDS = ("gate.small-bound", "gate.small-bounds")
_ALIKE = ("gate.all-alike", "gate.all-alike-columns")
_CHANGES = ("gate.small-change", "gate.small-changes")


def clear(
    schema: Schema,
    checked: CheckedTable,
    *,
    partial: bool,
    withdrawn: frozenset[str],
    former: Apart | None,
    into: Path,
    released: Collection[Path] = (),
) -> ClearedTable:
    """Release the rows that may be public, and account for the others.

    Rows are keyed, sorted by key and written as ``<digest>.parquet``: the same rows in another order give the
    same file. Persons are set apart whatever checking said of them.

    Args:
        schema: The register's schema; its privacy keys decide.
        checked: Rows that passed checking.
        partial: The decision to publish the good rows of a file that has others.
        withdrawn: Keys of rows that were withdrawn and must not come back.
        former: What the former publication says of its rows set apart, or None for the first one.
        into: Folder for the file.
        released: Files of the publications that everybody has or had, as far as they are kept.

    Raises:
        PrivacyRefused: ``gate.…``; a column, counts or row numbers are in ``params``, never a cell.
        OSError: The disk is full; nothing is left in the folder.
    """
    policy = check_policy(schema)
    _check_table(schema, checked, partial=partial)
    columns = _columns(schema, checked)
    sift = Sift(schema, policy.threshold)
    with keyed(schema, columns, sift.batches(checked), checked.spool.path.parent) as rows:
        _check_counts(sift.counts)
        _check_scan(sift)
        back = rows.drop(withdrawn)
        refused = _count_refused(checked, sift, back, partial=partial)
        summary = rows.summary()
        _check_account(checked, refused, sift, summary.rows)
        _check_releases(rows, released, policy.threshold)
        path, facts = write_parquet(rows.columns, rows.batches(), into)
    total = str(sift.total_apart) if schema.page.amount else None
    return ClearedTable(
        path,
        Clearance(
            ref=schema.ref,
            digest=facts.digest,
            size=facts.size,
            rows_in=checked.rows_in,
            rows_out=summary.rows,
            rows_refused=refused,
            rows_suppressed=sift.rows_apart,
            partial=refused > 0,
            apart=say_apart(sift.rows_apart, total, policy.threshold, former),
            dropped=dropped_fields(schema),
            total=summary.total,
            first_date=summary.first_date,
            last_date=summary.last_date,
        ),
    )


def reopen(path: Path, clearance: Clearance) -> ClearedTable:
    """Take up a cleared file in another process, once its bytes are proved to be those that were cleared.

    Raises:
        IntegrityError: The bytes are others.
        FileNotFoundError: The file has left.
    """
    if path.stat().st_size != clearance.size or digest_of(path) != clearance.digest:
        raise IntegrityError("integrity.digest", digest=clearance.digest)
    return ClearedTable(path, clearance)


def without_rows(schema: Schema, cleared: ClearedTable, keys: frozenset[str], into: Path) -> ClearedTable:
    """Release a cleared table again without some rows, counted as suppressed. The others keep their keys.

    Raises:
        PrivacyRefused: ``gate.unknown-rows`` when a key is none of the table's, ``gate.nothing-left``.
        IntegrityError: The cleared file's bytes are no longer those that were cleared.
    """
    reopen(cleared.path, cleared.clearance)
    path, facts, summary = _write_without(schema, cleared.path, keys, into)
    before = cleared.clearance
    return ClearedTable(
        path,
        replace(
            before,
            digest=facts.digest,
            size=facts.size,
            rows_out=summary.rows,
            rows_suppressed=before.rows_suppressed + before.rows_out - summary.rows,
            total=summary.total,
            first_date=summary.first_date,
            last_date=summary.last_date,
        ),
    )


def _check_table(schema: Schema, checked: CheckedTable, *, partial: bool) -> None:
    if checked.ref != schema.ref:
        raise PrivacyRefused("gate.other-schema", schema=schema.ref)
    if checked.blocked:
        raise PrivacyRefused("gate.blocked")
    if checked.refused and not partial:
        raise PrivacyRefused("gate.rows-refused", refused=len(checked.refused), rows=checked.rows_in)


def _columns(schema: Schema, checked: CheckedTable) -> pa.Schema:
    """Arrow schema of what leaves, as checking typed it."""
    typed = checked.spool.schema
    for field in kept_fields(schema):
        if field.name not in typed.names:
            raise PrivacyRefused("gate.no-column", column=field.name)
    return pa.schema([pa.field(field.name, typed.field(field.name).type) for field in kept_fields(schema)])


def _check_counts(counts: Counts) -> None:
    """Small counts first: whoever groups them widely enough has done with most zeros that tell a refusal."""
    found = (
        (_SMALL, counts.small),
        (_REFUSED, counts.refused),
        (_RESTS, counts.rests),
        (_BOUNDS, counts.bounds),
        (_ALIKE, counts.alike),
    )
    for codes, told in found:
        _refuse_told(counts.schema, codes, told, counts.threshold)


def _check_releases(rows: Keyed, released: Collection[Path], threshold: int) -> None:
    _refuse_told(rows.schema, _CHANGES, changes(rows, released, threshold), threshold)
    cut = cuts(rows, released, threshold)
    if cut.cells:
        raise PrivacyRefused("gate.other-cut", rows=_shown(cut), dimensions=_dimensions(rows.schema))


def _refuse_told(schema: Schema, codes: tuple[str, str], told: Mapping[str, Told], threshold: int) -> None:
    if not told:
        return
    every = Told(
        sum(column.cells for column in told.values()),
        sorted({row for column in told.values() for row in column.rows})[:SHOWN_ROWS],
    )
    where = {"column": next(iter(told))} if len(told) == 1 else {"columns": tuple(told)}
    raise PrivacyRefused(
        codes[len(told) > 1],
        **where,
        cells=every.cells,
        rows=_shown(every),
        threshold=threshold,
        dimensions=_dimensions(schema),
    )


def _shown(told: Told) -> tuple[str, ...]:
    return tuple(map(str, told.rows)) + (("…",) if told.cells > len(told.rows) else ())


def _dimensions(schema: Schema) -> tuple[str, ...]:
    """Titles of the columns by which rows can be grouped more widely."""
    finer = [f for f in kept_fields(schema) if f.privacy and f.privacy.class_ == QUASI_IDENTIFIER]
    return tuple(f.title for f in finer or map(schema.field, schema.key))


def _check_scan(sift: Sift) -> None:
    if not sift.hits:
        return
    (kind, column), count = Counter((hit.kind, hit.column) for hit in sift.hits).most_common(1)[0]
    rows = tuple(str(hit.row) for hit in sift.hits if (hit.kind, hit.column) == (kind, column))
    raise PrivacyRefused(
        "gate.personal-data",
        kind=kind,
        column=column,
        cells=count,
        all_cells=len(sift.hits),
        rows=rows[:SHOWN_ROWS],
    )


def _count_refused(checked: CheckedTable, sift: Sift, back: int, *, partial: bool) -> int:
    """Rows refused by checking and by the gate, whose own keep the whole table in, unless partial."""
    if sift.rows_undecided and not partial:
        raise PrivacyRefused("gate.undecided-rows", refused=sift.rows_undecided, rows=checked.rows_in)
    if back and not partial:
        raise PrivacyRefused("gate.withdrawn-rows", refused=back, rows=checked.rows_in)
    return len(checked.refused) + sift.rows_undecided + back


def _check_account(checked: CheckedTable, refused: int, sift: Sift, out: int) -> None:
    if not out:
        raise PrivacyRefused("gate.nothing-left", refused=refused, rows=checked.rows_in)
    if sift.rows_seen != checked.spool.rows or checked.rows_in != out + refused + sift.rows_apart:
        raise PrivacyRefused("gate.rows-unaccounted", rows=checked.rows_in, out=out, refused=refused)


def _write_without(
    schema: Schema, source: Path, keys: frozenset[str], into: Path
) -> tuple[Path, FileFacts, Summary]:
    columns = pq.read_schema(source)
    with discreet(), open_locked(memory=MEMORY, threads=1, reads=(source.parent,)) as database:
        database.register("unwanted", pa.table({"key": pa.array(sorted(keys), pa.string())}))
        left = (
            f"(SELECT * FROM read_parquet({text(str(source.resolve()))}) "
            f"WHERE {quoted(ROW_KEY)} NOT IN (SELECT key FROM unwanted))"
        )
        summary = summarise(database, schema, left, set(columns.names))
        gone = pq.read_metadata(source).num_rows - summary.rows
        if gone != len(keys):
            raise PrivacyRefused("gate.unknown-rows", keys=len(keys), found=gone)
        if not summary.rows:
            raise PrivacyRefused("gate.nothing-left", refused=0, rows=gone)
        # One thread keeps the file's order, which is that of the keys.
        rows = database.sql(f"SELECT * FROM {left}").to_arrow_reader(BATCH_ROWS)
        path, facts = write_parquet(columns, (batch.cast(columns) for batch in rows), into)
    return path, facts, summary
