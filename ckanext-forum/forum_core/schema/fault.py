"""What is wrong with a schema, as its judges say it, and what several of them ask of a column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

from forum_core.schema.documents import Json

Fault = tuple[str, str, dict[str, str]]
"""A code of ours, the key, and the facts of the sentence."""

_NUMBERS = frozenset({"integer", "number"})


def fault(key: str, reason: str, fix: str) -> Fault:
    """A fault that only its judge knows: both sentences are French."""
    return "schema.invalid", key, {"reason": reason, "fix": fix}


def unknown_column(key: str, column: str, names: Set[str]) -> Fault:
    """A key names a column that the register does not have."""
    return "schema.unknown-column", key, {"reason": column, "known": ", ".join(sorted(names))}


def unknown_values(key: str, expected: Sequence[str], field: Json | None) -> Iterator[Fault]:
    """Values that a key expects in a column, and that it cannot hold; empty, it may be."""
    if field is None:
        return
    known = choices_of(field)
    if field["type"] == "boolean":
        known = [*field.get("trueValues", ()), *field.get("falseValues", ())]
    for value in expected:
        if known and value and value not in known:
            reason = f"{field['name']} ne vaut jamais {value}"
            yield fault(key, reason, f"Choisissez parmi\u00a0: {', '.join(known)}")


def choices_of(field: Json) -> Sequence[str]:
    """The closed list of a column; empty when it has none."""
    return field.get("constraints", {}).get("enum", ())


def is_number(field: Json) -> bool:
    """True for a column of numbers."""
    return field["type"] in _NUMBERS
