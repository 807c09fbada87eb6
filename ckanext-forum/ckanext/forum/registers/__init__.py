"""The public pages of the registers, their JSON and CSV twins, and the home page."""
