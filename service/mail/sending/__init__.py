"""What is to be said -> subject and body (templates) -> the bytes that leave (compose, invitation) -> SMTP."""
