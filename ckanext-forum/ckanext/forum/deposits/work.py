"""Long or short, the work on a deposit starts here."""

from __future__ import annotations

from ckanext.forum.deposits import examine as examining
from ckanext.forum.deposits import publishing, store
from ckanext.forum.deposits.examine import Found
from ckanext.forum.deposits.store import Deposit


def examine(deposit: Deposit) -> Found:
    """Examine what was dropped."""
    return examining.run(deposit)


def publish(deposit: Deposit, *, partial: bool) -> Deposit:
    """Publish a deposit that is `publishing`, and give it as it is afterwards."""
    publishing.publish(deposit, partial=partial)
    return store.get(deposit.id) or deposit
