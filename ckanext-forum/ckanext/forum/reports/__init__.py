"""« Signaler une erreur »: reports without account, an inbox, a public answer. No data changes here."""
