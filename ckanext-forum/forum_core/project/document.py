"""Target: the documentation of a register in Markdown, in French, for whoever fills it in or reuses it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from forum_core.french import SPACE, quoted
from forum_core.project import columns, older, rules, texts
from forum_core.project.columns import Column
from forum_core.project.datastore import is_published
from forum_core.project.standard_keys import STANDARD_KEYS
from forum_core.schema.model import Schema
from forum_core.sentences.typography import typeset

LOSSES: tuple[str, ...] = (
    # Said of the register as it is published, on its page and in its feed.
    "fields/forum/aliases",
    "fields/forum/label",
    "fields/forum/privacy/class",
    "fields/forum/privacy/basis",
    "forum/authority",
    "forum/persons",
    "forum/nil",
    "forum/privacy",
    "forum/register",
    "forum/keywords",
    "forum/metadata",
    "forum/page",
    # Said by the standard's own document, which is named.
    "missingValues",
    "fields/description",
    "fields/format",
    "fields/constraints/pattern",
    *STANDARD_KEYS,
)
"""Keys of schema.yaml that this target does not express."""


def project(schema: Schema, versions: Sequence[str] = ()) -> str:
    """The documentation, ending with a line feed.

    Args:
        schema: The register.
        versions: The versions that can be read, the current one first; none says only the schema's own.
    """
    parts = [
        _head(schema),
        _duty(schema),
        _columns(schema),
        _rules(schema),
        _excludes(schema),
        _versions(schema.version, versions, schema.version),
    ]
    return "\n".join(line for part in parts for line in part).strip() + "\n"


def project_older(schema: Schema, number: str, versions: Sequence[str] = ()) -> str:
    """The documentation of a version that another has replaced, ending with a line feed.

    Args:
        schema: The register.
        number: The version, one of ``schema.older``.
        versions: The versions that can be read, the current one first.
    """
    kept: Mapping[str, Any] = schema.older[number]  # JSON of a public standard
    found = older.describe(kept)
    lines = [
        f"# {typeset(str(kept.get('title', schema.title)))}, version {number}",
        *_block(f"**Version remplacée.** La version en vigueur est la {schema.version}."),
        *_block(typeset(str(kept.get("description", schema.summary)))),
        *_brought(schema, number),
        *_block("## Colonnes"),
        *(line for column in found for line in _column(column)),
        *_versions(schema.version, versions, number),
    ]
    return "\n".join(lines).strip() + "\n"


def _brought(schema: Schema, number: str) -> Iterator[str]:
    """What becomes of a file of that version, where it was declared."""
    found = older.brought(schema, number)
    yield from _block("## Un fichier de cette version")
    if found is None:
        yield from _block("Il est lu comme un fichier de la version en vigueur, et jugé par elle.")
        return
    yield from _block(f"Il est reconnu, et lu selon la version {schema.version}, par laquelle il est jugé.")
    for title, columns_ in (
        ("Colonnes écrites autrement", found.done),
        ("Colonnes qui n’ont plus de place", found.gone),
        ("Colonnes venues depuis", found.missing),
    ):
        if columns_:
            yield from _block(f"{title}{SPACE}:")
            yield ""
            yield from (f"- `{name}`{SPACE}: {says}" for name, says in columns_)


def _head(schema: Schema) -> Iterator[str]:
    yield f"# {typeset(schema.title)}"
    yield from _block(f"**{typeset(schema.question)}**")
    yield from _block(typeset(schema.summary))
    yield from _block(f"Schéma {quoted(schema.name)}, version {schema.version}.")
    if schema.official_url:
        yield from _block(f"Noms et ordre des colonnes{SPACE}: <{schema.official_url}>")


def _duty(schema: Schema) -> Iterator[str]:
    yield from _block("## Qui doit le publier")
    yield from _block(typeset(schema.duty))
    found = texts.describe(schema)
    if found:
        yield from _block("Textes lus. Ceux qui ne l’ont pas été ne sont pas cités comme loi.")
        yield ""
    for text in found:
        title = f"[{text.title}]({text.url})" if text.url else text.title
        yield f"- {title}{SPACE}: {' '.join(filter(None, (text.says, _sentence(text.since, text.checked))))}"


def _columns(schema: Schema) -> Iterator[str]:
    yield from _block("## Colonnes")
    key = ", ".join(f"`{name}`" for name in schema.key)
    yield from _block(f"Une ligne se reconnaît à{SPACE}: {key}.")
    for field, column in zip(schema.fields, columns.describe(schema.fields), strict=True):
        yield from _column(column, published=is_published(field))


def _column(column: Column, *, published: bool = True) -> Iterator[str]:
    yield from _block(f"### `{column.name}`")
    yield from _block(" ".join(filter(None, (f"**{column.title}.**", column.says))))
    yield ""
    yield from _facts(column, published=published)
    yield from _codes(column)


def _facts(column: Column, *, published: bool) -> Iterator[str]:
    facts = (
        ("Obligation", column.duty),
        ("Forme", ", ".join(filter(None, (column.kind, column.limits)))),
        ("Unité", column.unit),
        ("Exemple", f"`{column.example}`" if column.example else ""),
        ("Attention", column.caution),
        ("Diffusion", "" if published else "jamais publiée"),
    )
    yield from (f"- {name}{SPACE}: {fact}" for name, fact in facts if fact)


def _codes(column: Column) -> Iterator[str]:
    if not column.codes:
        return
    yield f"- Valeurs permises{SPACE}:"
    for code in column.codes:
        label = f"{SPACE}: {code.label}" if code.label else ""
        yield f"    - `{code.code}`{label}{f' ({code.dates})' if code.dates else ''}"


def _rules(schema: Schema) -> Iterator[str]:
    found, later = rules.describe(schema), rules.describe_later(schema)
    if found:
        yield from _block("## Contrôles")
        yield from _block("Une ligne est jugée par les règles en vigueur à sa propre date.")
        yield ""
    for rule in found:
        code = f"**{rule.code}**{SPACE}: " if rule.code else ""
        facts = _sentence(rule.force, rule.dates, rule.text)
        yield " ".join(filter(None, (f"- {code}{rule.asks}", rule.says, facts)))
    if later:
        yield from _block(f"Pas encore faits{SPACE}:")
        yield ""
    for rule in later:
        yield f"- **{rule.code}**{SPACE}: {rule.says} Il faut {rule.needs}."


def _excludes(schema: Schema) -> Iterator[str]:
    if schema.excludes:
        yield from _block("## Ce que ce registre ne dit pas")
        yield ""
        yield from (f"- {typeset(one)}" for one in schema.excludes)


def _versions(current: str, versions: Sequence[str], here: str) -> Iterator[str]:
    yield from _block("## Versions")
    yield ""
    for number in versions or (current,):
        yield f"- {number}{' (celle-ci)' if number == here else ', en vigueur' if number == current else ''}"


def _sentence(*facts: str) -> str:
    said = ", ".join(filter(None, facts))
    return f"{said[:1].upper()}{said[1:]}." if said else ""


def _block(text: str) -> tuple[str, str]:
    return "", text
