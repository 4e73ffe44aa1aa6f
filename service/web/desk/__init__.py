"""The desk: what coordinators see and do once they have signed in.

    entrance    in and out: a password and a code, a provider of OpenID Connect, an invitation
    guarding    sees to it that every other page asks what it needs; behind it (`desk`):
    lists mail  what needs somebody, and the cases; a message that came
    cases       a case and its documents; what is done with it, with the questions; added, corrected, paired, written to
    directory   agencies, officers, who is away, a file loaded, what officers ask to have changed, with their questions
"""
