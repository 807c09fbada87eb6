"""Pages that every public site owes, and what search engines are told."""
