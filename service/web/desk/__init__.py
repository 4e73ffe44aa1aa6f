"""The desk: what coordinators see and do once they have signed in.

`signing` lets people in and out, `guarding` sees to it that every other page asks what it needs, `set_up` is where an
invitation leads. Behind the guard (`desk`): `lists` of what needs somebody and of cases, a case added for somebody
(`adding`), a `case` and its `documents`, something of it corrected (`correcting`), two cases that may be one
(`pairing`), a message (`mail`), what is done with a case (`acting`) and a message to its people (`writing`), with their
questions (`asking`); and the `directory`, its `officers`, who is `away`, `importing` a file, with theirs (`keeping`).
"""
