"""The clock: finds reminders that came due, forms that nobody acted on, held mail that nobody looks at,
mail that lies unread, mail that no bell rang for, entries of the directory that nobody has confirmed for half a year,
and drafts, copies and sittings whose time is over.

Once a day it has every mailbox prove that mail comes round, and that a forged one is not believed. At its start it
asks whether days have become working days, or ceased to be, since open cases were dated.
"""

from service.bootstrap import Service
from service.intake.by_clock import balancing, entry_requests, experiences, log_requests, watching
from service.intake.by_clock.canaries import judge_one, send_one
from service.intake.by_clock.mailbox_trouble import warn_of_the_secret
from service.intake.by_clock.waking import date_anew, remind_one
from service.intake.by_page import logs
from service.intake.by_page.pages import act_on_waiting
from service.intake.raising.drafts import recall_one, sweep
from service.signing import door
from workers.process import beat, stop_on_signals, stopping, until_none_is_left

LOOKS_EVERY = 1.0  # seconds; the demo's clock is turned by hand, and people wait for it


def run(service: Service) -> None:
    """Look every second for what is due, and ring for unsent mail every `sweep` seconds."""
    stop_on_signals()
    date_anew(service)
    print("ready", flush=True)  # noqa: T201
    since_sweep = 0.0
    put_off: set[str] = set()  # cases whose reminders failed, until the next sweep
    judged: set[str] = set()  # canaries that need no further look

    def remind(service: Service) -> bool:
        return remind_one(service, put_off)

    def judge(service: Service) -> bool:
        return judge_one(service, judged)

    while not stopping.wait(LOOKS_EVERY):
        until_none_is_left(remind, service)
        since_sweep += LOOKS_EVERY
        if since_sweep >= service.config.sweep:
            since_sweep = 0.0
            put_off.clear()
            for do_one in (act_on_waiting, recall_one, sweep, logs.sweep, send_one, judge, warn_of_the_secret):
                until_none_is_left(do_one, service)
            watching.look(service)
            log_requests.remind(service)
            experiences.ask(service)
            entry_requests.look(service)
            balancing.look(service)
            door.sweep(service)
            service.bell.ring()
            beat(service, "clock")
