"""Makes the helpers of this folder importable, under importlib mode."""

import sys
from pathlib import Path

import pytest

from forum_core.schema.store import load_store

HERE = Path(__file__).parent
# For mapped_tables.py, and for the registers that the gate's tests share.
sys.path[:0] = [str(HERE), str(HERE / "privacy")]


@pytest.fixture
def quarantine(tmp_path):
    folder = tmp_path / "quarantine"
    folder.mkdir(mode=0o700)
    return folder


@pytest.fixture
def publications(tmp_path):
    folder = tmp_path / "publications"
    folder.mkdir()
    return folder


@pytest.fixture(scope="session")
def subsidies():
    return load_store().get("subventions")
