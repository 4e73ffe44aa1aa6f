"""Mails as text: read, sorted and understood on the way in, composed and sent on the way out. No database.

    In    reading/    raw bytes -> InboundMail, whatever the bytes
          kinds/      InboundMail -> what it is: a person's, a machine's, one of ours come back
          replies/    what a reply says: which words of it are its sender's, and what they ask for
          authority   what the reply may do, given who sent it and how that is known
    Out   sending/    what is to be said -> the bytes that leave, and how they leave
    Both  address     reply tags and our own Message-IDs
          imap/       a mailbox: its line, its folders, what is taken in and put away
          trust       which servers are believed; tokens: signing in to Microsoft 365
"""
