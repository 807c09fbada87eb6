"""CKAN behind a real WSGI server."""

import os
import sys
import urllib.error
import urllib.request
from pathlib import Path

from forum_stack.layout import Layout
from forum_stack.service import Service

NAME = "web"


def service(layout: Layout, ini: Path, port: int, *, workers: int = 2) -> Service:
    """Serve with gunicorn and threads; a worker forked from a loaded CKAN would share its database links."""
    folder = layout.folder(NAME)
    argv = [
        sys.executable,
        "-m",
        "gunicorn",
        f"--bind=127.0.0.1:{port}",
        "--worker-class=gthread",
        f"--workers={workers}",
        "--threads=4",
        "--timeout=120",
        "--graceful-timeout=5",
        # Else it writes in /tmp and in the home folder.
        f"--worker-tmp-dir={folder}",
        "--no-control-socket",
        "ckanext.forum.wsgi:application",
    ]
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))

    def ready() -> bool:
        try:
            opener.open(f"http://127.0.0.1:{port}/api/3/action/site_read", timeout=30).close()
        except urllib.error.HTTPError as err:
            return err.code < 500
        except (urllib.error.URLError, OSError):
            return False
        return True

    env = {"CKAN_INI": str(ini), "TMPDIR": str(folder), "PYTHONUNBUFFERED": "1", **_locale()}
    return Service(NAME, "Le site", argv, ready, env=env, patience=120.0)


def _locale() -> dict[str, str]:
    return {} if os.environ.get("LC_ALL") or os.environ.get("LANG") else {"LC_ALL": "C.UTF-8"}
