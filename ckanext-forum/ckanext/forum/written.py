"""What people write beside the rows for everybody to read: the sentence for what must not stand there."""

from __future__ import annotations

from collections.abc import Iterable

from ckanext.forum import config
from ckanext.forum.errors import say
from forum_core.errors import PrivacyRefused
from forum_core.privacy.words import check_words


def reproach(text: str, register: object = None, *, spare: Iterable[str] = ()) -> str:
    """What is wrong with a text that everybody will read, or nothing.

    Args:
        text: As it was written.
        register: The register that it is about, if any.
        spare: Kinds of personal data that may stand in it.
    """
    store = config.registers()
    schema = store.get(register) if isinstance(register, str) and register in store.names() else None
    try:
        check_words(text, schema, spare=spare)
    except PrivacyRefused as err:
        return say(err)
    return ""
