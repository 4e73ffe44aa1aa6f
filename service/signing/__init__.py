"""Who somebody is at the desk.

    proofs       passwords, codes of an app, recovery codes: made and checked
    posts        which posts somebody holds today, and what that makes them
    enrolling    an invitation, and the sign-in that is set up with it
    vouched, provider    signing in with a provider of OpenID Connect; what its token proves
    tries        how many failed lately, on an address and from a place
    door         all that the pages ask, in one value
"""
