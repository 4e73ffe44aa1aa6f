"""The command line, a subject to a module. Each offers add_to(subparsers), and run(arguments), the exit code.

    check       what is wrong with the procedures, and which of their roles nobody holds
    simulate    who owes what by when, before anybody has a case (asked: what it is asked)
    directory   loads and lists who holds which post
    case        a coordinator's acts, and how a case stands (shown)
    held        mails that wait for a person, and their release
    parts       the processes, and what they need before they start

opened is the service while a command runs, say how it answers.
"""
