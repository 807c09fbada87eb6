"""A register's answer for software: its publications, the filters, figures and facets, and a page of rows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from ckanext.forum.current import Current
from ckanext.forum.lookup import Opened
from ckanext.forum.place import PAGE_ROWS, Place, last_page
from forum_core.explore.address import parameter_of
from forum_core.explore.figures import Facet, Figures, figures
from forum_core.explore.filters import BAND, LEAST, MOST, SINCE, UNTIL, WORDS, YEAR, Filter
from forum_core.explore.page import Row, rows_page
from forum_core.french import Value


def said(opened: Opened, place: Place, *, limit: int = PAGE_ROWS) -> dict[str, Any]:
    """Head and rows of a place's page, as the JSON answer has them; of the last page when there are fewer."""
    seen = figures(opened.reading, place.filter)
    place = place.at(min(place.page, last_page(seen.rows)))
    offset = (place.page - 1) * PAGE_ROWS
    rows = rows_page(opened.reading, place.filter, place.sort, offset=offset, limit=limit)
    page = {"number": place.page, "last": last_page(seen.rows), "size": PAGE_ROWS}
    return {**head(opened, place, seen), "page": page, "rows": [_row(opened, row) for row in rows]}


def head(opened: Opened, place: Place, seen: Figures) -> dict[str, Any]:
    """All of the answer but its rows and its page."""
    authority = opened.authority and _authority(opened.current)
    return {
        "register": opened.schema.name,
        "schema": opened.current.clearance.ref,
        "authority": authority,
        "publication": _publication(opened.current) if authority else None,
        "publications": [{"authority": _authority(one), **_publication(one)} for one in opened.publications],
        "filters": _filters(place.filter),
        "figures": {
            "rows": seen.rows,
            "total": _plain(seen.total),
            "bodies": seen.bodies,
            "median": _plain(seen.median),
            "first_date": _plain(seen.first_date),
            "last_date": _plain(seen.last_date),
        },
        "facets": {
            YEAR: _facets(seen.years),
            BAND: _facets(seen.bands),
            **{parameter_of(one.column): _facets(one.facets) for one in seen.choices},
        },
        "sort": {"column": place.sort.column, "descending": place.sort.descending},
    }


def _authority(publication: Current) -> dict[str, str]:
    return {"name": publication.organization_name, "title": publication.organization_title}


def _publication(publication: Current) -> dict[str, Any]:
    clearance = publication.clearance
    withheld = clearance.apart.withheld
    return {
        "id": publication.publication_id,
        "published_at": publication.published_at.isoformat(timespec="seconds"),
        "sha256": clearance.digest,
        "partial": clearance.partial,
        "rows_out": clearance.rows_out,
        "rows_refused": clearance.rows_refused,
        "rows_apart": None if withheld else clearance.apart.rows or 0,
        "rows_in": None if withheld else clearance.rows_in,
        "added": publication.added,
        "changed": publication.changed,
        "left": publication.left,
    }


def _filters(flt: Filter) -> dict[str, Any]:
    return {
        WORDS: flt.words,
        YEAR: flt.year,
        BAND: flt.band,
        LEAST: _plain(flt.least),
        MOST: _plain(flt.most),
        SINCE: _plain(flt.since),
        UNTIL: _plain(flt.until),
        **{parameter_of(column): value for column, value in flt.choices},
    }


def _facets(facets: Iterable[Facet]) -> list[dict[str, Any]]:
    return [{"key": one.key, "rows": one.rows, "total": _plain(one.total)} for one in facets]


def _row(opened: Opened, row: Row) -> dict[str, Any]:
    whose = {} if opened.authority else {"authority": opened.publications[row.place].organization_name}
    return {"cle_ligne": row.key, **whose, **{name: _plain(value) for name, value in row.values.items()}}


def _plain(value: Value) -> str | float | bool | None:
    match value:
        case Decimal():
            # A sum of whole numbers is one; a sum in euros keeps its cents.
            return int(value) if value.as_tuple().exponent == 0 else float(value)
        case date():
            return value.isoformat()
        case _:
            return value
