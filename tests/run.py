"""What the Makefile's development targets run: each name of COMMANDS is one target."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
PYTHON = sys.executable
BIN = Path(PYTHON).parent
# CKAN's own pytest plugins refuse to start without a configuration.
WITHOUT_CKAN = ("-p", "no:ckan", "-p", "no:ckan_fixtures")

# Two fill the two cores of a small machine; more would need as many PostgreSQL, Redis and Solr.
WORKERS = 2
# Somebody's own services: there is one of each, so one worker.
SERVICES = ("CKAN_SQLALCHEMY_URL", "CKAN_REDIS_URL", "CKAN_SOLR_URL")


def beside(workers: int) -> tuple[str, ...]:
    """The options of pytest that share out the files of tests among workers."""
    return ("-n", str(workers), "--dist", "loadfile") if workers > 1 else ()


def run(*argv: str | Path) -> int:
    """Run one command in the checkout; its exit code."""
    process = subprocess.Popen([str(part) for part in argv], cwd=ROOT)
    # Ctrl-C reaches the command too, which ends in its own way; TERM reaches only us. Not SIG_IGN: the
    # next command would inherit it.
    signal.signal(signal.SIGINT, lambda _number, _frame: None)
    signal.signal(signal.SIGTERM, lambda _number, _frame: process.terminate())
    return process.wait()


def beside_services(argv: Sequence[str | Path], *, throwaway: bool, site: bool = False) -> int:
    """Run a command beside services of its own, whose folder goes when it is done; `{ini}` is their ini."""
    state = Path(tempfile.mkdtemp(prefix="forum-tests-"))
    ini = state / ("ckan.ini" if site else "test.ini")
    options = [*(["--throwaway"] if throwaway else []), *(["--site"] if site else [])]
    try:
        command = [str(part).replace("{ini}", str(ini)) for part in argv]
        return run(PYTHON, "-m", "forum_stack", "run", "--state", state, *options, "--", *command)
    finally:
        shutil.rmtree(state, ignore_errors=True)


def test() -> int:
    """Everything, with real services: as many as there are workers, so that two never share a database."""
    state = Path(tempfile.mkdtemp(prefix="forum-tests-"))
    workers = 1 if any(os.environ.get(name) for name in SERVICES) else WORKERS
    # A name that tests/conftest.py fills in, in each worker.
    command: list[str | Path] = [
        PYTHON,
        "-m",
        "pytest",
        *beside(workers),
        f"--ckan-ini={state}/{{worker}}/test.ini",
    ]
    for number in range(workers):
        services = [PYTHON, "-m", "forum_stack", "run", "--state", state / f"gw{number}", "--throwaway", "--"]
        command = [*services, *command]
    try:
        return run(*command, "tests")
    finally:
        shutil.rmtree(state, ignore_errors=True)


def fast() -> int:
    """What needs no service."""
    rooms = (
        "tests/core",
        "tests/harvesters",
        "tests/schemas",
        "tests/seed_data",
        "tests/stack",
        "tests/architecture",
    )
    present = [room for room in rooms if (ROOT / room).is_dir()]
    marks = ("-m", "not services and not slow")
    return run(PYTHON, "-m", "pytest", "-q", *beside(WORKERS), *WITHOUT_CKAN, *marks, *present)


def check() -> int:
    """Style, types and borders; all of them, so that one run shows everything."""
    results = (
        run(BIN / "ruff", "check", "."),
        run(BIN / "ruff", "format", "--check", "."),
        run(BIN / "basedpyright"),
        run(BIN / "lint-imports"),
        run(PYTHON, "-m", "pytest", "-q", *WITHOUT_CKAN, "-m", "not services", "tests/architecture"),
    )
    return max(abs(result) for result in results)


def bench() -> int:
    """Measures, on a PostgreSQL that waits for its disk as a real one does."""
    return beside_services([PYTHON, "tests/bench/run.py"], throwaway=False)


def faults() -> int:
    """Kills at each named point of a publication."""
    return run(PYTHON, "tests/faults/run.py")


def screenshots() -> int:
    """Pictures of the pages."""
    return run(PYTHON, "tests/e2e/screenshots.py")


def lock() -> int:
    """Resolve the locks anew, as docs/decisions/0002-locks.md says."""
    uv = BIN.parent / "outils" / "bin" / "uv"
    common = ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-annotate", "--no-header"]
    compile_ = [uv, "pip", "compile", "--quiet", *common, "--no-emit-index-url"]
    overrides = ["--overrides", "locks/override.in", "--no-emit-package", "ckanext-forum"]
    results = (
        run(*compile_, "locks/uv.in", "-o", "locks/uv.txt"),
        run(*compile_, "locks/build.in", "-o", "locks/build.txt"),
        run(*compile_, *overrides, "locks/run.in", "-o", "locks/run.txt"),
        run(*compile_, *overrides, "-c", "locks/run.txt", "locks/dev.in", "-o", "locks/dev.txt"),
    )
    return max(abs(result) for result in results)


COMMANDS: dict[str, Callable[[], int]] = {
    function.__name__: function for function in (test, fast, check, bench, faults, screenshots, lock)
}

if __name__ == "__main__":
    sys.exit(COMMANDS[sys.argv[1]]())
