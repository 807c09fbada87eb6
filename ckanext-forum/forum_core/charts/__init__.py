"""Charts: from numbers to SVG markup, drawn on the server. It reads no data and writes no script or style."""
