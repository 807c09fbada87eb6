"""The privacy gate: what may leave, what is set apart, and the proof of it."""
