"""The coordinators' desk: what its pages show, each view audited before it is shown, and what they do.

    looking     a look and its audit; what happened, the messages and files of a case; how things stand, in few words
    doing       each act and whom it would tell; a case added, arranged, corrected, paired, restricted, handed on
    directory   agencies and their gaps, officers, who is away, what officers ask to have changed
    showing     the inbox, the cases, one case whole, what is written about it, a mail opened

What is done goes in by the one way in, as from the command line: `intake.by_desk`.
"""
