"""The one dataset type and the one organisation type, for ckanext-scheming. Knows no publication."""
