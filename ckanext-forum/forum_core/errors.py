"""Mistakes of code, configuration, environment and whole files, as exceptions that carry facts, never cells.

ForumError
├── SchemaError            a schema.yaml is wrong, or a register is unknown
│   └── UnknownRegister
├── FileRefused            a file is not what it claims, or is over a limit (`code` says which)
├── MappingRefused         the columns of a table cannot be brought to the schema
├── PrivacyRefused         the gate does not let the table out
└── IntegrityError         bytes do not match the digest that was cleared

Problems *in the data* are findings (`forum_core.findings`), not exceptions. The French sentence is made from
`code` and `params` in `forum_core.sentences`, once.
"""

from __future__ import annotations


class ForumError(Exception):
    """Base of all our errors: a stable code and the facts, from which a sentence can be made.

    Args:
        code: Stable identifier, such as ``file.empty``.
        params: Facts: names of columns, counts, positions, limits. Never a cell's value.
    """

    def __init__(self, code: str, **params: str | int | float | tuple[str, ...]) -> None:
        super().__init__(code, params)
        self.code = code
        self.params = params


class SchemaError(ForumError):
    """A register's schema cannot be used: the file, the key and the reason are in ``params``."""


class UnknownRegister(SchemaError):
    """No folder of `schemas/` has that name."""


class FileRefused(ForumError):
    """A file is not what it claims to be, cannot be read without guessing, or is over a limit."""


class MappingRefused(ForumError):
    """The columns of a table cannot be brought to those of the schema."""


class PrivacyRefused(ForumError):
    """The privacy gate keeps the whole table back."""


class IntegrityError(ForumError):
    """Bytes do not have the digest that was cleared."""
