"""What is told to whom, in which words, and what is withheld: from an effect, or a notice of no case, to the outbox.

    letter, notices         one mail to one person; the mails of no case, and what every mail passes on its way out
    fields                  every value that a template names, for one reader
    wording, convening, chronicle, summary_log, log_sheet, learning, counting, gaps, reply_words    parts of that, in
                            words, or as a file
    quarter                 which part of a year a log is about
    disclosure              what a mail may tell its reader of the child
    speaking, recipients    for whom somebody speaks; whom a mail goes to today
    errand, occasion        what is at hand: with a case, and before there is one
    breaker                 how many automatic answers are enough
"""
