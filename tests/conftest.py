"""Which services the tests of this process use: each worker of pytest-xdist has its own."""

from __future__ import annotations

import os

import pytest


def pytest_configure(config: pytest.Config) -> None:
    """Say in `--ckan-ini` which worker this is, where its name is asked for; alone, it is the first."""
    ini: str | None = getattr(config.option, "ckan_ini", None)
    if ini:
        config.option.ckan_ini = ini.replace("{worker}", os.environ.get("PYTEST_XDIST_WORKER", "gw0"))
