"""People of each role, a browser that keeps its session, and the mails that left."""

from browsing import browser, mailed, no_mail, people, tokens

__all__ = ["browser", "mailed", "no_mail", "people", "tokens"]
