"""Publications read for people: filters, figures, pages of rows, exports. Read only, by a locked DuckDB."""
