"""Mails as text: read, sifted and understood on the way in, composed and sent on the way out. No database.

    In    message    raw bytes -> InboundMail, whatever the bytes; limits first, then charset, parts, markup, sender
          sift       InboundMail -> one disposition, with the help of bounce and automatic
          reply      what a reply says: quoted leaves the quotes out; acts, dates and risk read what is left
          authority  what the reply may do, given who sent it and how that is known
    Out   templates  what is to be said -> subject and body
          compose    a draft -> the bytes that leave
    Both  address    reply tags and our own Message-IDs
          imap, smtp the lines to the mail servers
"""
