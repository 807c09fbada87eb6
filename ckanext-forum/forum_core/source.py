"""What a source of rows is: a place with named tables, each of which can be read into a `RawTable`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from forum_core.rows.table import RawTable


@dataclass(frozen=True, slots=True)
class Choices:
    """How a person wants a file to be read; None leaves it to what the reader finds.

    Attributes:
        encoding: Name of an encoding of `rows.read.encoding.ACCEPTED`.
        delimiter: One character, or ``tab``.
        sheet: Name of the sheet of a workbook.
    """

    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None


AS_FOUND = Choices()
"""Nobody contradicts the reader."""


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
