"""The catalogue in the words of machines: DCAT-AP, schema.org, Croissant. Public datasets only."""
