"""The search of the whole site: it answers with registers, bodies, rows and datasets before it is refined."""
