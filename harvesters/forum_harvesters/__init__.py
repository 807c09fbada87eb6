"""Connectors: they read sources and hand over raw tables; they decide nothing."""
