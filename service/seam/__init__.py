"""What passes between the pages and the rest of the house: frozen values, and what each door promises.

    pages, link_pages       what the public pages show and ask for; what lies behind a signed link
    log_pages               an agency's log behind its link
    experience_pages        how a case went
    drafting                a disagreement that is being written
    access                  who may do what at the desk
    desk_pages, desk_acts, desk_mails, desk_writing, desk_directory    what the desk shows, and what is done there

Nothing here knows the database, a mail or the core.
"""
