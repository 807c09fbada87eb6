"""The page of a body: an association, a firm, an administration over all registers and years."""
