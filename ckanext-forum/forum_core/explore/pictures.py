"""The pictures of a register's page, as its schema asks for them: the files are filtered once for all."""

# ruff: noqa: S608 - column names come from the schema, quoted; what a visitor typed is bound.

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from forum_core.explore.drawings import ceilings, sources
from forum_core.explore.drawings.bands import draw_bands
from forum_core.explore.drawings.ceilings import draw_ceilings
from forum_core.explore.drawings.choices import draw_choices
from forum_core.explore.drawings.crossing import draw_crossing
from forum_core.explore.drawings.periods import draw_periods
from forum_core.explore.drawings.picture import (
    CEILINGS,
    CROSSING,
    RATES,
    SOURCES,
    VALUES,
    Kept,
    Link,
    Picture,
    chosen,
    counted,
    crossed,
)
from forum_core.explore.drawings.rates import draw_rates
from forum_core.explore.drawings.sources import draw_sources, print_apart, print_counted
from forum_core.explore.drawings.spread import draw_spread
from forum_core.explore.drawings.steps import draw_steps
from forum_core.explore.drawings.subjects import draw_subjects
from forum_core.explore.drawings.values import draw_values
from forum_core.explore.engine import Reading
from forum_core.explore.figures import body_sql, name_sql
from forum_core.explore.filters import YES, Filter, amount_sql, band_sql, choice_sql, narrowed, where
from forum_core.files.duck import quoted, text
from forum_core.periods import year_sql
from forum_core.schema.model import Field, PagePicture, Schema

Draw = Callable[[Kept, str, PagePicture], Picture | None]

KINDS: Mapping[str, Draw] = MappingProxyType(
    {
        "by-period": draw_periods,
        "top-subjects": draw_subjects,
        "bands": draw_bands,
        "by-choice": draw_choices,
        "distribution": draw_spread,
        "steps": draw_steps,
        CROSSING: draw_crossing,
        VALUES: draw_values,
        CEILINGS: draw_ceilings,
        SOURCES: draw_sources,
        RATES: draw_rates,
    }
)
"""What `forum.page.pictures` may ask for."""

PRINTED: Mapping[str, tuple[Draw, ...]] = MappingProxyType(
    {CROSSING: (draw_crossing,), SOURCES: (print_counted, print_apart)}
)
"""The kinds that a statement has: all of them are tables of sums there."""

MOST_ROWS = 30
"""Rows of a crossing on a page; the rest is one."""
_MOST_PRINTED = 1000


@dataclass(frozen=True, slots=True)
class _Asked:
    flt: Filter
    link: Link
    today: date
    most: int


def pictures(reading: Reading, flt: Filter, link: Link, *, today: date) -> tuple[Picture, ...]:
    """Draw what the schema asks for; a picture that these rows cannot fill is left out.

    Pictures by year and by band offer all years and all bands, like the filters beside them. None is drawn of
    amounts that are never added together (`page.separate`): to count their rows would say nothing.

    Args:
        reading: The publications.
        flt: What the visitor asks to see.
        link: Address of the rows of a mark.
        today: Tells the year that is not over.
    """
    wanted = [(KINDS[picture.kind], picture) for picture in _held(reading)]
    return _draw(reading, wanted, _Asked(flt, link, today, MOST_ROWS))


def statement(reading: Reading, flt: Filter, link: Link, *, today: date) -> tuple[Picture, ...]:
    """The tables of sums alone, with all their rows: to be printed. See `pictures`."""
    wanted = [(draw, picture) for picture in _held(reading) for draw in PRINTED.get(picture.kind, ())]
    return _draw(reading, wanted, _Asked(flt, link, today, _MOST_PRINTED))


def _draw(
    reading: Reading, drawing: Sequence[tuple[Draw, PagePicture]], asked: _Asked
) -> tuple[Picture, ...]:
    numbered = {f"image-{number}": one for number, one in enumerate(drawing, 1)}
    drawn: dict[str, Picture] = {}
    for only in dict.fromkeys(picture.only for _, picture in drawing):
        flt = narrowed(reading.schema, asked.flt, only)
        if flt is not None:
            some = {key: one for key, one in numbered.items() if one[1].only == only}
            drawn |= _drawn_of(reading, some, replace(asked, flt=flt), only)
    return tuple(drawn[key] for key in numbered if key in drawn)


def _drawn_of(
    reading: Reading,
    drawing: Mapping[str, tuple[Draw, PagePicture]],
    asked: _Asked,
    only: tuple[tuple[str, str], ...],
) -> dict[str, Picture]:
    """Pictures of the same rows, by their key."""
    wanted = tuple(picture for _, picture in drawing.values())
    drawn: dict[str, Picture] = {}
    with reading.cursor() as cursor:
        kept = Kept(
            cursor,
            reading.schema,
            asked.flt,
            _narrow_link(asked.link, only),
            asked.today,
            chosen(wanted),
            counted(wanted),
            crossed(wanted),
            _cells(reading.schema, wanted),
            asked.most,
            only=only,
        )
        _keep(kept, reading)
        if not _adds(kept):
            return {}
        for key, (draw, picture) in drawing.items():
            of_it = replace(kept, named=picture.says, counts_rows=picture.counts_rows)
            found = draw(of_it, key, picture)
            if found is not None:
                drawn[key] = found
    return drawn


def _narrow_link(link: Link, only: tuple[tuple[str, str], ...]) -> Link:
    """Addresses that hold the choices of the picture as well."""

    def narrow(kind: str, key: str, _: tuple[tuple[str, str], ...] = (), /) -> str | None:
        return link(kind, key, only)

    return narrow if only else link


def _held(reading: Reading) -> Iterator[PagePicture]:
    """Pictures whose columns are published; a chain does without the others."""
    held = {field.name for field in reading.fields}
    for picture in reading.schema.page.pictures:
        asked = {*picture.rows, *(picture.columns if picture.rows else ()), *filter(None, (picture.column,))}
        if asked.union(_cells(reading.schema, (picture,))) <= held:
            yield replace(picture, columns=tuple(name for name in picture.columns if name in held))


_READ_CELLS = MappingProxyType({CEILINGS: ceilings.read_cells, SOURCES: sources.read_cells})


def _cells(schema: Schema, wanted: Iterable[PagePicture]) -> tuple[str, ...]:
    """Columns that ceilings are read from, each once."""
    rules = ((picture.kind, schema.rule(picture.rule)) for picture in wanted if picture.rule)
    return tuple(dict.fromkeys(name for kind, rule in rules for name in _READ_CELLS[kind](rule)))


def _keep(kept: Kept, reading: Reading) -> None:
    schema, flt = kept.schema, kept.flt
    more = (
        *(f"{choice_sql(schema.field(name))} AS c{place}" for place, name in enumerate(kept.columns)),
        *(f"{_number_sql(schema.field(name))} AS n{place}" for place, name in enumerate(kept.numbers)),
        *(f"{_text_sql(schema, names)} AS t{place}" for place, names in enumerate(kept.texts)),
        *(f"{quoted(name)}::VARCHAR AS x{place}" for place, name in enumerate(kept.cells)),
        *(f"{choice_sql(schema.field(name))} AS s{place}" for place, name in enumerate(kept.page.separate)),
    )
    condition, values = where(reading, replace(flt, year=None, band=None))
    kept.cursor.execute(
        f"CREATE TEMP TABLE kept AS SELECT {year_sql(schema)}::INTEGER AS year, {band_sql(schema)} AS band, "
        f"{_chosen(flt)} AS chosen, {amount_sql(schema)} AS amount, {body_sql(schema)} AS body, "
        f"{_known(reading)} AS known, {name_sql(schema)} AS name, "
        f"{quoted(schema.page.date)} AS day, {_awaited(reading)} AS awaited, {_hidden(reading)} AS hidden"
        f"{''.join(f', {one}' for one in more)} "
        f"FROM read_parquet(?) WHERE {condition}",
        [reading.files, *values],
    )


def _number_sql(field: Field) -> str:
    return f"{quoted(field.name)}::DECIMAL(18, {0 if field.type == 'integer' else 2})"


def _text_sql(schema: Schema, names: tuple[str, ...]) -> str:
    words = [choice_sql(schema.field(name)) for name in names]
    return words[0] if len(words) == 1 else f"concat_ws(' ', {', '.join(words)})"


def _awaited(reading: Reading) -> str:
    awaited = reading.schema.page.awaited
    if awaited is None or awaited.column not in {field.name for field in reading.fields}:
        return "false"
    values = ", ".join(text(value) for value in awaited.values)
    return f"coalesce({quoted(awaited.column)}::VARCHAR IN ({values}), false)"


def _hidden(reading: Reading) -> str:
    """Rows that say that they hide small counts."""
    field = next((one for one in reading.fields if one.name == _hiding(reading.schema)), None)
    return f"coalesce({choice_sql(field)} = {text(YES)}, false)" if field else "false"


def _hiding(schema: Schema) -> str | None:
    return schema.privacy.hidden if schema.privacy else None


def _adds(kept: Kept) -> bool:
    """Whether the amounts kept, of all years and bands, are of one value of each separate column."""
    counts = ", ".join(f"count(DISTINCT coalesce(s{place}, ''))" for place in range(len(kept.page.separate)))
    if not counts:
        return True
    (found,) = kept.cursor.execute(f"SELECT {counts} FROM kept WHERE amount IS NOT NULL").fetchall()
    return all(values <= 1 for values in found)


def _chosen(flt: Filter) -> str:
    # Both were read by `parse_filter`: a number, and the key of a band of the schema.
    year = f"coalesce(year = {flt.year:d}, false)" if flt.year is not None else "true"
    band = f"coalesce(band = {text(flt.band)}, false)" if flt.band is not None else "true"
    return f"{year} AND {band}"


def _known(reading: Reading) -> str:
    names = reading.schema.page.subject_ids
    return " OR ".join(f"coalesce({quoted(name)}::VARCHAR, '') <> ''" for name in names) or "false"
