"""What came in -> the event it reports, or: hold it. Doors call these rooms; none of them decides.

    notifications   a filled notification, from the web or from a mail, opens a case
    outcomes        the stage outcome form
    mails           a kept mail gets its one end
    answerer        whose answer a mail is, and what they are in its case
    replies         a reply to one of our mails
    returned        a mail of ours came back, or somebody is away
    holding         what waits for a person, and what its sender is told (suggesting: where it may belong)
    watching        who is told of it, and who next; balancing: every mail is somewhere
    releasing       what a coordinator decides about it
    links           the page behind a signed link
    desk            what a coordinator does from the command line
    waking          reminders that came due
    pages           all that the web pages ask for, in one value
"""
