"""Words that people write for everybody beside the rows (a reason, an answer): what they must not hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pyarrow as pa

from forum_core.errors import PrivacyRefused
from forum_core.privacy import births, civilities
from forum_core.privacy.classes import BODY_OR_PERSON, NAMED_BY_LAW, SCANNED_KINDS, kept_fields
from forum_core.privacy.names import fold
from forum_core.privacy.scan import kinds_in
from forum_core.schema.model import Schema

_SHORTEST = 4


def check_words(text: str, schema: Schema | None, *, spare: Iterable[str] = ()) -> None:
    """Refuse a text with a number, an address or a name of a person, found as in the cells of a register.

    Args:
        text: What everybody will read.
        schema: The register that it is about, if any: where a law names people, the text may name them.
        spare: Kinds that may stand in it.

    Raises:
        PrivacyRefused: ``gate.public-words``, with the kind, never the words.
    """
    found = [*kinds_in(text)]
    if births.says_birth(text):
        found.append(births.KIND)
    if civilities.names_somebody(text):
        found.append(civilities.KIND)
    spared = {*spare, *((civilities.KIND,) if schema and _names_by_law(schema) else ())}
    for kind in found:
        if kind in SCANNED_KINDS - spared:
            raise PrivacyRefused("gate.public-words", kind=kind)


def check_reason(text: str, schema: Schema, cells: Mapping[str, object]) -> None:
    """Refuse a reason that says again whom the row was about that it takes off.

    Raises:
        PrivacyRefused: ``gate.repeats-row``, with the column, never the words.
    """
    folded = _folded(text)
    for field in kept_fields(schema):
        names = field.privacy is not None and field.privacy.class_ in {BODY_OR_PERSON, NAMED_BY_LAW}
        cell = cells.get(field.name)
        if not names or not isinstance(cell, str) or field.meaning != "text":
            continue
        name = _folded(cell).strip()
        if len(name) >= _SHORTEST and f" {name} " in folded:
            raise PrivacyRefused("gate.repeats-row", column=field.name)


def _names_by_law(schema: Schema) -> bool:
    return any(
        field.privacy and field.privacy.class_ == NAMED_BY_LAW and field.meaning == "text"
        for field in kept_fields(schema)
    )


def _folded(text: str) -> str:
    """Words in plain capitals, one space around each."""
    (plain,) = fold(pa.array([text], pa.string())).to_pylist()
    words = "".join(sign if sign.isalnum() else " " for sign in plain).split()
    return f" {' '.join(words)} "
