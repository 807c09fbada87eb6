"""One file per meaning a column can have, each with its own examples."""
