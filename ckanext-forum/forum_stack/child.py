"""Starting one process that cannot outlive this one."""

import ctypes
import os
import signal
import subprocess
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO, Literal

from forum_stack.errors import StackError

_PR_SET_PDEATHSIG = 1
_CLONE_NEWUSER = 0x10000000
_NOBODY = 65534

_libc = ctypes.CDLL(None, use_errno=True)


def spawn(
    argv: list[str],
    *,
    cwd: Path,
    log: Path,
    env: Mapping[str, str] | None = None,
    at_death: signal.Signals = signal.SIGTERM,
    drop_root: bool = False,
    answer: Path | None = None,
) -> subprocess.Popen[bytes]:
    """Start a program in a session of its own, its output in a journal.

    The kernel ends it with ``at_death`` when this process dies, however that happens: the signal is
    tied to the thread that forks, so call this from the main thread.

    Args:
        argv: The command; it holds no secret, since every account of the machine can read it.
        cwd: Its working folder.
        log: Where its output goes; appended to.
        env: Its environment; this process' own when absent.
        at_death: What it receives when this process dies.
        drop_root: When root: run it as nobody in a user namespace of its own. It still owns the files
            of root and nobody else's, and no account is made nor mode changed for it.
        answer: Where its standard output goes, when that is not for the journal.
    """
    with ExitStack() as opened:
        journal = opened.enter_context(_open_private(log, "ab"))
        output = opened.enter_context(_open_private(answer, "wb")) if answer else journal
        try:
            # Safe here: the supervisor has one thread, so no lock can be held across the fork.
            return subprocess.Popen(  # noqa: S603 - argv is ours
                argv,
                cwd=cwd,
                env=None if env is None else dict(env),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=journal,
                start_new_session=True,
                preexec_fn=_before_exec(at_death, drop_root=drop_root),  # noqa: PLW1509
            )
        except subprocess.SubprocessError as err:
            raise StackError(
                "PostgreSQL refuse de tourner sous le compte root, et cette machine n’autorise pas les "
                "espaces de noms utilisateur. Lancez la commande depuis un compte ordinaire, ou donnez "
                "l’adresse d’un PostgreSQL existant par CKAN_SQLALCHEMY_URL, CKAN_DATASTORE_WRITE_URL et "
                "CKAN_DATASTORE_READ_URL."
            ) from err


def _open_private(path: Path, mode: Literal["ab", "wb"]) -> BinaryIO:
    # Path.open cannot say which mode a new file gets.
    return open(path, mode, opener=lambda name, flags: os.open(name, flags, 0o600))


def _before_exec(at_death: signal.Signals, *, drop_root: bool) -> Callable[[], None]:
    parent = os.getpid()

    def prepare() -> None:
        if drop_root and os.geteuid() == 0:
            _become_nobody()
        # After the namespace: a change of credentials forgets the signal.
        _check(_libc.prctl(_PR_SET_PDEATHSIG, int(at_death), 0, 0, 0))
        if os.getppid() != parent:
            os._exit(1)

    return prepare


def _become_nobody() -> None:
    user, group = os.geteuid(), os.getegid()
    _check(_libc.unshare(_CLONE_NEWUSER))
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{_NOBODY} {user} 1")
    Path("/proc/self/gid_map").write_text(f"{_NOBODY} {group} 1")


def _check(result: int) -> None:
    if result != 0:
        raise OSError(ctypes.get_errno(), "préparation du processus")
