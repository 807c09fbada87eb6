"""Target: the documentation of a register in Markdown, in French, for whoever fills it in or reuses it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from forum_core.french import SPACE, quoted
from forum_core.project import columns, rules, texts
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
        _versions(schema, versions),
    ]
    return "\n".join(line for part in parts for line in part).strip() + "\n"


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
        yield from _block(f"### `{column.name}`")
        yield from _block(f"**{column.title}.** {column.says}")
        yield ""
        yield from _facts(column, published=is_published(field))
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


def _versions(schema: Schema, versions: Sequence[str]) -> Iterator[str]:
    yield from _block("## Versions")
    yield ""
    for number in versions or (schema.version,):
        yield f"- {number}{' (celle-ci)' if number == schema.version else ''}"


def _sentence(*facts: str) -> str:
    said = ", ".join(filter(None, facts))
    return f"{said[:1].upper()}{said[1:]}." if said else ""


def _block(text: str) -> tuple[str, str]:
    return "", text
