"""Signing in to the desk, and out of it."""
