"""Parley: notices, replies and reminders for safeguarding partnerships' escalation procedures.

The terms (the sources' own; README.md says more): when professionals of two agencies disagree about
a child, the *originating agency* raises a *case* with the *receiving agency* under the *procedure* of
their *partnership*. A procedure has *stages*, a stage has *tasks*, each owed by a party by a
deadline. An *officer* holds a post at an agency. A *coordinator* looks after the partnership's cases.

The rooms, from the top down; each knows only those below it:

    cli, demo               the front: may start anything
    workers, app -> web     doors: they translate, they never decide
    intake -> handle        the one way in: an event, one transaction
    telling                 what is told to whom, in which words
    bootstrap <- config     assembly
    store, mail, procedures, forms      rooms; they do not know one another
    seam                    the values between the pages and the rest
    escalation              the core: a pure function from (case, event, calendars) to (case, effects)
    errors
"""
