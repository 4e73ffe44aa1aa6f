"""The processes that work without being asked: each takes one thing, does it, marks it, until none is left."""
