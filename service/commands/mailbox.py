"""parley mailbox: the process that collects mail and reads it."""

from service.commands.process import process
from workers import mailbox

run = process(mailbox.run)
