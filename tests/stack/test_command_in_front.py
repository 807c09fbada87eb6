"""The command that runs beside the services ends in its own way."""

import os
import signal
import subprocess
import sys

import pytest

SUPERVISOR = """
import os, sys
from pathlib import Path
from forum_stack.layout import Layout
from forum_stack.supervisor import Supervisor
supervisor = Supervisor(Layout(Path(sys.argv[1])))
sys.exit(supervisor.run_in_front([sys.executable, "-c", sys.argv[2]], env=dict(os.environ)))
"""
# It closes its work when asked, and a second signal meanwhile would cut it short.
# os.write: a signal may come while print still holds its buffer, which a handler cannot enter again.
COMMAND = """
import os, signal, time
def close(number, _frame):
    signal.signal(signal.SIGINT, signal.SIG_DFL), signal.signal(signal.SIGTERM, signal.SIG_DFL)
    time.sleep(0.5)
    os.write(1, f"clos par {signal.Signals(number).name}\\n".encode())
    raise SystemExit(3)
signal.signal(signal.SIGINT, close), signal.signal(signal.SIGTERM, close)
os.write(1, b"travaille\\n")
time.sleep(60)
"""


@pytest.fixture
def supervisor(tmp_path):
    process = subprocess.Popen(
        [sys.executable, "-c", SUPERVISOR, str(tmp_path), COMMAND],
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stdout.readline() == "travaille\n"
    yield process
    process.kill()


def test_ctrl_c_reaches_the_command_once_and_its_exit_code_is_ours(supervisor):
    os.killpg(supervisor.pid, signal.SIGINT)

    assert supervisor.communicate(timeout=30)[0] == "clos par SIGINT\n"
    assert supervisor.returncode == 3


def test_a_request_to_stop_is_handed_to_the_command(supervisor):
    supervisor.terminate()

    assert supervisor.communicate(timeout=30)[0] == "clos par SIGTERM\n"
    assert supervisor.returncode == 3
