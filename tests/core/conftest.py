"""Makes the helpers of this folder importable, under importlib mode."""

import sys
from pathlib import Path

import pytest

from forum_core.schema.store import load_store

sys.path.insert(0, str(Path(__file__).parent))  # for mapped_tables.py


@pytest.fixture(scope="session")
def subsidies():
    return load_store().get("subventions")
