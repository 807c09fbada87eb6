"""Where a reader is on a register's page, as an address: all that is chosen stands in the query."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import ckan.plugins.toolkit as tk

from forum_core.explore.address import filter_query, parse_filter
from forum_core.explore.filters import ALL, Filter, FilterProblem
from forum_core.explore.page import Sort, default_sort, parse_sort
from forum_core.schema.model import Schema

PAGE_ROWS = 25
_LONGEST_PAGE_NUMBER = 7


@dataclass(frozen=True, slots=True)
class Place:
    """A register of an authority, with what is filtered, how it is sorted, and the page."""

    register: str
    authority: str
    filter: Filter
    sort: Sort
    usual_sort: Sort
    page: int = 1

    def filtered(self, chosen: Filter) -> Place:
        """The same place with other filters, at its first page."""
        return replace(self, filter=chosen, page=1)

    def sorted(self, sort: Sort) -> Place:
        """The same place in another order, at its first page."""
        return replace(self, sort=sort, page=1)

    def at(self, page: int) -> Place:
        """The same place at another page."""
        return replace(self, page=page)

    def query(self) -> dict[str, str]:
        """The choices that differ from the usual ones, as parameters of an address."""
        sort = f"{'-' if self.sort.descending else ''}{self.sort.column}"
        choices = {
            **filter_query(self.filter),
            "tri": sort if self.sort != self.usual_sort else "",
            "page": str(self.page) if self.page > 1 else "",
        }
        return {name: value for name, value in choices.items() if value}

    @property
    def address(self) -> str:
        """Address of the page."""
        return self._at("authority", self.query())

    @property
    def csv(self) -> str:
        """Address of all filtered rows as CSV; order and page do not matter to it."""
        return self._at("authority_csv", replace(self, sort=self.usual_sort, page=1).query())

    @property
    def json(self) -> str:
        """Address of this very page as JSON."""
        return self._at("authority_json", self.query())

    @property
    def json_whole(self) -> str:
        """Address of all filtered rows as JSON."""
        return self._at("authority_json", {**self.at(1).query(), "page": "toutes"})

    def row(self, key: str, *, absolute: bool = False) -> str:
        """Stable address of a row."""
        return tk.url_for(
            "forum_registers.row",
            register=self.register,
            authority=self.authority,
            key=key,
            _external=absolute,
        )

    def _at(self, endpoint: str, query: Mapping[str, str]) -> str:
        return tk.url_for(
            f"forum_registers.{endpoint}", register=self.register, authority=self.authority, **query
        )


def home_of(schema: Schema, authority: str) -> Place:
    """The register's page as one first meets it."""
    usual = default_sort(schema)
    return Place(schema.name, authority, ALL, usual, usual)


def parse(
    schema: Schema, authority: str, args: Mapping[str, str], years: tuple[int, ...]
) -> tuple[Place, tuple[FilterProblem, ...]]:
    """Where an address leads, and what of it makes no sense; a page that does not exist is no problem."""
    chosen, of_filter = parse_filter(schema, args, years)
    sort, of_sort = parse_sort(schema, args)
    place = replace(home_of(schema, authority), filter=chosen, sort=sort, page=_page(args.get("page", "")))
    return place, (*of_filter, *of_sort)


def last_page(rows: int) -> int:
    """Number of the last page; the first when there is no row."""
    return max(1, -(-rows // PAGE_ROWS))


def _page(typed: str) -> int:
    decimal = typed.isascii() and typed.isdigit() and len(typed) <= _LONGEST_PAGE_NUMBER
    return max(1, int(typed)) if decimal else 1
