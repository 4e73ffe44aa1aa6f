"""From a coordinator: what is done about a case, and what is decided about a mail that was held."""
