"""The command line, a command to a module (service.cli says what each offers).

    keys, migrate, settings       what a deployment needs before it starts
    web, mailbox, worker, clock   its processes (process: what they have in common)
    check       what is wrong with the procedures, and which of their roles nobody holds
    simulate    who owes what by when, before anybody has a case (asked: what it is asked; given: answers as typed)
    form        a form as a file to fill in; read_form tells what is filled in in one
    directory   loads and lists who holds which post
    case        a coordinator's acts, and how a case stands (shown)
    log         an agency's summary log, filled from its cases
    count       how many cases a partnership had, by agency, stage, type and result
    held        mails that wait for a person; release: what a coordinator decides about one

given is its settings, opened the service while a command runs, say how it answers.
"""
