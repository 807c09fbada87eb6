"""Starting, killing and looking at instances, for these tests."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

BARE = Path(__file__).with_name("bare.py")
# The whole suite may be at work beside: what takes 3 s alone can take ten times that.
PATIENCE = 90.0
_OUTSIDE = (
    "CKAN_SQLALCHEMY_URL",
    "CKAN_DATASTORE_WRITE_URL",
    "CKAN_DATASTORE_READ_URL",
    "CKAN_REDIS_URL",
    "CKAN_SOLR_URL",
)


@dataclass
class Running:
    """One supervisor that said it is ready."""

    state: Path
    process: subprocess.Popen[str]
    said: list[str]

    @property
    def ports(self) -> dict[str, int]:
        return json.loads((self.state / "ports.json").read_text())

    @property
    def secrets(self) -> dict[str, str]:
        return json.loads((self.state / "secrets.json").read_text())

    def stop(self, number: signal.Signals = signal.SIGTERM) -> str:
        """Send a signal and return what it said from then on."""
        if self.process.poll() is None:
            self.process.send_signal(number)
        return self.process.communicate(timeout=PATIENCE)[0]


def start(
    state: Path, argv: list[str] | None = None, env: dict[str, str] | None = None, **options
) -> Running:
    environment = {name: value for name, value in (env or os.environ).items() if name not in _OUTSIDE}
    process = subprocess.Popen(
        argv or [sys.executable, str(BARE), str(state)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=environment,
        **options,
    )
    said: list[str] = []
    for line in process.stdout or ():
        said.append(line.rstrip("\n"))
        if said[-1] == "prêt":
            return Running(state, process, said)
    raise AssertionError("\n".join(said))


def processes_in(state: Path) -> Iterator[Path]:
    """Every process whose working folder lies in an instance, but its supervisor."""
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                if (entry / "cwd").readlink().is_relative_to(state):
                    yield entry
            except OSError:
                continue


def wait_until_alone(state: Path, seconds: float) -> bool:
    """Whether every process of an instance ends in time."""
    deadline = time.monotonic() + seconds
    while any(processes_in(state)):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.1)
    return True
