"""The directory at the desk: how it is shown, and what is changed in it."""
