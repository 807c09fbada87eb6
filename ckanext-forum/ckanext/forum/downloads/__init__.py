"""Downloads: the rows of a register as files, and the tab that offers them."""
