"""The authority is told by mail that a report came. By the worker: who reports waits for no mail server."""

from __future__ import annotations

import ckan.plugins.toolkit as tk

from ckanext.forum import members
from ckanext.forum.reports import mail, store
from ckanext.forum.reports.store import Report
from ckanext.forum.runs import engine
from ckanext.forum.runs.kinds import Kind, Stage

NOTICE = "report-notice"


class NotMailedError(RuntimeError):
    """The mail did not leave: it is tried again."""


def start(report: Report, user: str) -> None:
    """Queue the mail in the caller's transaction, when there is somebody to write to."""
    if _to(report):
        engine.start(NOTICE, report.reference, register=NOTICE, organization=report.organization, user=user)


def get_run_kinds() -> dict[str, Kind]:
    """The kinds of runs of reports, for the plugin."""
    return {NOTICE: Kind("Avis d’un signalement", (Stage("mail", "Envoi d’un courriel", _mail),), _place)}


def _mail(reference: str) -> None:
    report = store.by_reference(reference)
    to = _to(report) if report else ""
    if report and to and not mail.send_notice(report, to):
        raise NotMailedError


def _to(report: Report) -> str:
    """The contact that the authority's profile names; none when the site sends no mail."""
    if not tk.config.get("smtp.mail_from"):
        return ""
    authority = members.authority(report.organization)
    return str(authority.extras.get("contact_email") or "") if authority else ""


def _place(reference: str) -> str:
    return tk.url_for("forum_inbox.read", reference=reference)
