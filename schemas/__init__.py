"""Data: one folder a register. A package only so that importlib.resources finds it in every install mode."""
