"""Secrets of one install: drawn once, kept in one file that only its owner reads."""

import json
import secrets
from dataclasses import asdict, dataclass, fields

from forum_stack.files import write_private
from forum_stack.layout import Layout


@dataclass(frozen=True, slots=True)
class Passwords:
    """One secret a use; hexadecimal, so that none needs quoting in an address or a configuration."""

    postgres: str
    ckan: str
    datastore_write: str
    datastore_read: str
    redis: str
    solr: str
    secret_key: str
    token_key: str


def load_passwords(layout: Layout) -> Passwords:
    """The secrets of this install, those that are still missing drawn now."""
    path = layout.secrets
    known: dict[str, str] = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    drawn = {field.name: known.get(field.name) or secrets.token_hex(32) for field in fields(Passwords)}
    passwords = Passwords(**drawn)
    if drawn != known:
        write_private(path, json.dumps(asdict(passwords), indent=1) + "\n")
    return passwords
