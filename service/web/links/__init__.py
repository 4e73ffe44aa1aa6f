"""What stands behind a signed link: an answer, the report in blocks, an agency's log, an officer's own entry."""
