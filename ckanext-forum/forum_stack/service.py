"""What the supervisor needs to know of a service to start it, watch it and stop it."""

import signal
from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Service:
    """One program to run beside the others.

    Attributes:
        name: Its folder and journal.
        title: How a person calls it.
        argv: The command, without any secret.
        ready: Whether it answers now; called until it does.
        stop_signal: What asks it to end in order.
        env: Variables added to the environment.
        drop_root: Whether it refuses to run as root.
        patience: Seconds that it may take to answer, and to end.
        restarts: Whether it is started again when it ends by itself; the others' end is the end of all.
    """

    name: str
    title: str
    argv: list[str]
    ready: Callable[[], bool]
    stop_signal: signal.Signals = signal.SIGTERM
    env: Mapping[str, str] | None = None
    drop_root: bool = False
    patience: float = 60.0
    restarts: bool = False
