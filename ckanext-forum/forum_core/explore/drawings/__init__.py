"""One module a kind of picture: its query, its finding, its drawing, its table."""
