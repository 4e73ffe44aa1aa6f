"""One monitored mailbox: an account, the line to it, its folders, and the room where its mail is taken in."""
