"""`make faults`: kill -9 at each point of a publication and of a withdrawal, while readers ask all the time.

Usage: run.py [--times N] [--points a,b] [--victims a,b]. Ends with 1 when a reader saw a mix, when
something was left unfinished, or when the swap that this test breaks on purpose was not seen.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "ckan")]

import sample_grants  # noqa: E402
from judge import Judge, read_json  # noqa: E402
from readers import REGISTER, TOWN  # noqa: E402
from stand import Stand  # noqa: E402

POINTS = {
    "publish": (
        "after-read",
        "in-copy",
        "before-swap",
        "in-swap",
        "after-swap",
        "before-ckan-row",
        "before-index",
    ),
    "withdraw": ("before-swap", "in-swap", "after-swap", "before-ckan-row", "before-index"),
}
VICTIMS = ("command", "postgres", "web")
PATIENCE_S = 60


class Faults:
    """One run over a stand."""

    def __init__(self, stand, folder):
        self.stand, self.folder = stand, folder
        self.files = [self._file(rows) for rows in (120, 90)]
        self.problems = []
        self.counts = Counter()

    def prepare(self):
        """A town, its first publication, and readers at work."""
        demo = self.folder / "demo"
        demo.mkdir()
        town = {"name": TOWN, "title": "Valmont", "siren": sample_grants.SIREN}
        first = {"register": REGISTER, "organization": TOWN, "file": str(self.files[0][0])}
        wanted = {"organizations": [town], "publications": [first]}
        (demo / "demo.yaml").write_text(json.dumps(wanted), encoding="utf-8")
        assert self.stand.run("demo", "load", str(demo)) == 0
        self.judge = Judge(self.stand, [facts for _, facts in self.files])
        self.dataset = read_json(f"{self.stand.site}/api/3/action/package_show?id={REGISTER}-{TOWN}")
        self._read_on()

    def one(self, action, point, victim):
        """One kill at one point; then the next start, and judgement."""
        marks = Path(tempfile.mkdtemp(dir=self.folder))
        pid = self.stand.command(*self._arguments(action), FAULT_POINT=point, FAULT_FOLDER=str(marks))
        self._until(marks / "reached")
        time.sleep(0.1)
        self._kill(victim, pid)
        (marks / "go").touch()
        code = self.stand.finished(pid)
        if victim == "web":
            self.stand.start_web()
        # The next start: what the supervisor runs before it serves.
        mended = self.stand.run("reconcile")
        time.sleep(0.2)
        found = [f"reconcile ends with {mended}"] if mended else []
        found += self._judged()
        if victim == "web" and code != 0:
            found.append(f"the command ends with {code} although only the web was killed")
        self.counts[action, point, victim, "ok" if not found else "wrong"] += 1
        for one in found:
            self.problems.append(f"{action} {point} {victim}: {one}")
            print(f"FAUTE {self.problems[-1]}", flush=True)
        self._back_online()

    def broken(self):
        """A swap that commits between table and pointer: readers must see it, or this test sees nothing."""
        self.stand.run(*self._arguments("publish"), FAULT_BROKEN_SWAP="1")
        time.sleep(0.2)
        seen = self.judge.mixes(self._answers())
        self._back_online()
        return len(seen)

    def _judged(self):
        found = []
        wrong = self.judge.mixes(self._answers())
        if wrong:
            found.append(f"{len(wrong)} answers are a mix: {wrong[0]}")
        answers = self.judge.channels(self.dataset["id"], self._resource())
        wrong = self.judge.mixes(answers)
        if wrong or len({(one["state"], one.get("publication")) for one in answers}) != 1:
            found.append(f"channels disagree: {answers}")
        return found + self.judge.leftovers()

    def _back_online(self):
        """After a withdrawal, publish again for the next kill."""
        (answer,) = [
            one
            for one in self.judge.channels(self.dataset["id"], self._resource())
            if one["channel"] == "page"
        ]
        if answer["state"] != "online":
            assert self.stand.run(*self._arguments("publish")) == 0
            self.dataset = read_json(f"{self.stand.site}/api/3/action/package_show?id={REGISTER}-{TOWN}")
            self.stop_reading()
            self._read_on()

    def _resource(self):
        return self.dataset["resources"][0]["id"]

    def _arguments(self, action):
        if action == "withdraw":
            return ["withdraw", REGISTER, "--org", TOWN, "--reason", "Essai de panne"]
        # The other file than the one online: the same file twice would change nothing.
        online = self.judge.online_rows()
        path = next(path for path, (rows, _) in self.files if rows != online)
        return ["publish", REGISTER, str(path), "--org", TOWN]

    def _kill(self, victim, pid):
        if victim == "command":
            os.kill(pid, signal.SIGKILL)
        else:
            self.stand.kill(victim)
        if victim == "postgres":
            self.stand.start_postgres()

    def _until(self, mark):
        until = time.monotonic() + PATIENCE_S
        while not mark.exists():
            if time.monotonic() > until:
                raise RuntimeError("the command never reached its point")
            time.sleep(0.01)

    def _file(self, rows):
        path = sample_grants.write(
            self.folder / f"{rows}.csv", [sample_grants.grant(number) for number in range(1, rows + 1)]
        )
        total = sum(range(1, rows + 1)) + rows / 10
        return path, (rows, f"{total:.2f}")

    def _read_on(self):
        self._log = (self.folder / "answers.jsonl").open("w+", encoding="utf-8")
        self._readers = subprocess.Popen(
            [sys.executable, str(HERE / "readers.py"), self.stand.site, self.dataset["id"], self._resource()],
            stdin=subprocess.PIPE,
            stdout=(self.folder / "answers.jsonl").open("a", encoding="utf-8"),
        )

    def _answers(self):
        """What readers saw since the last time."""
        lines = self._log.read().splitlines()
        return [json.loads(line) for line in lines if line.endswith("}")]

    def stop_reading(self):
        self._readers.kill()
        self._readers.wait()


def main():
    arguments = _arguments()
    stand = Stand()
    folder = Path(tempfile.mkdtemp(prefix="forum-fautes-fichiers-"))
    began = time.monotonic()
    try:
        stand.start()
        faults = Faults(stand, folder)
        faults.prepare()
        print(f"Site prêt en {time.monotonic() - began:.0f} s ; pannes.", flush=True)
        for action, points in POINTS.items():
            for point in points:
                if arguments.points and point not in arguments.points:
                    continue
                for victim in arguments.victims:
                    for _ in range(arguments.times):
                        faults.one(action, point, victim)
                print(f"  {action:8} {point:16} {time.monotonic() - began:5.0f} s", flush=True)
        seen = faults.broken()
        faults.stop_reading()
        return _report(faults, seen)
    finally:
        stand.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _report(faults, seen):
    kills = sum(faults.counts.values())
    wrong = sum(number for (*_, result), number in faults.counts.items() if result == "wrong")
    print(f"{kills} pannes, {wrong} fautives.")
    for channel in ("page", "api", "file", "dump"):
        online, gone, down = (faults.judge.seen[channel, state] for state in ("online", "gone", "down"))
        print(f"  {channel:5} {online:6} réponses, {gone} absentes, {down} sans service")
    print(f"Échange cassé exprès : {seen} réponses mêlées vues.")
    return 1 if faults.problems or not seen else 0


def _arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--points", type=lambda text: text.split(","), default=[])
    parser.add_argument("--victims", type=lambda text: text.split(","), default=list(VICTIMS))
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
