"""The stand: a whole site whose PostgreSQL, web server and commands can be killed and started one by one."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from forum_stack import jars, postgres, redis, solr, web
from forum_stack.child import spawn
from forum_stack.layout import Layout
from forum_stack.ports import is_free
from forum_stack.stack import open_instance, prepare_site
from forum_stack.supervisor import Supervisor

HERE = Path(__file__).parent
ADMIN = "fautes-admin"


class Stand:
    """Services on ports and in a folder of their own."""

    def __init__(self):
        self.layout = Layout(Path(tempfile.mkdtemp(prefix="forum-fautes-")))
        self.layout.create()
        self.port = next(port for port in range(19000, 19900) if is_free(port))
        self.site = f"http://127.0.0.1:{self.port}"
        self._supervisor = Supervisor(self.layout)
        self._processes = {}

    def start(self):
        instance = open_instance(self.layout)
        postgres.create_cluster(self.layout, instance.passwords, self._supervisor)
        # On a real disk with real syncs: a kill -9 must lose nothing that was committed.
        self._postgres = postgres.service(self.layout, instance.ports, instance.passwords, throwaway=False)
        self.start_postgres()
        postgres.create_databases(instance.ports, instance.passwords)
        self._supervisor.start(redis.service(self.layout, instance.ports, instance.passwords))
        solr.prepare_home(self.layout, instance.passwords)
        self._supervisor.start(
            solr.service(self.layout, instance.ports, instance.passwords, jars.fetch_missing())
        )
        self.ini = prepare_site(instance, self._supervisor, site_url=self.site)
        self._web = web.service(self.layout, self.ini, self.port, workers=1)
        self.start_web()
        self._zygote = self._start_zygote()

    def start_postgres(self):
        self._start("postgres", self._postgres)

    def start_web(self):
        self._start("web", self._web)

    def kill(self, name):
        """`kill -9` of a whole service, as the kernel's memory killer or a power cut would."""
        process = self._processes[name]
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def command(self, *arguments, **env):
        """Start `ckan forum …`; its process number."""
        return self._ask(run=list(arguments), env=env)["pid"]

    def finished(self, pid):
        """Wait for a command; its exit code, negative when it was killed."""
        return self._ask(wait=pid)["code"]

    def run(self, *arguments, **env):
        return self.finished(self.command(*arguments, **env))

    def stop(self):
        with contextlib.suppress(AttributeError):
            self._zygote.kill()
            self._zygote.wait()
        for name in list(self._processes):
            if self._processes[name].poll() is None:
                self.kill(name)
        self._supervisor.stop()
        shutil.rmtree(self.layout.state, ignore_errors=True)

    def _start(self, name, service):
        folder = self.layout.folder(name)
        folder.mkdir(mode=0o700, exist_ok=True)
        until = time.monotonic() + service.patience
        while time.monotonic() < until:
            process = spawn(
                service.argv,
                cwd=folder,
                log=self.layout.log(name),
                env={**os.environ, **(service.env or {})},
                at_death=signal.SIGKILL,
                drop_root=service.drop_root,
            )
            while process.poll() is None and time.monotonic() < until:
                if service.ready():
                    self._processes[name] = process
                    return
                time.sleep(0.05)
            # After a kill -9 the children of PostgreSQL take a moment to notice; it refuses until then.
            time.sleep(0.2)
        raise RuntimeError(f"{service.title} ne redémarre pas : {self.layout.log(name)}")

    def _start_zygote(self):
        ini = self.layout.state / "fautes.ini"
        text = self.ini.read_text(encoding="utf-8")
        ini.write_text(text.replace("ckan.plugins = ", "ckan.plugins = forum_faults "), encoding="utf-8")
        paths = [str(HERE / "plugins"), *filter(None, [os.environ.get("PYTHONPATH")])]
        with self.layout.log("commandes").open("ab") as journal:
            zygote = subprocess.Popen(
                [sys.executable, str(HERE / "zygote.py")],
                env={**os.environ, "CKAN_INI": str(ini), "PYTHONPATH": os.pathsep.join(paths)},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=journal,
                text=True,
            )
        if not json.loads(zygote.stdout.readline() or "{}").get("ready"):
            raise RuntimeError(f"Les commandes ne démarrent pas : {self.layout.log('commandes')}")
        return zygote

    def _ask(self, **question):
        self._zygote.stdin.write(json.dumps(question) + "\n")
        self._zygote.stdin.flush()
        return json.loads(self._zygote.stdout.readline())
