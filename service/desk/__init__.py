"""The coordinators' desk: what its pages show, each view audited before it is shown, and what they do.

What is done goes in by the one way in, as from the command line: `intake.by_desk`.
"""
