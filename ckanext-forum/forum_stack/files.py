"""Writing small files so that only their owner reads them, and never half of one."""

import os
from pathlib import Path


def write_private(path: Path, text: str) -> None:
    """Write a file of mode 0600 in one step: a reader sees the old text or the new one."""
    beside = path.with_name(path.name + ".nouveau")
    beside.unlink(missing_ok=True)
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
    beside.replace(path)


def write_if_other(path: Path, text: str) -> None:
    """Write a private file unless it already says this."""
    if not path.is_file() or path.read_text(encoding="utf-8") != text:
        write_private(path, text)
