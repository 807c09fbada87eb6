"""The register that these tests read."""

import explored
import gate_registers as registers
import pytest


@pytest.fixture
def reading(published_once):
    return published_once(registers.AIDS, explored.ROWS)
