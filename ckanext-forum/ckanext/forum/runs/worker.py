"""The worker's process: one run at a time, a sweep beside it, and an end when the database is lost."""

from __future__ import annotations

import logging
import os
import threading
import time

import procrastinate
import sqlalchemy as sa
from flask import Flask
from procrastinate import JobContext

from ckan import model
from ckanext.forum.runs import engine, queue

_SWEEP_SECONDS = 10.0
_FROZEN_SECONDS = 60.0
_GRACE_SECONDS = 20.0


class _NoValues(logging.Filter):
    """Errors of stages may quote a cell: the engine's journal keeps their name, not their words."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.exc_info and record.exc_info[0]:
            record.msg = f"{record.msg} ({record.exc_info[0].__name__})"
        record.exc_info = None
        record.exc_text = None
        return True


def make_app(flask: Flask, kinds: engine.Kinds) -> procrastinate.App:
    """The application of procrastinate on CKAN's database, with our only task."""
    url = model.meta.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    connector = procrastinate.PsycopgConnector(
        conninfo=url, kwargs={"options": "-c search_path=forum_jobs,public"}
    )
    app = procrastinate.App(connector=connector)

    @app.task(name=queue.TASK, queue=queue.QUEUE, pass_context=True)
    def advance(context: JobContext, run: str) -> None:
        # CKAN's actions make addresses and read who asks: both want a request, as in its own commands.
        with flask.test_request_context():
            try:
                engine.advance(run, kinds, context.should_abort)
            finally:
                model.Session.remove()

    return app


def work(flask: Flask, kinds: engine.Kinds, *, wait: bool = True) -> None:
    """Work until a signal asks to stop, or, without `wait`, until nothing is queued."""
    logging.getLogger("procrastinate.worker").addFilter(_NoValues())
    app = make_app(flask, kinds)
    if wait:
        # CKAN gives its engine inside an application context only, and threads have none.
        pulse = _Pulse(model.meta.engine)
        for target in (pulse.sweep, pulse.watch):
            threading.Thread(target=target, daemon=True).start()
    app.run_worker(
        queues=[queue.QUEUE],
        wait=wait,
        concurrency=1,
        delete_jobs="always",
        shutdown_graceful_timeout=_GRACE_SECONDS,
        install_signal_handlers=wait,
    )


class _Pulse:
    """Sweeps, and ends the process when that no longer succeeds: whoever starts it again has a sane one."""

    def __init__(self, database: sa.Engine) -> None:
        self._database = database
        self._last = time.monotonic()

    def sweep(self) -> None:
        try:
            while True:
                queue.sweep(self._database)
                self._last = time.monotonic()
                time.sleep(_SWEEP_SECONDS)
        except sa.exc.DBAPIError:
            # PostgreSQL went away, and our locks with it.
            os._exit(1)

    def watch(self) -> None:
        while time.monotonic() - self._last < _FROZEN_SECONDS:
            time.sleep(1.0)
        os._exit(1)
