"""Runs: long work in named stages that survives its worker's death. Shared by features that start it."""
