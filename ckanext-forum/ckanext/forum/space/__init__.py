"""The space of people who work on data: what waits for them, and the profile of their authority."""
