"""What registers keep back, as their schemas say: columns never published, and people set apart."""

from __future__ import annotations

from dataclasses import dataclass

from ckanext.forum import config
from forum_core.schema.model import Schema

_DROP = "drop"
_PERSONS_APART = "persons_apart"


@dataclass(frozen=True, slots=True)
class KeptBack:
    """A register: the columns that never leave, and whether rows about persons are set apart.

    Attributes:
        threshold: The number of persons from which their count is said.
    """

    title: str
    columns: tuple[str, ...]
    persons_apart: bool
    threshold: int | None


def columns_kept_back() -> tuple[KeptBack, ...]:
    """All registers that this site can publish."""
    store = config.registers()
    return tuple(_of(store.get(name)) for name in sorted(store.names()))


def _of(schema: Schema) -> KeptBack:
    actions = {field.title: field.privacy.action for field in schema.fields if field.privacy}
    return KeptBack(
        schema.title,
        tuple(title for title, action in actions.items() if action == _DROP),
        _PERSONS_APART in actions.values(),
        schema.privacy.threshold if schema.privacy else None,
    )
