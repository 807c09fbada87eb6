"""Schemas for whoever fills in or reuses a register: their pages, and what each is given out as."""
