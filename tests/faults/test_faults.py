"""The short form of `make faults`: one kill of the command at two points, and the broken swap seen."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.services


@pytest.mark.timeout(600)
def test_a_killed_publication_is_finished_or_forgotten_and_a_broken_swap_is_seen():
    script = Path(__file__).with_name("run.py")

    result = subprocess.run(
        [
            sys.executable,
            script,
            "--times",
            "1",
            "--points",
            "in-swap,before-ckan-row",
            "--victims",
            "command",
        ],
        capture_output=True,
        text=True,
        check=False,
    )

    assert result.returncode == 0, result.stdout + result.stderr
    assert "4 pannes, 0 fautives." in result.stdout
