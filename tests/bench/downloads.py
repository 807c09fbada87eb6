"""Memory of a download: how much a process grows while it makes all rows of a register as a file.

As a program of its own (`downloads.py FILE FORMAT`) it makes one file and says the megabytes.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

REGISTER = "subventions"
FORMATS = ("csv", "excel.csv", "xlsx", "ods", "json", "parquet")
WORKBOOKS = frozenset({"xlsx", "ods"})
_LABELS = ("CSV", "CSV for Excel", "XLSX", "ODS", "JSON", "Parquet")
_BOUND_MB = 200
"""What a download of any size may take: a server gives a process more than that."""


@dataclass(frozen=True, slots=True)
class Peak:
    """One size: for each format, the megabytes that it took at most."""

    rows: int
    megabytes: dict[str, float]


def measure(sizes):
    """Make every format at every size, each in a process of its own."""
    import sample_publication

    from forum_core.files.about import WORKBOOK_ROWS, fits_workbook
    from forum_core.schema.store import load_store

    schema = load_store().get(REGISTER)
    found = []
    with tempfile.TemporaryDirectory(prefix="forum-bench-downloads-") as folder:
        for rows in sorted({*sizes, WORKBOOK_ROWS}):
            path = sample_publication.make(schema, rows, Path(folder)).path
            kinds = [kind for kind in FORMATS if kind not in WORKBOOKS or fits_workbook(rows)]
            found.append(Peak(rows, {kind: _run(path, kind) for kind in kinds}))
    return found


def report(found):
    """The section of docs/performance.md."""
    text = _HEAD + f"| rows | {' | '.join(_LABELS)} |\n|---:|{'---:|' * len(FORMATS)}\n"
    for one in found:
        cells = [f"{one.megabytes[kind]:.0f}" if kind in one.megabytes else "refused" for kind in FORMATS]
        text += f"| {one.rows} | {' | '.join(cells)} |\n"
    largest = max(value for one in found for value in one.megabytes.values())
    return text + f"\nBound, {_BOUND_MB} MB at any size: {'kept' if largest <= _BOUND_MB else 'passed'}.\n"


_HEAD = """
## Memory of downloads

All rows of a register as a file, made in a process of its own: megabytes by which its memory grows at most,
after it has read a row. A workbook holds 50 000 rows at most. Files that must be whole before they leave lie
on the disk; Parquet is made by row groups of 65 536 rows, and holds one of them. The rows are filtered, by a
filter that keeps all of them: without one the Parquet is the published file, copied.

"""


def _run(path, kind):
    command = [sys.executable, __file__, str(path), kind]
    return float(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)


def _grown(path, kind):
    """Megabytes by which this process grows while it makes a file."""
    from forum_core.explore import export
    from forum_core.explore.engine import open_engine
    from forum_core.explore.filters import Filter
    from forum_core.explore.page import default_sort, rows_page
    from forum_core.files.about import About
    from forum_core.schema.store import load_store

    schema = load_store().get(REGISTER)
    reading = open_engine(path.parent).read(schema, path)
    streams = {"csv": export.csv_chunks, "excel.csv": export.excel_csv_chunks, "json": export.json_array}
    # Every row, by a filter: the Parquet without one is the published file, copied.
    flt = Filter(least=Decimal(0))
    rows_page(reading, flt, default_sort(schema), offset=0, limit=1, columns=())
    before = _peak()
    # Held in memory up to a megabyte, as answers hold them.
    with tempfile.SpooledTemporaryFile(max_size=1 << 20) as target:
        match kind:
            case "xlsx":
                export.save_xlsx(reading, flt, About(()), target)
            case "ods":
                export.save_ods(reading, flt, About(()), target)
            case "parquet":
                export.save_parquet(reading, flt, target)
            case _:
                for chunk in streams[kind](reading, flt):
                    assert chunk is not None
    return _peak() - before


def _peak():
    # Not `ru_maxrss`, which a process begins with that of the one that started it.
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(re.search(r"VmHWM:\s+(\d+) kB", status)[1]) / 1024


if __name__ == "__main__":
    print(_grown(Path(sys.argv[1]), sys.argv[2]))
