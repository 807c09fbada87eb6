"""Four readers that never stop: page, API, file and dump. Each answer is one JSON line."""

from __future__ import annotations

import csv
import http.client
import io
import json
import sys
import threading
import time
import urllib.error
import urllib.request
from decimal import Decimal

REGISTER, TOWN, AMOUNT = "subventions", "valmont", "montant"
_OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))
_PAUSE_S = 0.02


def read(site, channel, address):
    """One answer: rows, sum and publication; `state` is `online`, `gone` (404, 403) or `down`."""
    try:
        with _OPENER.open(site + address, timeout=20) as response:
            body, headers = response.read(), response.headers
    except urllib.error.HTTPError as err:
        state = "gone" if err.code in (403, 404, 410) else "down"
        return {"channel": channel, "state": state, "status": err.code}
    except (OSError, urllib.error.URLError, http.client.HTTPException):
        # Nobody listens, or the answer was cut, which its announced length tells to whoever reads it.
        return {"channel": channel, "state": "down", "status": 0}
    try:
        rows, total, publication = _PARSERS[channel](body, headers)
    except (AssertionError, ArithmeticError, KeyError, TypeError, ValueError) as err:
        return {"channel": channel, "state": "online", "rows": -1, "total": repr(err), "publication": None}
    return {
        "channel": channel,
        "state": "online",
        "rows": rows,
        "total": str(Decimal(total).quantize(Decimal("0.01"))),
        "publication": publication,
    }


def _page(body, headers):
    page = json.loads(body, parse_float=Decimal)
    assert page["publication"]["id"] == headers["X-Forum-Publication"]
    return page["figures"]["rows"], page["figures"]["total"], page["publication"]["id"]


def _api(body, _headers):
    found = json.loads(body, parse_float=Decimal)["result"]
    assert found["total"] == len(found["records"])
    return (
        len(found["records"]),
        sum(Decimal(str(one[AMOUNT])) for one in found["records"]),
        found["publication"],
    )


def _file(body, headers):
    rows = list(csv.DictReader(io.StringIO(body.decode())))
    return len(rows), sum(Decimal(row[AMOUNT]) for row in rows), headers["X-Forum-Publication"]


_PARSERS = {"page": _page, "api": _api, "file": _file, "dump": _file}


def addresses(dataset, resource):
    """Where each channel is."""
    return {
        "page": f"/registres/{REGISTER}/{TOWN}.json",
        "api": f"/api/3/action/datastore_search?resource_id={resource}&limit=5000",
        "file": f"/dataset/{dataset}/resource/{resource}/download/x.csv",
        "dump": f"/datastore/dump/{resource}",
    }


def main(site, dataset, resource):
    lock = threading.Lock()

    def forever(channel, address):
        while True:
            answer = read(site, channel, address)
            with lock:
                print(json.dumps(answer), flush=True)
            time.sleep(_PAUSE_S)

    threads = [
        threading.Thread(target=forever, args=pair, daemon=True)
        for pair in addresses(dataset, resource).items()
    ]
    for thread in threads:
        thread.start()
    sys.stdin.read()


if __name__ == "__main__":
    main(*sys.argv[1:])
