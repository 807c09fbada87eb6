"""What the supervisor does when a service ends by itself."""

import signal
import sys
import time

import pytest

from forum_stack import supervisor
from forum_stack.errors import StackError
from forum_stack.layout import Layout
from forum_stack.service import Service


@pytest.fixture
def watched(tmp_path, monkeypatch):
    monkeypatch.setattr(supervisor, "_RESTART_SECONDS", 0.2)
    layout = Layout(tmp_path / "etat")
    layout.create()
    # It takes the signals of its process, which here is the tests'.
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    former = {number: signal.getsignal(number) for number in numbers}
    made = supervisor.Supervisor(layout)
    yield made
    made.stop()
    for number, handler in former.items():
        signal.signal(number, handler)


def _short(tmp_path, *, restarts):
    """A service that notes its birth and ends at once."""
    births = tmp_path / "births"
    script = f"open({str(births)!r}, 'a').write('.')"
    return births, Service(
        "court", "Le court", [sys.executable, "-c", script], lambda: True, restarts=restarts
    )


def _watch_until(watched, enough):
    limit = time.monotonic() + 20
    while not enough() and time.monotonic() < limit:
        watched._check()
        time.sleep(0.02)


def test_a_service_that_restarts_is_started_again_each_time(watched, tmp_path):
    births, service = _short(tmp_path, restarts=True)
    watched.start(service)

    _watch_until(watched, lambda: births.exists() and len(births.read_text()) >= 3)

    assert len(births.read_text()) >= 3


def test_the_end_of_any_other_service_is_the_end_of_all(watched, tmp_path):
    _, service = _short(tmp_path, restarts=False)
    watched.launch(service)

    with pytest.raises(StackError, match="Le court s’est arrêté"):
        _watch_until(watched, lambda: False)
