"""parley worker: the process that sends what the outbox holds."""

from service.commands.process import process
from workers import deliver

run = process(deliver.run)
