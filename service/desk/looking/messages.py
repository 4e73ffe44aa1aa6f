"""The mails of a case, out and in: what each was, whom it went to or came from, and how far it came."""

from collections.abc import Iterator, Mapping

from service.desk.looking.writers import Writer, writers
from service.escalation.effects import COORDINATOR, Mail
from service.escalation.routing import Holder
from service.intake.by_desk import correcting
from service.seam.desk_lists import Tag
from service.seam.desk_pages import Message, TakesPart
from service.store import filed, outbox
from service.store.letters import Progress
from service.telling.disclosure import Told, told_of
from service.telling.errand import Errand
from service.telling.recipients import as_holder, by_id

LEVELS = {
    Told.NOTHING: "nothing of the child",
    Told.INITIALS: "initials only",
    Told.FULL: "name, date of birth and what the form says",
}
STATES: Mapping[str, Tag] = {
    "queued": Tag("Waiting to leave", "grey"),
    "leased": Tag("Leaving now", "grey"),
    "retry": Tag("Refused for now, tried again", "yellow"),
    "unknown": Tag("It may have arrived, tried again", "yellow"),
    "sent": Tag("Delivered", "green"),
    "failed": Tag("Not delivered", "red"),
    "cancelled": Tag("Not sent", "grey"),
}
BACK = Tag("Not delivered", "red")
GONE = Tag("Removed from view", "grey")
BECAME: Mapping[str, str] = {
    "case_created": "It opened a case",
    "reply_applied": "Acted on",
    "note_added": "Kept with a case, which it did not change",
    "held": "Waits for a person",
    "auto_recorded": "An automatic answer, kept",
    "bounce_recorded": "A message of ours that came back",
    "duplicate_linked": "The same message again",
    "own_recorded": "A message of our own",
    "closed_by_human": "Refused by a coordinator",
    "": "Being read",
}
SENT: Mapping[str, str] = {
    "acknowledged": "We have recorded that you have this",
    "act_today": "Act today: immediate risk",
    "agree": "Do you agree that it is resolved?",
    "answer_link": "A link to answer with",
    "authority": "A disagreement needs you",
    "born_late": "A date was past already",
    "case_over": "This case is over",
    "choose": "Choose how to go on",
    "closed": "Closed",
    "code": "A code",
    "correction": "Correction",
    "could_not_route": "Nobody to write to",
    "covering": "You are covering",
    "date_agreed": "A date was agreed",
    "dates_changed": "Dates have changed",
    "debrief": "A debrief is wished",
    "delete_message": "Delete our earlier message",
    "deletion_noted": "We have noted that it is deleted",
    "different_procedure": "A different procedure fits better",
    "failed": "A message did not arrive",
    "feedback": "Tell the person who raised it",
    "feedback_given": "Somebody has told you",
    "file_unreadable": "We could not open your file",
    "form_received": "We have your form",
    "form_unreadable": "We could not read your form",
    "fresh_link": "A new link",
    "handed_over": "Another procedure has it now",
    "help": "The words that you can use",
    "infected_file": "A file was withheld",
    "in_writing": "Put to somebody in writing",
    "late": "A reply was due",
    "learning": "What can be learned",
    "meeting": "A meeting",
    "merged": "It goes on as another case",
    "message": "A message of the coordinator",
    "more_time": "More time is asked for",
    "moved_on": "Your part has ended",
    "named": "You were named",
    "new_case": "A new case",
    "not_agreed": "Not yet resolved",
    "not_delivered": "A message was not delivered",
    "not_me": "Somebody says that it is not for them",
    "not_understood": "Can you reply with one word?",
    "not_sent_on": "We have not sent your form on",
    "nothing_above": "Nothing stands above this stage",
    "officer_away": "An officer is away",
    "other_view": "How the other side sees it",
    "outcome": "The outcome",
    "past_at_receipt": "Dates that were past when it came",
    "progress": "What has happened",
    "prove": "Confirm that it was you",
    "receipt": "We have your disagreement",
    "recommended": "A recommendation",
    "recorded": "We have recorded your answer",
    "refused": "A manager refused",
    "reminder": "Reminder",
    "reopened": "Reopened",
    "report_due": "A report is due",
    "review_child": "A child you review",
    "risk_lowered": "The risk was lowered",
    "routed": "Reply by a date",
    "routed_own": "Your colleague has raised a disagreement",
    "second_asked": "A second coordinator is needed",
    "second_declined": "A second coordinator declined",
    "stage_past": "That stage is past",
    "still_concerned": "The person who raised it is still concerned",
    "stop": "About these messages",
    "stop_asked": "Somebody asks us to stop",
    "task": "Something for you to do",
    "told": "For your information",
    "unacknowledged": "Nobody has taken it up",
    "unclear": "Can you reply with one word?",
    "undo_asked": "Taking back is asked for",
    "unproven": "An escalation to confirm",
    "unsettled": "Ended without agreement",
    "withdrawal_asked": "A withdrawal is asked for",
    "withdrawn": "Withdrawn",
    "words_kept": "We have kept your words",
}


def messages(errand: Errand) -> tuple[Message, ...]:
    """The newest first."""
    return tuple(sorted((*_sent(errand), *_came(errand)), key=lambda one: one.at, reverse=True))


def _sent(errand: Errand) -> Iterator[Message]:
    for one in outbox.of_case(errand.session, errand.case_id):
        holder = holder_of(errand, one.recipient)
        level = LEVELS[told_of(errand, Mail(one.kind, COORDINATOR), holder)] if holder else ""
        whom = said(holder) if holder else "somebody who has left the directory"
        title, state = SENT.get(one.kind, "A message"), state_of(one)
        yield Message(title, whom, level, one.queued_at, state, one.ended_reason or "")


def state_of(one: Progress) -> Tag:
    return BACK if one.bounced_at else STATES[one.state]


def _came(errand: Errand) -> Iterator[Message]:
    struck = correcting.struck(errand.session, errand.case_id)
    all_of_them = filed.of_case(errand.session, errand.case_id)
    wrote = writers(errand, [one.id for one in all_of_them])
    for one in all_of_them:
        state = GONE if f"mail-{one.id}" in struck else Tag(BECAME[one.disposition], "grey")
        whom = _from(wrote.get(one.id))
        yield Message(whom, whom, "", one.arrived_at, state, one.reason, mail=one.id, came=True)


def _from(writer: Writer | None) -> str:
    """Who wrote a message, by post."""
    if writer is None:
        return "A message that came in"
    return f"{'From' if writer.is_them else 'An answer for'} the {said(writer.holder)}"


def holder_of(errand: Errand, recipient: str) -> Holder | None:
    return next(iter(by_id(errand, recipient).holders), None)


def said(holder: Holder) -> str:
    """Somebody by post and agency: Safeguarding Lead, Exampleshire Health (deputy)."""
    who = f"{holder.post or 'Practitioner'}, {holder.agency}"
    return f"{who} (deputy)" if holder.deputy else who


def people(errand: Errand) -> tuple[TakesPart, ...]:
    """Everybody who was written to, then whoever is named on the case and was not."""
    sent: dict[str, list[Progress]] = {}
    for one in outbox.of_case(errand.session, errand.case_id):
        sent.setdefault(one.recipient, []).append(one)
    known = {f"person:{person.id}": as_holder(errand, person) for person in errand.people}
    written = ((holder_of(errand, recipient), mails) for recipient, mails in sent.items())
    told = [_takes_part(holder, mails) for holder, mails in written if holder]
    return (*told, *(_takes_part(holder, []) for id, holder in known.items() if id not in sent))


def _takes_part(holder: Holder, mails: list[Progress]) -> TakesPart:
    left = [one for one in mails if one.state != "cancelled"]
    came_back = bool(left) and state_of(left[-1]) == BACK
    last = left[-1].queued_at if left else None
    return TakesPart(holder.post or "Practitioner", holder.agency, holder.name, len(left), last, came_back)
