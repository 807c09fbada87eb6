"""Starts services in order, watches them, stops them in the other order."""

import os
import signal
import subprocess
import time
from collections.abc import Callable
from types import FrameType

from forum_stack.child import spawn
from forum_stack.console import say_done, step
from forum_stack.errors import StackError
from forum_stack.layout import Layout
from forum_stack.service import Service

_POLL_SECONDS = 0.05
# Between two starts of what ends by itself: it must not fill the machine when it cannot start at all.
_RESTART_SECONDS = 5.0


class StopAsked(Exception):
    """Ctrl-C, TERM, a closed terminal or `make stop`."""


class Supervisor:
    """The parent of all services of one instance."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._running: list[tuple[Service, subprocess.Popen[bytes]]] = []
        self._awaited: tuple[Service, float] | None = None
        self._asked: int | None = None
        self._next_restart = 0.0
        # A flag, not an exception from the handler: that could lose a child between its birth and its record.
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._ask)

    def _ask(self, number: int, _frame: FrameType | None) -> None:
        self._asked = number

    def start(self, service: Service) -> None:
        """Start a service and wait until it answers.

        Raises:
            StackError: It ended at once or never answered.
            StopAsked: The person changed their mind.
        """
        self.launch(service)
        self.await_answer()

    def launch(self, service: Service) -> None:
        """Start a service; other work can go on until `await_answer`. One at a time."""
        self._running.append((service, self._spawn(service)))
        self._awaited = (service, time.monotonic())

    def _spawn(self, service: Service) -> subprocess.Popen[bytes]:
        folder = self._layout.folder(service.name)
        folder.mkdir(mode=0o700, exist_ok=True)
        return spawn(
            service.argv,
            cwd=folder,
            log=self._layout.log(service.name),
            env={**os.environ, **(service.env or {})},
            at_death=service.stop_signal,
            drop_root=service.drop_root,
        )

    def await_answer(self) -> None:
        """Wait until the service that was launched last answers, if any was since.

        Raises:
            StackError: It ended at once or never answered.
            StopAsked: The person changed their mind.
        """
        if self._awaited is not None:
            service, start = self._awaited
            self._until(service.ready, service)
            self._awaited = None
            say_done(f"{service.title} répond", start)

    def _until(self, ready: Callable[[], bool], service: Service) -> None:
        deadline = time.monotonic() + service.patience
        while not ready():
            self._check()
            if time.monotonic() > deadline:
                raise StackError(
                    f"{service.title} ne répond pas après {service.patience:.0f} s. "
                    f"Son journal dit pourquoi : {self._layout.log(service.name)}."
                )
            time.sleep(_POLL_SECONDS)

    def run(
        self, argv: list[str], *, name: str, title: str, env: dict[str, str], drop_root: bool = False
    ) -> list[str]:
        """Run a command to its end; the lines it says, while its errors go to the journal ``name``.

        Raises:
            StackError: It failed.
        """
        log = self._layout.log(name)
        answer = log.with_suffix(".out")
        process = spawn(argv, cwd=self._layout.state, log=log, env=env, drop_root=drop_root, answer=answer)
        try:
            while process.poll() is None:
                self._check()
                time.sleep(_POLL_SECONDS)
            if process.returncode != 0:
                raise StackError(f"{title} a échoué. Le journal dit pourquoi : {log}.")
            return answer.read_text(encoding="utf-8").splitlines()
        finally:
            _end(process, signal.SIGTERM, patience=5.0)
            answer.unlink()

    def run_in_front(self, argv: list[str], *, env: dict[str, str]) -> int:
        """Run a command in this terminal beside the services; its exit code."""
        # It shares our terminal: Ctrl-C reaches it directly, once, and it alone decides when it is done.
        process = subprocess.Popen(argv, env=env)  # noqa: S603 - the person's own command
        forwarded = False
        while process.poll() is None:
            if self._asked not in (None, signal.SIGINT) and not forwarded:
                process.terminate()
                forwarded = True
            time.sleep(_POLL_SECONDS)
        return process.returncode if process.returncode >= 0 else 128 - process.returncode

    def wait(self) -> None:
        """Stay until somebody asks to stop; raise when a service that is not started again ends by itself."""
        try:
            while True:
                self._check()
                time.sleep(_POLL_SECONDS)
        except StopAsked:
            return

    def _check(self) -> None:
        if self._asked is not None:
            raise StopAsked
        for number, (service, process) in enumerate(self._running):
            if process.poll() is None:
                continue
            if service.restarts:
                if time.monotonic() >= self._next_restart:
                    self._running[number] = (service, self._spawn(service))
                    self._next_restart = time.monotonic() + _RESTART_SECONDS
            else:
                raise StackError(
                    f"{service.title} s’est arrêté (code {process.returncode}). "
                    f"Son journal dit pourquoi : {self._layout.log(service.name)}."
                )

    def stop(self) -> None:
        """Stop everything, the last started first."""
        while self._running:
            service, process = self._running.pop()
            with step(f"{service.title} est arrêté"):
                _end(process, service.stop_signal, patience=service.patience)


def _end(process: subprocess.Popen[bytes], number: signal.Signals, *, patience: float) -> None:
    if process.poll() is not None:
        return
    process.send_signal(number)
    try:
        process.wait(patience)
    except subprocess.TimeoutExpired:
        # Its whole session: what it started must not stay either.
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
