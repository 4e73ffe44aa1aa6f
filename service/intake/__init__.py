"""What came in -> the event it reports, or: hold it. Doors call these rooms; none of them decides.

    by_desk             from a coordinator
    by_page, by_mail    from the web pages; from the mailbox
    logs                an agency's log comes back
    by_clock            from the clock
    answering           what somebody may answer about a case, and what that does
    raising             a case is raised
    directories         a directory is loaded, or an officer of it changed

Each knows only those below it, and those on one line do not know one another.
"""
