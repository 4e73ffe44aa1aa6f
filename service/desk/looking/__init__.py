"""What is looked at, and by whom: each look audited, what happened, what was sent and what came, in few words."""
