"""Rows on their way: read, mapped, checked. Each stage has its own type (`table`)."""
