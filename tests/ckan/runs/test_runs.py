"""Runs on the real database: stages once each, resumed, counted, locked, killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import ckan.plugins.toolkit as tk
import pytest
import sqlalchemy as sa

from ckan import model
from ckanext.forum.runs import engine, queue, store, worker
from ckanext.forum.runs.kinds import Kind, Stage
from ckanext.forum.runs.store import OPEN, Run, RunState

SCRIPT = Path(__file__).with_name("work_on_files.py")
JOBS = sa.text("SELECT args::text FROM forum_jobs.procrastinate_jobs")
FORGET = sa.text("TRUNCATE forum_jobs.procrastinate_jobs, forum_jobs.procrastinate_workers CASCADE")


@pytest.fixture
def jobs(clean_site):
    with model.meta.engine.begin() as connection:
        connection.execute(FORGET)


def begin(subject="d1", organization="o1", *, commit=True):
    run = engine.start("essai", subject, register="r1", organization=organization, user="u1").id
    if commit:
        model.Session.commit()
    return run


def kind(*stages):
    return Kind("Essai", stages, lambda subject: f"/{subject}")


def due(run):
    """Let no test wait for a pause."""
    past = store.now() - timedelta(seconds=1)
    model.Session.execute(sa.update(Run).where(Run.id == run).values(next_try=past))
    model.Session.commit()


def work_once(kinds, app):
    model.Session.remove()
    worker.work(app, kinds, wait=False)


def test_a_run_passes_its_stages_in_order_and_is_done(jobs, app):
    seen = []
    run = begin()

    work_once(
        {"essai": kind(*(Stage(name, name, lambda _subject, n=name: seen.append(n)) for name in "abc"))},
        app.flask_app,
    )

    assert seen == ["a", "b", "c"]
    assert store.get(run).state == RunState.DONE


def test_a_run_and_its_job_go_with_the_callers_transaction(jobs):
    run = begin(commit=False)
    model.Session.rollback()

    assert store.get(run) is None
    assert list(model.Session.scalars(JOBS)) == []


def test_a_job_holds_the_id_of_its_run_and_nothing_else(jobs):
    run = begin()

    assert list(model.Session.scalars(JOBS)) == [f'{{"run": "{run}"}}']


def test_a_stage_that_fails_is_tried_five_times_then_looked_at_and_its_message_is_kept_nowhere(
    jobs, app, caplog
):
    calls = []

    def fail(run):
        calls.append(run)
        raise ValueError("CELLULE-SECRETE")

    run = begin()
    for _ in range(7):
        work_once({"essai": kind(Stage("a", "a", fail))}, app.flask_app)
        due(run)
        queue.sweep(model.meta.engine)

    found = store.get(run)
    assert len(calls) == 5
    assert (found.state, found.reason) == (RunState.TO_REVIEW, "ValueError")
    row = model.Session.execute(sa.text("SELECT forum_run::text FROM forum_run")).scalar_one()
    assert "CELLULE" not in row + str(list(model.Session.scalars(JOBS))) + caplog.text


def test_a_run_of_a_kind_that_nobody_knows_waits_for_a_person(jobs, app):
    run = begin()

    work_once({}, app.flask_app)

    found = store.get(run)
    assert (found.state, found.reason) == (RunState.TO_REVIEW, "UnknownKind")
    assert queue.sweep(model.meta.engine) == 0


def test_a_run_resumes_at_the_stage_that_failed(jobs, app):
    seen, broken = [], [True]

    def second(_run):
        if broken.pop() if broken else False:
            raise OSError
        seen.append("b")

    run = begin()
    kinds = {"essai": kind(Stage("a", "a", lambda _subject: seen.append("a")), Stage("b", "b", second))}
    work_once(kinds, app.flask_app)
    due(run)
    assert queue.sweep(model.meta.engine) == 1
    work_once(kinds, app.flask_app)

    assert seen == ["a", "b"]
    assert store.get(run).state == RunState.DONE


def test_who_lost_its_token_writes_nothing_more(jobs, app):
    seen = []

    def taken_over(subject):
        seen.append("a")
        store.take(store.last(subject).id)

    run = begin()
    kinds = {"essai": kind(Stage("a", "a", taken_over), Stage("b", "b", lambda _subject: seen.append("b")))}
    work_once(kinds, app.flask_app)

    assert seen == ["a"]
    assert store.get(run).stage == 0


def test_an_open_run_whose_job_was_lost_is_queued_again(jobs):
    run = begin()
    model.Session.execute(FORGET)
    model.Session.commit()

    assert queue.sweep(model.meta.engine) == 1
    assert queue.sweep(model.meta.engine) == 0
    assert list(model.Session.scalars(JOBS)) == [f'{{"run": "{run}"}}']


def test_the_migration_goes_down_to_the_version_before_and_up_again(clean_site, migrate_db_for):
    def there():
        inspector = sa.inspect(model.meta.engine)
        return inspector.has_table("forum_run"), "forum_jobs" in inspector.get_schema_names()

    model.Session.remove()
    migrate_db_for("forum", "0003", forward=False)
    gone = there()
    migrate_db_for("forum")

    assert (gone, there()) == ((False, False), (True, True))
    made = {one["name"]: one["nullable"] for one in sa.inspect(model.meta.engine).get_columns("forum_run")}
    assert made == {column.name: bool(column.nullable) for column in Run.__table__.columns}


def _worker(folder):
    env = {**os.environ, "CKAN_INI": tk.config["__file__"]}
    with (folder / "journal").open("ab") as journal:
        return subprocess.Popen([sys.executable, str(SCRIPT), str(folder)], env=env, stderr=journal)


def _done(folder):
    return (folder / "done").read_text().splitlines()


@pytest.mark.slow
def test_a_worker_killed_in_each_stage_leaves_a_run_that_ends_with_each_stage_once(jobs, tmp_path):
    run = begin()
    model.Session.remove()
    for name in ("lire", "charger", "publier"):
        (tmp_path / f"hang-{name}").touch()
        process = _worker(tmp_path)
        limit = time.monotonic() + 30
        while not (tmp_path / f"reached-{name}").exists() and time.monotonic() < limit:
            assert process.poll() is None, (tmp_path / "journal").read_text()
            time.sleep(0.05)
        process.kill()
        process.wait()
        (tmp_path / f"hang-{name}").unlink()
        due(run)
        assert queue.sweep(model.meta.engine, stalled_seconds=0) == 1
    assert _worker(tmp_path).wait(30) == 0

    assert _done(tmp_path) == [f"d1 {name}" for name in ("lire", "charger", "publier")]
    assert store.get(run).state == RunState.DONE


@pytest.mark.slow
def test_two_workers_never_lead_two_runs_of_one_source_at_once(jobs, tmp_path):
    (tmp_path / "wait").touch()
    first, second = _worker(tmp_path), _worker(tmp_path)
    # Both are up before they begin, else the first would do it all.
    limit = time.monotonic() + 30
    while len(list(tmp_path.glob("ready-*"))) < 2 and time.monotonic() < limit:
        time.sleep(0.02)
    runs = [begin(f"d{number}") for number in range(6)]
    model.Session.remove()
    (tmp_path / "wait").unlink()
    assert (first.wait(30), second.wait(30)) == (0, 0)

    assert not (tmp_path / "met").exists()
    assert {store.get(run).state for run in runs} == {RunState.DONE}
    assert sorted(_done(tmp_path)) == sorted(
        f"d{number} {name}" for number in range(6) for name in ("lire", "charger", "publier")
    )


def _reached(folder, name, process):
    limit = time.monotonic() + 30
    while not (folder / f"reached-{name}").exists() and time.monotonic() < limit:
        assert process.poll() is None, (folder / "journal").read_text()
        time.sleep(0.05)


@pytest.mark.slow
def test_a_database_that_restarts_during_a_stage_loses_and_doubles_nothing(jobs, tmp_path):
    run = begin()
    model.Session.remove()
    (tmp_path / "hang-charger").touch()
    process = _worker(tmp_path)
    _reached(tmp_path, "charger", process)
    # What a restart does to those who are connected.
    with model.meta.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(
            sa.text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE pid <> pg_backend_pid() AND usename = current_user AND datname = current_database()"
            )
        )
    (tmp_path / "hang-charger").unlink()
    process.wait(30)
    model.meta.engine.dispose()
    if store.get(run).state in OPEN:
        due(run)
        queue.sweep(model.meta.engine, stalled_seconds=0)
        assert _worker(tmp_path).wait(30) == 0

    assert sorted(_done(tmp_path)) == sorted(f"d1 {name}" for name in ("lire", "charger", "publier"))
    assert store.get(run).state == RunState.DONE


@pytest.mark.slow
def test_a_frozen_worker_that_comes_back_finishes_alone(jobs, tmp_path):
    run = begin()
    model.Session.remove()
    (tmp_path / "hang-charger").touch()
    frozen = _worker(tmp_path)
    _reached(tmp_path, "charger", frozen)
    frozen.send_signal(signal.SIGSTOP)
    due(run)
    queue.sweep(model.meta.engine, stalled_seconds=0)
    other = _worker(tmp_path)
    time.sleep(3)
    # The other finds the source held, and leaves it.
    assert store.get(run).stage == 1
    (tmp_path / "hang-charger").unlink()
    frozen.send_signal(signal.SIGCONT)
    other.wait(60)
    frozen.wait(60)

    assert not (tmp_path / "met").exists()
    assert sorted(_done(tmp_path)) == sorted(f"d1 {name}" for name in ("lire", "charger", "publier"))
    assert store.get(run).state == RunState.DONE
