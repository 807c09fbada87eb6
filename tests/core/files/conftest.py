"""Lets these tests import the registers they share, and gives them folders like those of a site."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "privacy"))


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
