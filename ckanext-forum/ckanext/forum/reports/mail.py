"""Mails of reports: to the authority when one came, to who asked for the answer. Never a report’s words."""

from __future__ import annotations

import logging

import ckan.plugins.toolkit as tk
from ckan.lib import mailer

from ckanext.forum.reports.store import EMAIL_DAYS_AFTER_ANSWER, Report

log = logging.getLogger(__name__)


def send_answer(report: Report) -> bool:
    """Send the public answer; False when the mail did not leave. Nothing is sent without an address."""
    if report.email is None:
        return True
    return _send(report, report.email, f"Réponse au signalement {report.reference}", _body(report))


def send_notice(report: Report, to: str) -> bool:
    """Tell an authority that a report came: its number and where to read it; False when it did not leave."""
    address = tk.url_for("forum_inbox.read", reference=report.reference, _external=True)
    body = (
        f"Bonjour,\n\nUn signalement est arrivé sur {tk.config['ckan.site_title']}. Lisez-le et répondez-y "
        f"dans votre espace\u00a0: {address}\n\nLa réponse sera publique.\n"
    )
    return _send(report, to, f"Signalement {report.reference}", body)


def _send(report: Report, to: str, subject: str, body: str) -> bool:
    if not tk.config.get("smtp.mail_from"):
        # CKAN's mailer breaks without a sender.
        log.warning("not mailed: report %s, no smtp.mail_from", report.reference)
        return False
    try:
        mailer.mail_recipient("", to, subject, body)
    except (mailer.MailerException, OSError) as err:
        # The kind only: the error's own words may hold the address.
        log.warning("not mailed: report %s, %s", report.reference, type(err).__name__)
        return False
    return True


def _body(report: Report) -> str:
    address = tk.url_for("forum_reports.answer", reference=report.reference, _external=True)
    return (
        f"Bonjour,\n\nVous avez signalé une erreur sur {tk.config['ckan.site_title']} "
        f"(signalement {report.reference}). La réponse\u00a0:\n\n{report.answer}\n\n"
        f"Elle est publique\u00a0: {address}\n\n"
        f"Votre adresse sera effacée {EMAIL_DAYS_AFTER_ANSWER} jours après cette réponse.\n"
    )
