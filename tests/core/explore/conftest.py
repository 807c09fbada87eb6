"""The register that these tests read."""

import sys
from pathlib import Path

import gate_registers as registers
import pytest

sys.path.insert(0, str(Path(__file__).parent))

import explored


@pytest.fixture
def reading(quarantine, publications):
    return explored.published(registers.AIDS, explored.ROWS, quarantine, publications)
