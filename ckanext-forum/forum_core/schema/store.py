"""The registers that an instance knows, by name: several folders of schemas, of which later ones win."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType

from forum_core.errors import SchemaError, UnknownRegister
from forum_core.schema.documents import installed_root
from forum_core.schema.loader import SCHEMA_FILE, load_schema
from forum_core.schema.model import Schema

__all__ = ["SchemaStore", "installed_root", "load_store"]


@dataclass(frozen=True, slots=True)
class SchemaStore:
    """Schemas by the register's name, read once.

    Attributes:
        refused: Why a folder's schema cannot be used, by the folder's name: the other registers live.
    """

    schemas: Mapping[str, Schema] = field(repr=False)
    refused: Mapping[str, SchemaError] = field(default_factory=lambda: MappingProxyType({}))

    def get(self, name: str) -> Schema:
        """The schema of a register.

        Raises:
            UnknownRegister: None has that name; ``params`` hold those that exist.
            SchemaError: Its folder is there, and its schema cannot be used.
        """
        if name in self.refused:
            raise self.refused[name].with_traceback(None)
        try:
            return self.schemas[name]
        except KeyError:
            raise UnknownRegister("schema.unknown-register", name=name, known=self.names()) from None

    def names(self) -> tuple[str, ...]:
        """Names of the registers, sorted."""
        return tuple(sorted(self.schemas))


def load_store(*roots: Path) -> SchemaStore:
    """Read every register of the folders; without one, those that are installed with us.

    A schema that cannot be used is kept apart, with its reason, whatever a folder before said of that name.
    """
    return _installed() if roots in ((), (installed_root(),)) else _read(roots)


@cache  # they are part of the code: they do not change while we run
def _installed() -> SchemaStore:
    return _read((installed_root(),))


def _read(roots: Sequence[Path]) -> SchemaStore:
    schemas: dict[str, Schema] = {}
    refused: dict[str, SchemaError] = {}
    for root in roots:
        for path in sorted(root.glob(f"*/{SCHEMA_FILE}")):
            name = path.parent.name
            schemas.pop(name, None)
            refused.pop(name, None)
            try:
                schemas[name] = load_schema(path)
            except SchemaError as err:
                refused[name] = err
    return SchemaStore(schemas, refused)
