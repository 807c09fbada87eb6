"""The officer's own file with its marks, written when asked for and gone once sent."""

from __future__ import annotations

from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from typing import IO

from ckanext.forum.deposits import examine
from ckanext.forum.deposits.examine import Found
from ckanext.forum.deposits.store import Deposit
from forum_core.deposit.marks import read_marks
from forum_core.deposit.study import Study
from forum_core.deposit.workbook import write_marked


def write(deposit: Deposit, found: Found, study: Study) -> IO[bytes]:
    """The workbook, open for reading; its file has no name any more, so nothing is left of it."""
    marks = read_marks(found.folder, study.kinds)
    with TemporaryDirectory(dir=found.folder) as folder:
        path = Path(folder) / "marque.xlsx"
        write_marked(examine.schema_of(deposit), study, marks, found.folder, path)
        return path.open("rb")


def name(deposit: Deposit) -> str:
    """Name of the download: that of the file, said to be annotated."""
    return f"{PurePath(deposit.filename).stem} annoté.xlsx"
