"""parley clock: the process that sends reminders when they come due."""

from service.commands.process import process
from workers import clock

run = process(clock.run)
