"""The pictures of a register's page, as its schema asks for them: the files are filtered once for all."""

# ruff: noqa: S608 - column names come from the schema, quoted; what a visitor typed is bound.

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType

import duckdb

from forum_core.explore.drawings.bands import draw_bands
from forum_core.explore.drawings.choices import draw_choices
from forum_core.explore.drawings.periods import draw_periods
from forum_core.explore.drawings.picture import Kept, Link, Picture, chosen
from forum_core.explore.drawings.spread import draw_spread
from forum_core.explore.drawings.subjects import draw_subjects
from forum_core.explore.engine import Reading
from forum_core.explore.figures import body_sql
from forum_core.explore.filters import Filter, amount_sql, band_sql, choice_sql, where
from forum_core.files.duck import quoted, text
from forum_core.periods import year_sql
from forum_core.schema.model import PagePicture

Draw = Callable[[Kept, str, PagePicture], Picture | None]

KINDS: Mapping[str, Draw] = MappingProxyType(
    {
        "by-period": draw_periods,
        "top-subjects": draw_subjects,
        "bands": draw_bands,
        "by-choice": draw_choices,
        "distribution": draw_spread,
    }
)
"""What `forum.page.pictures` may ask for."""


def pictures(reading: Reading, flt: Filter, link: Link, *, today: date) -> tuple[Picture, ...]:
    """Draw what the schema asks for; a picture that these rows cannot fill is left out.

    Pictures by year and by band offer all years and all bands, like the filters beside them.

    Args:
        reading: The publications.
        flt: What the visitor asks to see.
        link: Address of the rows of a mark.
        today: Tells the year that is not over.
    """
    held = {field.name for field in reading.fields}
    wanted = tuple(
        picture
        for picture in reading.schema.page.pictures
        if picture.column is None or picture.column in held
    )
    if not wanted:
        return ()
    with reading.cursor() as cursor:
        kept = Kept(cursor, reading.schema, flt, link, today, chosen(wanted))
        _keep(cursor, reading, flt, kept.columns)
        drawn = [
            KINDS[picture.kind](kept, f"image-{number}", picture) for number, picture in enumerate(wanted, 1)
        ]
    return tuple(picture for picture in drawn if picture is not None)


def _keep(cursor: duckdb.DuckDBPyConnection, reading: Reading, flt: Filter, columns: tuple[str, ...]) -> None:
    schema = reading.schema
    choices = "".join(f", {choice_sql(schema.field(name))} AS c{place}" for place, name in enumerate(columns))
    condition, values = where(reading, replace(flt, year=None, band=None))
    cursor.execute(
        f"CREATE TEMP TABLE kept AS SELECT {year_sql(schema)}::INTEGER AS year, {band_sql(schema)} AS band, "
        f"{_chosen(flt)} AS chosen, {amount_sql(schema)} AS amount, {body_sql(schema)} AS body, "
        f"{_known(reading)} AS known, {quoted(schema.page.subject)} AS name{choices} "
        f"FROM read_parquet(?) WHERE {condition}",
        [reading.files, *values],
    )


def _chosen(flt: Filter) -> str:
    # Both were read by `parse_filter`: a number, and the key of a band of the schema.
    year = f"coalesce(year = {flt.year:d}, false)" if flt.year is not None else "true"
    band = f"coalesce(band = {text(flt.band)}, false)" if flt.band is not None else "true"
    return f"{year} AND {band}"


def _known(reading: Reading) -> str:
    names = reading.schema.page.subject_ids
    return " OR ".join(f"coalesce({quoted(name)}::VARCHAR, '') <> ''" for name in names) or "false"
