"""Who answers for this site: what its owner must declare in the configuration, and what is missing."""

from __future__ import annotations

from dataclasses import dataclass, fields

import ckan.plugins.toolkit as tk

_PREFIX = "ckanext.forum.owner."


@dataclass(frozen=True, slots=True)
class Owner:
    """Options `ckanext.forum.owner.*`; an empty one is said to be missing, never guessed.

    Attributes:
        name: The body in law that publishes the site.
        director: Who answers for what is published: a function, or a function and a name.
        host: Name, address and telephone of the company or service that hosts the site.
        dpo: How to reach the data-protection officer.
    """

    name: str
    address: str
    telephone: str
    email: str
    director: str
    host: str
    dpo: str


def owner() -> Owner:
    """As the configuration says now."""
    return Owner(**{option: _read(option) for option in _options()})


def missing() -> tuple[str, ...]:
    """Options that the owner has yet to write."""
    return tuple(_PREFIX + option for option in _options() if not _read(option))


def _options() -> tuple[str, ...]:
    return tuple(field.name for field in fields(Owner))


def _read(option: str) -> str:
    return (tk.config[_PREFIX + option] or "").strip()
