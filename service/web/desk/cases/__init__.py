"""A case at the desk: shown, and what is done with it."""
