"""What the Makefile's development targets run: each name of COMMANDS is one target."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO

ROOT = Path(__file__).parents[1]
PYTHON = sys.executable
BIN = Path(PYTHON).parent
# CKAN's own pytest plugins refuse to start without a configuration.
# The two others only serve CKAN's tests, and take a second to load in each process.
WITHOUT_CKAN = tuple(
    part for name in ("ckan", "ckan_fixtures", "pytest-factoryboy", "faker") for part in ("-p", f"no:{name}")
)
# Somebody's own services: there is one of each, so nothing runs beside.
SERVICES = ("CKAN_SQLALCHEMY_URL", "CKAN_REDIS_URL", "CKAN_SOLR_URL")
# A container often forbids Python to keep what it compiles: each worker would compile all modules every time.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
# What this process has started.
RUNNING: list[subprocess.Popen[bytes]] = []


def _stop(_number: int, _frame: object) -> None:
    for process in RUNNING:
        process.terminate()


def run(*argv: str | Path, said: IO[str] | None = None) -> int:
    """Run one command in the checkout, in this terminal or into a file; its exit code."""
    output = {"stdout": said, "stderr": subprocess.STDOUT} if said else {}
    process = subprocess.Popen([str(part) for part in argv], cwd=ROOT, env=ENVIRONMENT, **output)
    RUNNING.append(process)
    return process.wait()


def beside_services(
    argv: Sequence[str | Path], *, throwaway: bool, site: bool = False, said: IO[str] | None = None
) -> int:
    """Run a command beside services of its own, whose folder goes when it is done; `{ini}` is their ini."""
    state = Path(tempfile.mkdtemp(prefix="forum-tests-"))
    ini = state / ("ckan.ini" if site else "test.ini")
    options = [*(["--throwaway"] if throwaway else []), *(["--site"] if site else [])]
    try:
        command = [str(part).replace("{ini}", str(ini)) for part in argv]
        return run(PYTHON, "-m", "forum_stack", "run", "--state", state, *options, "--", *command, said=said)
    finally:
        shutil.rmtree(state, ignore_errors=True)


def test() -> int:
    """Everything, with real services: the adapter's tests, and beside them all others with their own."""
    pytest = [PYTHON, "-m", "pytest", "--ckan-ini={ini}"]
    if any(os.environ.get(name) for name in SERVICES):
        return beside_services([*pytest, "tests"], throwaway=True)
    adapter, others = [*pytest, "tests/ckan"], [*pytest, "tests", "--ignore=tests/ckan"]
    with ThreadPoolExecutor() as pool, tempfile.TemporaryFile("w+") as said:
        second = pool.submit(beside_services, others, throwaway=True, said=said)
        first = beside_services(adapter, throwaway=True)
        results = (abs(first), abs(second.result()))
        said.seek(0)
        shutil.copyfileobj(said, sys.stdout)
    if any(results):
        sys.stderr.write("Des tests échouent\u00a0: les deux résumés ci-dessus disent lesquels.\n")
    return max(results)


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
    both_cores = ("-n", "2", "--dist", "loadfile")
    return run(PYTHON, "-m", "pytest", "-q", *both_cores, *WITHOUT_CKAN, *marks, *present)


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
    # Ctrl-C reaches the commands too, which end in their own way; TERM reaches only us. Not SIG_IGN: the
    # commands would inherit it.
    signal.signal(signal.SIGINT, lambda _number, _frame: None)
    signal.signal(signal.SIGTERM, _stop)
    sys.exit(COMMANDS[sys.argv[1]]())
