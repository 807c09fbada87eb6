"""Bring a file's columns under the schema's names and order. What is not sure is an error, never a guess."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pyarrow as pa

from forum_core.errors import MappingRefused
from forum_core.findings import Finding, Severity
from forum_core.rows.table import ROW, MappedTable, RawTable, Spool, transform
from forum_core.schema.model import Field, Schema

SHOWN_CHARACTERS = 60
"""A header is shown up to here: one that is longer is prose, not a name."""

OTHER_REGISTER_BELOW = 1 / 3
"""Share of the required columns under which the file is taken for one of another register."""


def map_table(schema: Schema, raw: RawTable, into: Path) -> MappedTable:
    """Rename and order the columns that the schema knows; set the others aside, with a warning.

    A header is matched exactly, then by the field's title, then by its aliases, without case, accents, spaces
    and punctuation. Two headers for one field are an error for the whole table, and none of them is taken.

    Args:
        schema: The register's schema.
        raw: The table as it was read.
        into: Folder for the spool, ``mapped.arrow``.

    Raises:
        MappingRefused: ``mapping.other-register`` when too few of the required columns are there.
    """
    claims = _claims(schema, raw.headers)
    columns = match_columns(schema, raw.headers)
    _refuse_other_register(schema, claims)
    claimed = {position for positions in claims.values() for position in positions}
    ignored = tuple(header for at, header in enumerate(raw.headers) if at not in claimed)
    return MappedTable(
        ref=schema.ref,
        fields=tuple(columns),
        ignored=ignored,
        spool=_rename(raw.spool, columns, into / "mapped.arrow"),
        read=raw.read,
        findings=(*raw.findings, *_findings(raw.headers, claims, ignored)),
    )


def match_columns(schema: Schema, headers: Sequence[str]) -> dict[str, int]:
    """Position of the header of each field that exactly one header names, in the schema's order."""
    return {field: at[0] for field, at in _claims(schema, headers).items() if len(at) == 1}


def _claims(schema: Schema, headers: Sequence[str]) -> dict[str, list[int]]:
    """For each field that is there, in the schema's order, the positions of the headers that name it."""
    by_key = _keys(schema.fields)
    exact = {field.name for field in schema.fields} & set(headers)
    claims: dict[str, list[int]] = {field.name: [] for field in schema.fields}
    for position, header in enumerate(headers):
        name = header if header in exact else by_key.get(_key(header))
        if name is not None:
            claims[name].append(position)
    return {name: positions for name, positions in claims.items() if positions}


def _keys(fields: Sequence[Field]) -> Mapping[str, str]:
    """Field by every name it goes by; an exact name wins over a title, a title over an alias."""
    keys: dict[str, str] = {}
    for names in ([(f.name,) for f in fields], [(f.title,) for f in fields], [f.aliases for f in fields]):
        for field, spellings in zip(fields, names, strict=True):
            for spelling in spellings:
                keys.setdefault(_key(spelling), field.name)
    return keys


def _key(header: str) -> str:
    """A header without case, accents, spaces and punctuation."""
    decomposed = unicodedata.normalize("NFD", header.casefold())
    return re.sub(r"[^a-z0-9]", "", decomposed)


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


def _rename(source: Spool, columns: Mapping[str, int], path: Path) -> Spool:
    target = pa.schema([(ROW, pa.int64()), *((name, pa.string()) for name in columns)])

    def change(batch: pa.RecordBatch) -> pa.RecordBatch:
        arrays = [batch.column(ROW), *(batch.column(f"c{at}") for at in columns.values())]
        return pa.RecordBatch.from_arrays(arrays, schema=target)

    return transform(source, path, target, change)
