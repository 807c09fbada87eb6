"""A worker whose kind of run writes lines in a folder, for the tests that kill it. Argument: the folder."""

import os
import sys
import time
from pathlib import Path

import sqlalchemy as sa
from ckan.cli import CKANConfigLoader
from ckan.config.middleware import make_app

from ckan import model
from ckanext.forum.runs import queue, worker
from ckanext.forum.runs.kinds import Kind, Stage
from ckanext.forum.runs.store import OPEN, Run

FOLDER = Path(sys.argv[1])


def _stage(name):
    def work(subject):
        if (FOLDER / f"hang-{name}").exists():
            (FOLDER / f"reached-{name}").touch()
            while (FOLDER / f"hang-{name}").exists():
                time.sleep(0.02)
        inside = FOLDER / "inside"
        # Two runs of one source at once would meet here.
        try:
            descriptor = os.open(inside, os.O_CREAT | os.O_EXCL)
        except FileExistsError:
            (FOLDER / "met").touch()
            raise
        time.sleep(0.05)
        os.close(descriptor)
        inside.unlink()
        with (FOLDER / "done").open("a") as done:
            done.write(f"{subject} {name}\n")

    return Stage(name, name, work)


if __name__ == "__main__":
    flask = make_app(CKANConfigLoader(os.environ["CKAN_INI"]).get_config())._wsgi_app
    stages = (_stage("lire"), _stage("charger"), _stage("publier"))
    kinds = {"essai": Kind("Essai", stages, lambda subject: f"/{subject}")}
    (FOLDER / f"ready-{os.getpid()}").touch()
    while (FOLDER / "wait").exists():
        time.sleep(0.01)
    while True:
        worker.work(flask, kinds, wait=False)
        with flask.app_context():
            left = model.Session.scalar(sa.select(sa.func.count()).where(Run.state.in_(OPEN)))
            model.Session.remove()
            if not left:
                break
            queue.sweep(model.meta.engine)
        time.sleep(0.05)
