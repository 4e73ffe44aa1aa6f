"""An agency's log as it comes back, by whichever door.

    returning    what is recorded of it, and how that is answered
    opening      somebody of the partnership reads it
    rows         its rows held against ours: what they change, what they lack, and the answers to that by number
"""
