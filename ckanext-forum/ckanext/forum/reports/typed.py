"""What people type in a report or an answer: its limits, and the sentence for what does not fit."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import ckan.plugins.toolkit as tk

from forum_core import french

MESSAGE_SHORTEST, MESSAGE_LONGEST = 10, 3000
ANSWER_SHORTEST, ANSWER_LONGEST = 10, 5000
EMAIL_LONGEST = 254

_SAID_MESSAGE = (
    "Dites ce qui est faux, en une phrase au moins. Exemple\u00a0: la somme n’est pas celle du vote."
)
_SAID_ANSWER = "Écrivez la réponse, en une phrase au moins\u00a0: elle sera lue par tous."
_SAID_EMAIL = "Cette adresse est mal écrite. Exemple\u00a0: nom@exemple.fr. Vous pouvez la laisser vide."
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_EMAIL = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+", re.ASCII)


def report(data: Mapping[str, Any]) -> tuple[str, str | None]:
    """What is wrong, as the person says it, and an address for the answer when one was given.

    Raises:
        ValidationError: All that does not fit, at once.
    """
    wrong: dict[str, Any] = {}
    message, email = "", None
    try:
        message = _text("message", data, MESSAGE_SHORTEST, MESSAGE_LONGEST, _SAID_MESSAGE)
    except tk.ValidationError as err:
        wrong |= err.error_dict
    try:
        email = _email(data)
    except tk.ValidationError as err:
        wrong |= err.error_dict
    if wrong:
        raise tk.ValidationError(wrong)
    return message, email


def answer(data: Mapping[str, Any]) -> str:
    """What the authority answers to everybody."""
    return _text("answer", data, ANSWER_SHORTEST, ANSWER_LONGEST, _SAID_ANSWER)


def _email(data: Mapping[str, Any]) -> str | None:
    written = str(data.get("email") or "").strip()
    if not written:
        return None
    if len(written) > EMAIL_LONGEST or not _EMAIL.fullmatch(written):
        raise tk.ValidationError({"email": [_SAID_EMAIL]})
    return written


def _text(name: str, data: Mapping[str, Any], shortest: int, longest: int, empty: str) -> str:
    written = str(data.get(name) or "").replace("\r\n", "\n").replace("\r", "\n")
    text = _CONTROLS.sub("", written).strip()
    if len(text) < shortest:
        raise tk.ValidationError({name: [empty]})
    if len(text) > longest:
        over = french.count(len(text) - longest, "signe", "signes")
        raise tk.ValidationError(
            {name: [f"Ce texte a {over} de trop sur {french.number(longest)}. Raccourcissez-le."]}
        )
    return text
