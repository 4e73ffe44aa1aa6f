"""What is owed in a case, and where at the desk it is done: said to be done, somebody named, a meeting's date set."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from service.desk.looking.saying import asked_for, owers, stage_title
from service.errors import NotAllowed
from service.escalation.actors import Actor
from service.escalation.answering import how_else_done
from service.escalation.calendar import OPENS, local_day, moment
from service.escalation.case import Case
from service.escalation.clocks import long_day
from service.escalation.duty import Duty
from service.escalation.events import Done, FeedbackGiven, MeetingSet, Named
from service.escalation.routing import Officer
from service.escalation.tasks import CONFIRMED_AS
from service.seam.desk_acts import Act, Option
from service.telling.errand import Errand
from service.telling.wording import words_of

DONE, NAME, MEETING = "done", "name", "meeting"
OWN_PAGES: Mapping[str, str] = {  # what the service asks of coordinators, where that has an act of its own
    "alert": "take-up",
    "check": "release",
    "close": "close",
    "confirm-withdrawal": "withdraw",
    "consider-more-time": "date",
    "decide-how-to-go-on": "move",
    "feedback": "feedback",
    **dict.fromkeys(CONFIRMED_AS.values(), "second"),
    **dict.fromkeys(("find-status", "give-date"), ""),  # not at the desk yet
}
ALSO_SAID = ("confirm-withdrawal", "consider-more-time", "decide-how-to-go-on")  # considered, and nothing follows


def page_of(case: Case, duty: Duty) -> str:
    """The act that does what is owed; empty where only the answer about its stage does."""
    task = case.task(duty)
    if task is None and duty.task in OWN_PAGES:
        return OWN_PAGES[duty.task]
    if task and task.names:
        return NAME
    if task and task.done_by == "meeting date":
        return MEETING
    return "" if how_else_done(case, duty) else DONE


def to_be_done(case: Case) -> tuple[Duty, ...]:
    """What is done by saying so, the soonest first."""
    owed = [duty for duty in case.owed if page_of(case, duty) == DONE or duty.task in ALSO_SAID]
    return tuple(sorted(owed, key=soonest))


def soonest(duty: Duty) -> tuple[bool, str]:
    return asked_for(duty) is None, str(asked_for(duty))


def namings(case: Case) -> tuple[Duty, ...]:
    return tuple(duty for duty in case.owed if page_of(case, duty) == NAME)


def meetings(case: Case) -> tuple[str, ...]:
    """The open stages whose procedure has people meet."""
    tasks = [task for visit in case.open_visits for task in case.procedure.stage(visit.stage).tasks]
    return tuple(dict.fromkeys(task.stage for task in tasks if task.done_by.startswith("meeting")))


def acts_of_duties(case: Case) -> Iterator[str]:
    """Those of the three acts that there is something for, now."""
    if to_be_done(case):
        yield DONE
    if namings(case):
        yield NAME
    if meetings(case):
        yield MEETING


# As they are chosen from


def done_options(errand: Errand) -> Iterator[Option]:
    for duty in to_be_done(errand.case):
        task, words = errand.case.task(duty), named_apart(errand, duty)
        for answer in task.answers if task else ():
            yield Option(f"{duty.id}:{answer}", f"{words}: {answer}", whose(errand, duty))
        if task is None or not task.answers:
            yield Option(duty.id, words, whose(errand, duty))


def naming_options(errand: Errand) -> Iterator[Option]:
    for duty in namings(errand.case):
        yield Option(duty.id, words_of(errand, duty), whose(errand, duty))


def meeting_options(errand: Errand) -> Iterator[Option]:
    for key in meetings(errand.case):
        set_for = errand.case.moment("meeting date", key)
        now = f"Now: {long_day(local_day(set_for))}" if set_for else "Now: no date"
        yield Option(key, stage_title(errand.case.procedure, key), now)


def feedback_options(errand: Errand) -> Iterator[Option]:
    """On what its raiser is to be told what happened, where that is more than one thing; else there is no choice."""
    owed = [duty for duty in errand.case.owed if duty.task == "feedback"] if owes_much_feedback(errand) else []
    for duty in owed:
        yield Option(duty.id, _told_of(errand.case, duty), whose(errand, duty))


def owes_much_feedback(errand: Errand) -> bool:
    return len([duty for duty in errand.case.owed if duty.task == "feedback"]) > 1


def _told_of(case: Case, duty: Duty) -> str:
    """What the feedback is on; a stage that ended more than once is told apart by when."""
    if not duty.stage:
        return "How the case went on"
    title = stage_title(case.procedure, duty.stage)
    turns = case.owed_at(duty.stage, "feedback")
    return title if len(turns) == 1 else f"{title}, as it ended on {long_day(local_day(duty.opened))}"


def named_apart(errand: Errand, duty: Duty) -> str:
    """What is owed; with the agency that owes it, where each owes its own."""
    agency = errand.case.agency(duty.id.partition("@")[2])
    return f"{words_of(errand, duty)} ({agency.name})" if agency else words_of(errand, duty)


def whose(errand: Errand, duty: Duty) -> str:
    """Whose it is, and until when."""
    at = asked_for(duty)
    return f"{owers(errand.case, duty)}. {f'By {long_day(local_day(at))}' if at else 'No date is set'}"


def people(errand: Errand) -> Iterator[Option]:
    """Everybody in the directory, each once: first who holds the post that is asked for, last whose agency is party."""
    roles = {task.names for duty in namings(errand.case) if (task := errand.case.task(duty))}
    posts = [post for role in roles for post in errand.case.procedure.roles[role].posts.values()]
    asked_for = {title.casefold() for post in posts for title in post.titles}
    known: dict[str, Officer] = {}
    for officer in errand.directory.officers:
        if officer.is_active(errand.day):
            known.setdefault(officer.email.casefold(), officer)

    def place(officer: Officer) -> tuple[bool, bool, bool, str, str]:
        held = officer.post.casefold() in asked_for
        return _is_party(errand, officer), not held, bool(officer.agency_id), officer.agency, officer.name

    for officer in sorted(known.values(), key=place):
        party = " – their agency is party to it" if _is_party(errand, officer) else ""
        yield Option(officer.id, f"{officer.name}, {officer.post}, {officer.agency}{party}")


def _is_party(errand: Errand, officer: Officer) -> bool:
    return bool(officer.agency_id) and officer.agency_id in {agency.id for agency in errand.case.agencies}


# The events that they make


def done(act: Act, at: datetime, by: Actor, errand: Errand) -> Done:
    duty, _, answer = act.choice.partition(":")
    return Done(at, by, duty, answer)


def feedback(act: Act, at: datetime, by: Actor, errand: Errand) -> FeedbackGiven:
    return FeedbackGiven(at, by, act.choice, act.chosen[1:])


def name(act: Act, at: datetime, by: Actor, errand: Errand) -> Named:
    found = next((one for one in errand.directory.officers if one.id == act.whom), None)
    if found is None:
        raise NotAllowed("They are no longer in the directory. Name somebody else.")
    return Named(at, by, act.choice, f"officer:{found.id}", found.agency_id, act.all_the_same)


def meet(act: Act, at: datetime, by: Actor, errand: Errand) -> MeetingSet:
    return MeetingSet(at, by, act.choice, moment(act.on, act.clock or OPENS) if act.on else None)
