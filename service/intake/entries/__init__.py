"""The entry of an officer in the directory, as its own officer answers for it: by mail, or behind a signed link.

    asking       they are asked whether it is right, and say that it is
    correcting   what they say is otherwise: done at once, or kept for whoever keeps the directory
"""
