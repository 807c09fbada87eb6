"""Projections: one target a file, each a pure function with its declared losses."""
