"""`make bench`: loading against raw COPY, pages against CKAN's own, memory of downloads, start-up.

Writes docs/performance.md. Figures are ratios between two commands measured in turn.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import platform
import resource
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(HERE))

import downloads  # noqa: E402 - stands beside this file
import pages  # noqa: E402 - stands beside this file

SIZES = (10**4, 10**5, 10**6)
_GOAL = 0.5
STAGE, RAW = "_forum_stage_bench", "_forum_stage_bench_raw"


@dataclass(frozen=True, slots=True)
class Measure:
    """One size: median seconds of both, and the memory that loading took at most."""

    rows: int
    ours: float
    raw: float
    memory_mb: float

    @property
    def ratio(self) -> float:
        """Our rate against the raw one."""
        return self.raw / self.ours


def main():
    arguments = _arguments()
    application = _application()
    measures = _loading(arguments.sizes, arguments.repeat)
    found, weight = pages.measure(arguments.sizes, arguments.requests, application)
    peaks = downloads.measure(arguments.sizes)
    starts = None if arguments.no_demo else _starts()
    text = _report(measures, pages.report(found, weight) + downloads.report(peaks), starts)
    print(text)
    if not arguments.no_write:
        (ROOT / "docs" / "performance.md").write_text(text, encoding="utf-8")
    return 0


def _application():
    from ckan.cli import CKANConfigLoader
    from ckan.config.middleware import make_app

    return make_app(CKANConfigLoader(os.environ["CKAN_INI"]).get_config())._wsgi_app


def _loading(sizes, repeat):
    from ckanext.datastore.backend.postgres import _dispose_engines

    measures = []
    with tempfile.TemporaryDirectory(prefix="forum-bench-") as folder:
        for rows in sizes:
            _dispose_engines()
            # A process a size: the peak of one must not hide that of the next.
            reading, writing = os.pipe()
            child = os.fork()
            if child == 0:
                os.write(writing, json.dumps(_measure(rows, repeat, Path(folder))).encode())
                os._exit(0)
            os.close(writing)
            with os.fdopen(reading) as answer:
                measures.append(Measure(**json.loads(answer.read())))
            os.waitpid(child, 0)
            print(f"{rows:>9} lignes : {measures[-1].ratio:.2f} du débit brut", flush=True)
    return measures


def _measure(rows, repeat, folder):
    import sample_publication

    from ckanext.forum.publication import load, swap
    from forum_core.schema.store import load_store

    schema = load_store().get("subventions")
    cleared = sample_publication.make(schema, rows, folder)
    csv = _raw_csv(cleared, folder / f"{rows}.csv")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    ours, raw = [], []
    for _ in range(repeat):
        ours.append(_timed(lambda: load.stage(schema, cleared, STAGE)))
        swap.drop_stage(STAGE)
        raw.append(_timed(lambda: _copy(schema, csv)))
        swap.drop_stage(RAW)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {
        "rows": rows,
        "ours": statistics.median(ours),
        "raw": statistics.median(raw),
        "memory_mb": (peak - before) / 1024,
    }


def _raw_csv(cleared, path):
    import pyarrow.csv as pa_csv
    import pyarrow.parquet as pq

    with pq.ParquetFile(cleared.path) as parquet, path.open("wb") as file:
        writer = pa_csv.CSVWriter(
            file, parquet.schema_arrow, write_options=pa_csv.WriteOptions(include_header=False)
        )
        with closing(writer):
            for batch in parquet.iter_batches():
                writer.write_batch(batch)
    return path


def _copy(schema, csv):
    """What `\\copy` does: the same typed columns, nothing else."""
    from psycopg2 import sql

    from ckanext.forum.publication import swap
    from forum_core.project import datastore

    columns = [
        sql.SQL("{} {}").format(sql.Identifier(c.name), sql.SQL(c.type))
        for c in datastore.project(schema).columns
    ]
    with swap.transaction() as cursor, csv.open("rb") as file:
        cursor.execute(
            sql.SQL("CREATE TABLE {} ({})").format(sql.Identifier(RAW), sql.SQL(", ").join(columns))
        )
        copy = sql.SQL("COPY {} FROM STDIN WITH (FORMAT csv)").format(sql.Identifier(RAW))
        cursor.copy_expert(copy, file)


def _timed(work):
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _starts():
    """Seconds until `make demo` says its address: first with nothing, then with everything."""
    with tempfile.TemporaryDirectory(prefix="forum-bench-demo-") as state:
        return [_start(Path(state) / "etat") for _ in range(2)]


def _start(state):
    command = [sys.executable, "-m", "forum_stack", "demo", "--state", str(state), "--port", "19990"]
    began = time.perf_counter()
    # Its own session of variables: the services of this bench are not those of the demo.
    env = {name: value for name, value in os.environ.items() if not name.startswith("CKAN_")}
    with subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True) as demo:
        try:
            ready = any("Le catalogue est prêt" in line for line in demo.stdout)
            return time.perf_counter() - began if ready else math.nan
        finally:
            demo.send_signal(signal.SIGTERM)
            demo.stdout.read()


def _exponent(measures, name):
    """Slope of log time against log rows over the two largest sizes: 1 is linear."""
    small, large = measures[-2:]
    return math.log(getattr(large, name) / getattr(small, name)) / math.log(large.rows / small.rows)


_HEAD = """# Performance

Written by `make bench` (`tests/bench/run.py`). Read the ratios: both commands were measured in turn, in one
run, on {cores} cores ({machine}), medians; a time of this machine promises nothing of yours.

## Loading cleared rows, ready to search and page

Ours: digest of the file, COPY into a typed table with its dictionary, primary key, unique key, indexes,
statistics, committed; words are searched in the file itself. Raw: `COPY` of the same rows as CSV into the
same typed columns, nothing else.

| rows | ours (s) | ours (rows/s) | raw COPY (s) | our rate / raw | memory for loading (MB) |
|---:|---:|---:|---:|---:|---:|
"""
_STARTS = """
## Start-up of `make demo`

Packages and jars already downloaded.

| | seconds |
|---|---:|
| first time, no state | {0:.0f} |
| second time | {1:.0f} |
"""


def _report(measures, of_reading, starts):
    text = _HEAD.format(cores=os.cpu_count(), machine=platform.machine())
    for m in measures:
        rate = m.rows / m.ours
        text += (
            f"| {m.rows} | {m.ours:.2f} | {rate:.0f} | {m.raw:.2f} | {m.ratio:.2f} | {m.memory_mb:.0f} |\n"
        )
    if len(measures) > 1:
        ours, raw = (_exponent(measures, name) for name in ("ours", "raw"))
        span = f"From {measures[-2].rows} to {measures[-1].rows} rows"
        text += f"\n{span}: time ∝ rows^{ours:.2f} (raw: {raw:.2f}).\n"
    missed = ", ".join(str(m.rows) for m in measures if m.ratio < _GOAL)
    text += f"\nGoal, {_GOAL} of the raw rate: {f'missed at {missed} rows' if missed else 'reached'}.\n"
    return text + of_reading + (_STARTS.format(*starts) if starts else "")


def _arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument(
        "--sizes", type=lambda text: [int(part) for part in text.split(",")], default=list(SIZES)
    )
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--requests", type=int, default=30, help="of each page")
    parser.add_argument("--no-demo", action="store_true")
    parser.add_argument("--no-write", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
