"""The locks pin every package with a hash and name no host."""

from __future__ import annotations

import re

import sources

LOCKS = sorted((sources.ROOT / "locks").glob("*.txt"))


def test_every_package_of_a_lock_has_an_exact_version_and_a_hash():
    pinned = re.compile(r"[\w.\[\]-]+==\S+.*--hash=sha256:")

    loose = [
        f"{lock.name}: {line[:60]}"
        for lock in LOCKS
        for line in lock.read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
        if line and not line.startswith("#") and not pinned.match(line)
    ]

    assert len(LOCKS) >= 4
    assert loose == []


def test_no_lock_names_a_host():
    assert [lock.name for lock in LOCKS if "://" in lock.read_text(encoding="utf-8")] == []


def test_what_develops_holds_what_runs_in_the_same_versions():
    run, dev = (_pins(name) for name in ("run.txt", "dev.txt"))

    assert run <= dev


def _pins(name: str) -> set[str]:
    text = (sources.ROOT / "locks" / name).read_text(encoding="utf-8")
    return {line.rstrip(" \\") for line in text.splitlines() if "==" in line}
