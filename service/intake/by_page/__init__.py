"""From the web pages: a form that was sent, a signed link that was opened, a file or a poster asked for."""
