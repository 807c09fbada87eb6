"""What a process keeps as it never changes: by key, up to a bound of bytes; the longest unused leaves."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

OVERHEAD = 1024
"""Bytes that an entry counts for beside its own: its key, and its place."""


class Kept(Generic[K, V]):
    """Values whose weights never come to more than a bound. Safe to share between threads."""

    def __init__(self, most: int) -> None:
        """Keep up to so many bytes."""
        self._most = most
        self._held: OrderedDict[K, tuple[V, int]] = OrderedDict()
        self._weight = 0
        self._lock = Lock()

    @property
    def weight(self) -> int:
        """Bytes of all that is kept."""
        return self._weight

    def get(self, key: K) -> V | None:
        """The value, or None when it is not kept (any more)."""
        with self._lock:
            found = self._held.get(key)
            if found is None:
                return None
            self._held.move_to_end(key)
            return found[0]

    def put(self, key: K, value: V, size: int) -> None:
        """Keep a value of so many bytes; one that is larger than the bound is not kept."""
        weight = size + OVERHEAD
        if weight > self._most:
            return
        with self._lock:
            _, before = self._held.pop(key, (None, 0))
            self._held[key] = (value, weight)
            self._weight += weight - before
            while self._weight > self._most:
                _, (_, oldest) = self._held.popitem(last=False)
                self._weight -= oldest
