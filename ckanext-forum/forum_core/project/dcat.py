"""Target: what a register's datasets are said to be in DCAT, unless their own record says otherwise."""

from __future__ import annotations

from dataclasses import dataclass

from forum_core.project.standard_keys import ROW_KEYS, STANDARD_KEYS
from forum_core.schema.model import Schema

LOSSES: tuple[str, ...] = (
    *ROW_KEYS,
    # Said by the documentation of the register, and by the standard's own document.
    "forum/question",
    "forum/duty",
    "forum/excludes",
    "forum/laws/text",
    "forum/laws/article",
    "forum/laws/since",
    "forum/laws/until",
    "forum/laws/checked",
    "forum/laws/says",
    *STANDARD_KEYS,
    # Asked of whoever describes a dataset.
    "forum/metadata",
    # In the address of the schema, which the site makes.
    "name",
    "version",
)
"""Keys of schema.yaml that this target does not express."""


@dataclass(frozen=True, slots=True)
class Described:
    """Empty values, as for a dataset that is no register, say nothing.

    Attributes:
        theme, frequency: Codes of the authority tables of the European Union.
        licence: Its id in the site's list.
        standard: Address of the schema, for ``dct:conformsTo``: a harvester keeps one.
        legislation: Addresses of the texts that somebody read.
    """

    title: str = ""
    summary: str = ""
    keywords: tuple[str, ...] = ()
    theme: str = ""
    frequency: str = ""
    licence: str = ""
    standard: str = ""
    legislation: tuple[str, ...] = ()


def project(schema: Schema, address: str) -> Described:
    """What the schema says.

    Args:
        schema: The register.
        address: Where this site gives out the version of the schema; the standard's own address stands
            before it.
    """
    return Described(
        title=schema.title,
        summary=schema.summary,
        keywords=schema.keywords,
        theme=schema.theme,
        frequency=schema.frequency,
        licence=schema.licence,
        standard=schema.official_url or address,
        legislation=tuple(law.url for law in schema.laws if law.verified and law.url),
    )
