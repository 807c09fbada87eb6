"""Judges what readers saw and what is left: whole publications under their own names, nothing unfinished."""

from __future__ import annotations

import configparser
import json
from collections import Counter
from contextlib import closing

import psycopg2
from readers import REGISTER, addresses, read


class Judge:
    """Knows, from the two databases, what each publication holds."""

    def __init__(self, stand, variants):
        options = configparser.ConfigParser(interpolation=None)
        options.read(stand.ini, encoding="utf-8")
        self._urls = {
            "ckan": options["app:main"]["sqlalchemy.url"],
            "datastore": options["app:main"]["ckan.datastore.write_url"],
        }
        self._stand = stand
        # (rows, sum) of each file that is published in turn.
        self._variants = variants
        self.seen = Counter()

    def mixes(self, answers):
        """Answers that are no whole publication, or that name another one."""
        known = dict(self._ask("ckan", "SELECT id, rows_out FROM forum_publication"))
        totals = dict(self._variants)
        wrong = []
        for answer in answers:
            self.seen[answer["channel"], answer["state"]] += 1
            if answer["state"] != "online":
                continue
            rows = known.get(answer["publication"])
            if rows != answer["rows"] or totals.get(rows) != answer["total"]:
                wrong.append(answer)
        return wrong

    def leftovers(self):
        """What a finished or forgotten publication must not leave behind, in words."""
        pointed = dict(self._ask("datastore", "SELECT publication, clearance->>'digest' FROM _forum_current"))
        stages = self._ask(
            "datastore", "SELECT tablename FROM pg_tables WHERE tablename LIKE '\\_forum\\_stage%'"
        )
        states = self._ask("ckan", "SELECT id, state, digest FROM forum_publication ORDER BY created DESC")
        found = []
        if stages:
            found.append(f"{len(stages)} staging tables")
        if {one for one, state, _ in states if state == "current"} != set(pointed):
            found.append("states differ from the pointer")
        if any(state == "preparing" for _, state, _ in states):
            found.append("a publication is still preparing")
        if list((self._stand.layout.storage / "forum" / "quarantine").iterdir()):
            found.append("the quarantine is not empty")
        former = next((digest for _, state, digest in states if state == "former"), None)
        wanted = {*pointed.values(), *([former] if former else [])}
        files = {
            path.name.partition(".")[0]
            for path in (self._stand.layout.storage / "forum" / "publications").iterdir()
        }
        if files != wanted:
            found.append(f"{len(files)} publications on disk instead of {len(wanted)}")
        return found + self._record(set(pointed))

    def _record(self, pointed):
        """CKAN's row and its index name the pointed publication, and nothing when there is none."""
        found = []
        rows = self._ask(
            "ckan",
            "SELECT extras->>'publication', private FROM package "
            f"WHERE extras->>'register' = '{REGISTER}' AND state = 'active'",
        )
        public = {publication for publication, private in rows if not private}
        if public != pointed:
            found.append("CKAN's row differs from the pointer")
        index = read_json(self._stand.site + "/api/3/action/package_search?fq=extras_register:*")["results"]
        if {one["publication"] for one in index} != pointed:
            found.append("the index differs from the pointer")
        return found

    def online_rows(self):
        """How many rows the current publication has; None when there is none."""
        rows = self._ask("datastore", "SELECT (clearance->>'rows_out')::int FROM _forum_current")
        return rows[0][0] if rows else None

    def channels(self, dataset, resource):
        """One answer of each channel, now."""
        return [read(self._stand.site, *pair) for pair in addresses(dataset, resource).items()]

    def _ask(self, database, query):
        with closing(psycopg2.connect(self._urls[database])) as connection, connection.cursor() as cursor:
            cursor.execute(query)
            return cursor.fetchall()


def read_json(address):
    from readers import _OPENER

    with _OPENER.open(address, timeout=20) as response:
        return json.loads(response.read())["result"]
