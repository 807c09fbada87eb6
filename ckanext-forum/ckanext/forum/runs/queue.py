"""Jobs of runs in procrastinate's tables: queued in the caller's transaction, and brought back when lost."""

from __future__ import annotations

import json

import sqlalchemy as sa

from ckanext.forum.runs.store import OPEN

QUEUE = "runs"
TASK = "advance"
STALLED_SECONDS = 30
"""A worker that has said nothing for so long is dead, or frozen; its job is somebody else's."""

_PATH = sa.text("SET LOCAL search_path TO forum_jobs, public")
_DEFER = sa.text(
    "SELECT procrastinate_defer_jobs_v1(ARRAY[ROW(:queue, :task, 0, NULL, NULL, CAST(:args AS jsonb), NULL)"
    "::procrastinate_job_to_defer_v1])"
)
_END_STALLED = sa.text(
    "SELECT procrastinate_finish_job_v1(job.id, 'failed', false) FROM procrastinate_jobs AS job "
    "LEFT JOIN procrastinate_workers AS worker ON worker.id = job.worker_id "
    "WHERE job.status = 'doing' AND (worker.id IS NULL "
    "OR worker.last_heartbeat < now() - make_interval(secs => :seconds))"
)
_LOST = sa.text(
    "SELECT run.id FROM public.forum_run AS run WHERE run.state = ANY(:open) AND run.next_try <= now() "
    "AND NOT EXISTS (SELECT 1 FROM procrastinate_jobs AS job WHERE job.status IN ('todo', 'doing') "
    "AND job.args ->> 'run' = run.id) ORDER BY run.created FOR UPDATE SKIP LOCKED"
)

_ATTENDED = sa.text(
    "SELECT EXISTS (SELECT 1 FROM forum_jobs.procrastinate_workers "
    "WHERE last_heartbeat >= now() - make_interval(secs => :seconds))"
)
_WAITING = sa.text(
    "SELECT count(*) FROM public.forum_run WHERE state = ANY(:open) "
    "AND changed < now() - make_interval(secs => :seconds)"
)


def defer(connection: sa.Connection, run: str) -> None:
    """Queue a run, in the transaction of that connection."""
    connection.execute(_PATH)
    args = json.dumps({"run": run})
    connection.execute(_DEFER, {"queue": QUEUE, "task": TASK, "args": args})


def sweep(engine: sa.Engine, stalled_seconds: float = STALLED_SECONDS) -> int:
    """End the jobs of dead workers and queue again the open runs without a job; says how many."""
    with engine.begin() as connection:
        connection.execute(_PATH)
        connection.execute(_END_STALLED, {"seconds": stalled_seconds})
        lost = connection.scalars(_LOST, {"open": [str(state) for state in OPEN]}).all()
        for run in lost:
            defer(connection, run)
    return len(lost)


def is_attended(engine: sa.Engine) -> bool:
    """True when a worker lives."""
    with engine.connect() as connection:
        return bool(connection.scalar(_ATTENDED, {"seconds": STALLED_SECONDS}))


def count_waiting(engine: sa.Engine, seconds: float) -> int:
    """Open runs about which nothing was noted for so long."""
    with engine.connect() as connection:
        asked = {"open": [str(state) for state in OPEN], "seconds": seconds}
        return connection.scalar(_WAITING, asked) or 0
