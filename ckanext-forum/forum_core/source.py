"""What a source of rows is: a place with named tables, each of which can be read into a `RawTable`."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from forum_core.rows.table import RawTable


class Source(Protocol):
    """A connector, found by the entry-point group ``forum.sources``.

    It takes rows as they are and judges nothing. It reads, and never writes where it reads.
    """

    def names(self) -> tuple[str, ...]:
        """Names of the tables that can be read now, sorted."""
        ...

    def read(self, name: str, into: Path) -> RawTable:
        """Read one table into an existing, empty folder of the quarantine.

        Raises:
            ForumError: With a code and facts, when the table cannot be read whole.
        """
        ...
