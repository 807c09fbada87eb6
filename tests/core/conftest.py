"""Makes the helpers of this folder importable, under importlib mode."""

import gc
import sys
from pathlib import Path

import pytest

from forum_core.schema.store import load_store

# For mapped_tables.py, for the registers that the gate's tests share, and for those that are read.
sys.path.append(str(Path(__file__).parent))
sys.path.append(str(Path(__file__).parent / "privacy"))
sys.path.append(str(Path(__file__).parent / "explore"))

from explored import published


def pytest_collection_finish():
    """Spare the collector the objects of the libraries: walking a million takes a tenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


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


@pytest.fixture(scope="module")
def published_once(tmp_path_factory):
    """Publish rows and read them, the same ones once a module; whoever changes the file publishes its own."""
    quarantine, publications = tmp_path_factory.mktemp("quarantine"), tmp_path_factory.mktemp("publications")
    known = {}

    def publish(schema, rows):
        asked = repr((schema, rows))
        if asked not in known:
            known[asked] = published(schema, rows, quarantine, publications)
        return known[asked]

    return publish


@pytest.fixture(scope="session")
def subsidies():
    return load_store().get("subventions")
