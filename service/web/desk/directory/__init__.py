"""The directory at the desk: its pages and their questions."""
