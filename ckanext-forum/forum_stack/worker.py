"""The process that does the long work of the site: started after it, and again whenever it ends."""

import os
from pathlib import Path

from forum_stack.layout import Layout
from forum_stack.service import Service
from forum_stack.stack import ckan_command

NAME = "worker"


def service(layout: Layout, ini: Path) -> Service:
    """Run `ckan forum worker`; it answers nobody, and ends by itself when PostgreSQL has gone."""
    env = {"TMPDIR": str(layout.folder(NAME)), "PYTHONUNBUFFERED": "1"}
    if not (os.environ.get("LC_ALL") or os.environ.get("LANG")):
        env["LC_ALL"] = "C.UTF-8"
    return Service(
        NAME,
        "Le service des travaux longs",
        ckan_command(ini, "forum", "worker"),
        lambda: True,
        env=env,
        patience=30.0,
        restarts=True,
    )
