"""From the mailbox: a kept mail gets its one end.

    mails, inbound, answerer, precedence    one mail: whose it is, its end, which is read first
    replies, understood, reply_acts         a reply to one of our mails
    form_mails, form_files, enclosed, mailed_form, case_forms, asking    a form by mail; the answers to what it lacked
    home_area, authorities                  the area of the child chooses the partnership
    log_answers, experience_replies         an agency's log; how a case went
    entry_answers                           whether an officer's entry in the directory is right
    returned                                a mail of ours came back, or somebody is away
    holding, suggesting, oversize, infected, unread, guessing    what waits for a person, and why
    foreseeing                              what would become of a mail
"""
