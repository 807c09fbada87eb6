"""Where a reader is in a register, as an address: authority, tab, and in the query all that is chosen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from urllib.parse import urlencode

import ckan.plugins.toolkit as tk

from forum_core.explore.address import filter_query, parse_filter
from forum_core.explore.filters import ALL, Filter, FilterProblem
from forum_core.explore.page import PAGE, WHOLE, Sort, default_sort, parse_sort
from forum_core.schema.model import Schema

PAGE_ROWS = 25
_LONGEST_PAGE_NUMBER = 7


class Tab(StrEnum):
    """The views of a register, in the order of the tabs; the value is the last part of the address."""

    SUMMARY = ""
    TABLE = "tableau"
    EXPLAINED = "comprendre"
    QUALITY = "qualite"
    FILES = "telecharger"
    API = "api"
    HISTORY = "historique"
    STATEMENT = "etat"


@dataclass(frozen=True, slots=True)
class Place:
    """A tab of a register, with what is filtered, how it is sorted, and the page.

    Attributes:
        base: Address of the register over all authorities, without anything chosen.
        authority: Name of the authority; None for all that publish the register.
    """

    base: str
    register: str
    authority: str | None
    filter: Filter
    sort: Sort
    usual_sort: Sort
    page: int = 1
    tab: Tab = Tab.SUMMARY

    def filtered(self, chosen: Filter) -> Place:
        """The same place with other filters, at its first page."""
        return replace(self, filter=chosen, page=1)

    def sorted(self, sort: Sort) -> Place:
        """The same rows in another order, at the first page of the table."""
        return replace(self, sort=sort, page=1, tab=Tab.TABLE)

    def at(self, page: int) -> Place:
        """The same place at another page."""
        return replace(self, page=page)

    def in_tab(self, tab: Tab) -> Place:
        """The same filters in another tab."""
        return replace(self, tab=tab, page=1)

    def of_authority(self, authority: str | None) -> Place:
        """The same filters over another authority, or over all."""
        return replace(self, authority=authority, page=1)

    def query(self) -> dict[str, str]:
        """The choices that differ from the usual ones, as parameters of an address."""
        query = filter_query(self.filter)
        if self.sort != self.usual_sort:
            query["tri"] = f"{'-' if self.sort.descending else ''}{self.sort.column}"
        if self.page > 1:
            query["page"] = str(self.page)
        return query

    @property
    def path(self) -> str:
        """Address of the tab without its query: where a form is sent to."""
        return f"{self._start}/{self.tab}" if self.tab else self._start

    @property
    def address(self) -> str:
        """Address of the page."""
        return _with(self.path, self.query())

    @property
    def csv(self) -> str:
        """Address of all filtered rows as CSV."""
        return self.file("csv")

    @property
    def json(self) -> str:
        """Address of the same page of rows as JSON, with the figures."""
        return _with(f"{self._start}.json", self.query())

    @property
    def json_whole(self) -> str:
        """Address of all filtered rows as JSON."""
        return _with(f"{self._start}.json", {**self.at(1).query(), PAGE: WHOLE})

    @property
    def feed(self) -> str:
        """Address of the feed of publications."""
        return f"{self._start}/publications.atom"

    def file(self, extension: str) -> str:
        """Address of all filtered rows as a file; order and page do not matter to it."""
        return _with(f"{self._start}.{extension}", filter_query(self.filter))

    def row(self, key: str, authority: str | None = None, *, absolute: bool = False) -> str:
        """Stable address of a row, of this place's authority unless another is said."""
        who = authority or self.authority
        if absolute:
            return tk.url_for(
                "forum_registers.row", register=self.register, authority=who, key=key, _external=True
            )
        return f"{self.base}/{who}/lignes/{key}"

    @property
    def _start(self) -> str:
        return f"{self.base}/{self.authority}" if self.authority else self.base


def home_of(schema: Schema, authority: str | None, tab: Tab = Tab.SUMMARY) -> Place:
    """A tab of the register as one first meets it."""
    usual = default_sort(schema)
    base = tk.url_for("forum_registers.register", register=schema.name)
    return Place(base, schema.name, authority, ALL, usual, usual, tab=tab)


def parse(
    schema: Schema,
    authority: str | None,
    args: Mapping[str, str],
    years: tuple[int, ...],
    tab: Tab = Tab.SUMMARY,
) -> tuple[Place, tuple[FilterProblem, ...]]:
    """Where an address leads, and what of it makes no sense; a page that does not exist is no problem."""
    chosen, of_filter = parse_filter(schema, args, years)
    sort, of_sort = parse_sort(schema, args)
    home = home_of(schema, authority, tab)
    place = replace(home, filter=chosen, sort=sort, page=_page(args.get("page", "")))
    return place, (*of_filter, *of_sort)


def last_page(rows: int) -> int:
    """Number of the last page; the first when there is no row."""
    return max(1, -(-rows // PAGE_ROWS))


def _with(path: str, query: Mapping[str, str]) -> str:
    return f"{path}?{urlencode(query)}" if query else path


def _page(typed: str) -> int:
    decimal = typed.isascii() and typed.isdigit() and len(typed) <= _LONGEST_PAGE_NUMBER
    return max(1, int(typed)) if decimal else 1
