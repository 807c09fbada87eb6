"""Which counts are parts of which, and which are bounded: what one subtraction in a row gives back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product

from forum_core.privacy.classes import COUNT_OF_PERSONS, NUMBERS, kept_fields
from forum_core.schema.model import Parts, Rule, Schema


def parts(schema: Schema) -> tuple[Parts, ...]:
    """Published counts of persons and their parts: of the policy, of the rules, and those that follow.

    A part of a part is a part: where the count between is empty, the two others still tell of each other.
    A rule that refuses a row tells every reader what holds in the others. A rule that warns does not: its
    author writes the relation in the policy when it holds.
    """
    counts = {field.name for field in kept_fields(schema) if _counts(schema, field.name)}
    declared = schema.privacy.parts if schema.privacy else ()
    found = dict.fromkeys(
        Parts(one.whole, kept)
        for one in (*declared, *_stated(schema))
        if one.whole in counts and (kept := tuple(part for part in one.parts if part in counts))
    )
    while more := [one for one in _through(found) if one not in found]:
        found |= dict.fromkeys(more)
    return tuple(found)


def _through(found: Iterable[Parts]) -> Iterator[Parts]:
    """Each count with its parts, one of them replaced by the parts of that one."""
    for outer, inner in product(found, repeat=2):
        if inner.whole in outer.parts:
            rest = tuple(part for part in outer.parts if part != inner.whole)
            if not {outer.whole, *rest}.intersection(inner.parts):
                yield Parts(outer.whole, (*rest, *inner.parts))


def shares(schema: Schema) -> tuple[tuple[str, str], ...]:
    """Published sensitive counts, each with a published count that it is part of."""
    sensitive = schema.privacy.sensitive if schema.privacy else ()
    found = ((part, one.whole) for one in parts(schema) for part in one.parts if part in sensitive)
    return tuple(dict.fromkeys(found))


def bounds(schema: Schema) -> tuple[tuple[str, str], ...]:
    """Published counts of persons, each with a published number of something else that it never exceeds."""
    kept = {field.name: field.type for field in kept_fields(schema)}
    return tuple(
        (part, one.whole)
        for one in _stated(schema)
        for part in one.parts
        if part in kept
        and _counts(schema, part)
        and kept.get(one.whole) in NUMBERS
        and not _counts(schema, one.whole)
    )


def _counts(schema: Schema, column: str) -> bool:
    privacy = schema.field(column).privacy
    return privacy is not None and privacy.class_ == COUNT_OF_PERSONS


def _stated(schema: Schema) -> Iterator[Parts]:
    for rule in schema.rules:
        if rule.severity == "error" and (found := _of(rule)):
            yield found


def _of(rule: Rule) -> Parts | None:
    given = rule.params
    if rule.name in {"sum-at-most", "sum-columns-value"}:
        return Parts(given["column"], tuple(given["columns"]))
    if rule.name != "compare-columns-value":
        return None
    pair = given["column2"], given["column"]
    ways = {"<=": pair, "<": pair, ">=": pair[::-1], ">": pair[::-1]}
    if given["op"] not in ways:
        return None
    whole, part = ways[given["op"]]
    return Parts(whole, (part,))
