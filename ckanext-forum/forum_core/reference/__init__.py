"""Official lists that types ask: codes of places, matters, accounts. The name of each says its vintage."""
