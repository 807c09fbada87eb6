"""Bring a file's columns under the schema's names and order. What is not sure is an error, never a guess."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pyarrow as pa

from forum_core.errors import MappingRefused
from forum_core.findings import Finding, Severity
from forum_core.rows.headers import claims, former_gone, header_key
from forum_core.rows.stamp import Template
from forum_core.rows.table import ROW, MappedTable, RawTable, Spool, transform
from forum_core.rows.versions import Bringing
from forum_core.schema.model import Schema
from forum_core.schema.replaced import Former

SHOWN_CHARACTERS = 60
"""A header is shown up to here: one that is longer is prose, not a name."""

OTHER_REGISTER_BELOW = 1 / 3
"""Share of the required columns under which the file is taken for one of another register."""


def map_table(schema: Schema, raw: RawTable, into: Path, former: Former | None = None) -> MappedTable:
    """Rename and order the columns that the schema knows; set the others aside, with a warning.

    A header is matched exactly, then by the field's title, then by its aliases, without case, accents, spaces
    and punctuation. Two headers for one field are an error for the whole table, and none of them is taken.

    Args:
        schema: The register's schema.
        raw: The table as it was read.
        into: Folder for the spool, ``mapped.arrow``.
        former: The former version that the file was written for: its names are known, its cells rewritten.

    Raises:
        MappingRefused: ``mapping.other-template`` when it was typed in the template of another register,
            ``mapping.other-register`` when too few of the required columns are there.
    """
    _refuse_other_template(schema, raw.template)
    claimed = claims(schema, raw.headers, former)
    columns = match_columns(schema, raw.headers, former)
    _refuse_other_register(schema, claimed)
    taken = {position for positions in claimed.values() for position in positions}
    ignored = tuple(header for at, header in enumerate(raw.headers) if at not in taken)
    bringing = Bringing(former) if former else None
    spool = _rename(raw.spool, columns, into / "mapped.arrow", bringing)
    brought = tuple(bringing.findings(tuple(columns), raw)) if bringing else ()
    without_place = former_gone(former) if former else frozenset[str]()
    unknown = [header for header in ignored if header_key(header) not in without_place]
    return MappedTable(
        ref=schema.ref,
        fields=tuple(columns),
        ignored=ignored,
        spool=spool,
        read=replace(raw.read, standard=former.name) if former else raw.read,
        findings=(
            *_of_file(schema, raw),
            *_of_template(schema, raw.template),
            *_findings(raw.headers, claimed, unknown),
            *brought,
        ),
    )


def match_columns(schema: Schema, headers: Sequence[str], former: Former | None = None) -> dict[str, int]:
    """Position of the header of each field that exactly one header names, in the schema's order."""
    return {field: at[0] for field, at in claims(schema, headers, former).items() if len(at) == 1}


def _refuse_other_template(schema: Schema, template: Template | None) -> None:
    if template and template.register != schema.name:
        raise MappingRefused("mapping.other-template", template=template.register, register=schema.title)


def _of_file(schema: Schema, raw: RawTable) -> Iterator[Finding]:
    """What was said while reading; a file of one column, asked for as such, has nothing to be divided by."""
    for finding in raw.findings:
        if finding.code != "delimiter-not-found" or len(schema.fields) > 1:
            yield finding


def _of_template(schema: Schema, template: Template | None) -> Iterator[Finding]:
    """Say that the template is not that of today: the rows are judged by today's version all the same."""
    if template and template.version != schema.version:
        facts = (("version", template.version), ("current", schema.version))
        yield Finding("template-other-version", severity=Severity.WARNING, params=facts)


def _refuse_other_register(schema: Schema, claims: Mapping[str, Sequence[int]]) -> None:
    required = [field.name for field in schema.fields if field.required] or [f.name for f in schema.fields]
    found = sum(name in claims for name in required)
    if not found or found < OTHER_REGISTER_BELOW * len(required):
        missing = tuple(name for name in required if name not in claims)
        raise MappingRefused(
            "mapping.other-register",
            register=schema.title,
            found=found,
            required=len(required),
            missing=missing,
        )


def _findings(
    headers: Sequence[str], claims: Mapping[str, Sequence[int]], ignored: Sequence[str]
) -> Iterator[Finding]:
    counts = Counter(headers)
    for name, positions in claims.items():
        if len(positions) > 1:
            spellings = ", ".join(dict.fromkeys(_shown(headers[at]) for at in positions))
            code = "doubled-header" if len({headers[at] for at in positions}) == 1 else "two-headers"
            yield Finding(code, field=name, params=(("headers", spellings), ("count", len(positions))))
    for header in dict.fromkeys(ignored):
        if not header.strip():
            yield Finding("column-without-name", severity=Severity.WARNING)
        elif counts[header] > 1:
            yield Finding("doubled-ignored", severity=Severity.WARNING, params=(("column", _shown(header)),))
        else:
            yield Finding("column-ignored", severity=Severity.WARNING, params=(("column", _shown(header)),))


def _shown(header: str) -> str:
    short = " ".join(header.split())
    return short if len(short) <= SHOWN_CHARACTERS else short[: SHOWN_CHARACTERS - 1] + "…"


def _rename(source: Spool, columns: Mapping[str, int], path: Path, bringing: Bringing | None) -> Spool:
    target = pa.schema([(ROW, pa.int64()), *((name, pa.string()) for name in columns)])

    def change(batch: pa.RecordBatch) -> pa.RecordBatch:
        arrays = [batch.column(ROW), *(batch.column(f"c{at}") for at in columns.values())]
        batch = pa.RecordBatch.from_arrays(arrays, schema=target)
        return bringing.change(batch) if bringing else batch

    return transform(source, path, target, change)
