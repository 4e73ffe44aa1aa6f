"""The desk: what coordinators see and do once they have signed in.

`signing` lets people in and out, `guarding` sees to it that every other page asks what it needs, `set_up` is where an
invitation leads.
"""
