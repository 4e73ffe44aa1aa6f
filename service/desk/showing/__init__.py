"""What the desk opens on: all that needs somebody, the cases, one of them whole, a mail that came."""
