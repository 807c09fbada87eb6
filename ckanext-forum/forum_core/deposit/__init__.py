"""What an officer is told of a file that nobody has published yet. Pure: folders and facts come in."""
