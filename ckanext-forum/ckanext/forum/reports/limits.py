"""How many reports somebody may send in an hour, counted in PostgreSQL: every web process counts the same."""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
from datetime import datetime, timedelta

import ckan.plugins.toolkit as tk
import sqlalchemy as sa

from ckan import model
from ckanext.forum.reports.store import Sender

HOURLY = 5
HOURLY_OF_ALL = 200
_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)
_LOCK = int.from_bytes(hashlib.sha256(b"forum:reports").digest()[:8], signed=True)


def count_one(moment: datetime) -> bool:
    """Count one more report of this request's sender; False when it is one too many, and not counted."""
    # One at a time, to the end of the transaction: two at once would both be the last that may.
    model.Session.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
    model.Session.execute(sa.delete(Sender).where(Sender.at < moment - _DAY))
    sender = _sender(moment)
    lately = sa.select(sa.func.count()).select_from(Sender).where(Sender.at > moment - _HOUR)
    if model.Session.scalar(lately) >= HOURLY_OF_ALL:
        return False
    if model.Session.scalar(lately.where(Sender.sender == sender)) >= HOURLY:
        return False
    model.Session.add(Sender(sender=sender, at=moment))
    return True


def _sender(moment: datetime) -> str:
    """A keyed digest of the address, another each day: it counts, and tells nobody."""
    said = f"{moment:%Y-%m-%d} {_address()}"
    return hmac.new(tk.config["SECRET_KEY"].encode(), said.encode(), hashlib.sha256).hexdigest()


def _address() -> str:
    """Where the request comes from. A proxy near us adds what it saw at the end; others are not believed."""
    if not tk.request:
        return "command"
    near = tk.request.environ.get("REMOTE_ADDR", "")
    forwarded = tk.request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    address = _parsed(near)
    if forwarded and address and address.is_private:
        address = _parsed(forwarded) or address
    if isinstance(address, ipaddress.IPv6Address):
        # One home has a whole /64.
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address or near)


def _parsed(written: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(written)
    except ValueError:
        return None
