"""The home page: the registers' questions, figures that lead to their rows, what is new, what is late."""
