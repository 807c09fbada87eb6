"""The registers that an instance knows, by name: several folders of schemas, of which later ones win."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path

from forum_core.errors import UnknownRegister
from forum_core.schema.loader import SCHEMA_FILE, load_schema
from forum_core.schema.model import Schema


@dataclass(frozen=True, slots=True)
class SchemaStore:
    """Schemas by the register's name, read once."""

    schemas: Mapping[str, Schema] = field(repr=False)

    def get(self, name: str) -> Schema:
        """The schema of a register.

        Raises:
            UnknownRegister: None has that name; ``params`` hold those that exist.
        """
        try:
            return self.schemas[name]
        except KeyError:
            raise UnknownRegister("schema.unknown-register", name=name, known=self.names()) from None

    def names(self) -> tuple[str, ...]:
        """Names of the registers, sorted."""
        return tuple(sorted(self.schemas))


def load_store(*roots: Path) -> SchemaStore:
    """Read every register of the folders; without one, those that are installed with us.

    Raises:
        SchemaError: A schema.yaml cannot be used.
    """
    folders = roots or (installed_root(),)
    schemas = [load_schema(path) for root in folders for path in sorted(root.glob(f"*/{SCHEMA_FILE}"))]
    return SchemaStore({schema.name: schema for schema in schemas})


def installed_root() -> Path:
    """The folder of the schemas that are installed with us; never inside a zip (setup.py installs files)."""
    return Path(str(files("forum_schemas")))
