"""People of each role, a browser that keeps its session, and the mails that left."""

from browsing import ask, browser, mailed, no_mail, people, tokens

__all__ = ["ask", "browser", "mailed", "no_mail", "people", "tokens"]
