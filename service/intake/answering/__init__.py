"""What somebody may answer about a case as it stands, and what their answer does; nothing of how it reached us."""
