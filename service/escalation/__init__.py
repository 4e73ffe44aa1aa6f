"""The core: what an escalation procedure says must follow, from standard library alone.

`decide(case, event, calendars)` gives the case as it then stands and the effects that must follow.
Nothing here looks at a clock, a database or a mail.
"""
