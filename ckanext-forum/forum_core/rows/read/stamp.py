"""The hidden sheet by which a spreadsheet template of ours is known: its schema, and which sheet to read.

Its first cell is ``name@version`` of the schema, the second the sheet that rows are typed in; those below are
sheets that explain. A sheet survives what a property of a document does not: being saved in another format.
"""

from __future__ import annotations

STAMP = "forum"
"""Name of that sheet."""
