"""Datasets: what their pages show beside the description."""
