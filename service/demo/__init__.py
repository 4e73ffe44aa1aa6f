"""The embedded neighbours of a demo: what a deployment has already, played on one machine.

addresses   who can be written to, and who owns which address
mailroom    the provider: SMTP in front, IMAP behind (boxes), its verdict on every mail (stamp)
valkey      the Redis
launcher    `parley demo`: the place of its data (place), its settings, its parts and their ports
lending     the settings of a running demo, for commands that are typed to it
keeper      starts parts in order, restarts what dies, stops all in reverse order
hooks       what the launcher has done in a process of its own: preparing the data (preparing), playing the story
story       a case of each procedure, one to a module (story_sefton, ...), with what steps share (scene), the forms that
            are filled in (filling) and the people's programs (walker)
"""
