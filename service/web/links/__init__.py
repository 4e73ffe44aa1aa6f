"""What stands behind a signed link, which shows no child and changes nothing until a code is entered.

    respond    what happened with a case: answered, checked, recorded; or where it stands
    answering  the small forms of that, and asked the questions after each answer
    report_blocks    the report to the partnership, filled in with what is known, a block to a page
    log        an agency's log
    entry      an officer's own entry in the directory, and entry_form what can be changed in it
    experience how it went, for whoever had a part in it
"""
