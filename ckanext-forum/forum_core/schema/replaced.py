"""A version that another has replaced: how its files are told, and brought to today's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Sign:
    """How cells of one column, named as in that version, tell a former version: by a regular expression."""

    column: str
    pattern: str


@dataclass(frozen=True, slots=True)
class Rewriting:
    """How the cells of a column, named as in that version, are written today.

    Attributes:
        pattern, becomes: A regular expression for whole cells, and what replaces them; or `codes`.
        codes: Former code and today's, None where nothing today says the same.
        says: What is done, in French, such as « périodes écrites avec une barre oblique ».
    """

    column: str
    says: str
    pattern: str = ""
    becomes: str = ""
    codes: Mapping[str, str | None] = field(default_factory=dict[str, str | None])


@dataclass(frozen=True, slots=True)
class Former:
    """A version that went before, and how its files are brought to today's.

    Attributes:
        name: « SCDL … 1.1.0 », as the files' authors call it.
        columns: Each of its columns, with today's name, or None when it has no place any more.
        titles: Titles of its columns, which also head real files.
        signs: What its cells have that those of other versions with the same columns have not.
        gone: What becomes of the columns without a place, in French.
        missing: Today's columns that it had not, and what to do about it, in French.
    """

    version: str
    name: str
    columns: Mapping[str, str | None]
    titles: Mapping[str, str]
    rewritings: tuple[Rewriting, ...] = ()
    signs: tuple[Sign, ...] = ()
    gone: Mapping[str, str] = field(default_factory=dict[str, str])
    missing: Mapping[str, str] = field(default_factory=dict[str, str])
