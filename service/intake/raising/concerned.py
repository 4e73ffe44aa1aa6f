"""Whom a notification concerns: its agencies, the professionals, and those whom it is about."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from forms.answers import Answers
from forms.notification.agencies import one_mailbox
from service.escalation.case import ORIGINATING, Agency, Subject
from service.escalation.procedure import Procedure
from service.mail.address import domain_of
from service.store import directory, papers, people
from service.store.papers import Paper
from service.store.people import NAMED, ORIGINATOR, Person
from service.telling.occasion import Occasion

OF_THE_CHILD = ("child_address", "child_postcode", "child_numbers", "child_school", "family")
AS_KNOWN_THERE = ("your_reference", "their_reference")
OF_THE_CONCERN = ("decision", "reasons", "wanted", "child_view")


def originating(occasion: Occasion, answers: Answers) -> Agency:
    return _listed(occasion, _chosen(answers, "your_agency"), ORIGINATING)


def procedure(occasion: Occasion, answers: Answers) -> Procedure:
    """The one that the case follows: that of the agency that raises it, where it has its own."""
    return occasion.service.procedure_for(occasion.partnership, originating(occasion, answers).name)


def is_inside(occasion: Occasion, answers: Answers) -> bool:
    """Whether it is a disagreement inside one agency, by that agency's procedure."""
    track = procedure(occasion, answers).track_of(answers.get("type", ""))
    return bool(track and track.inside_one_agency)


def is_between_two(occasion: Occasion, answers: Answers) -> bool:
    """Whether it is one between two colleagues."""
    its = procedure(occasion, answers)
    return its.is_between_two(its.track_of(answers.get("type", "")))


def receiving(occasion: Occasion, answers: Answers) -> tuple[Agency, ...]:
    """The agency that is disagreed with, and those that are disagreed with too; between two colleagues, the other."""
    if is_between_two(occasion, answers):
        return _colleagues_side(occasion, answers)
    names = [_chosen(answers, "their_agency"), *map(str.strip, answers.get("also_receiving", "").splitlines())]
    own = originating(occasion, answers).name.casefold()
    others = {name.casefold(): name for name in names if name and name.casefold() != own}
    return tuple(_listed(occasion, name, f"r{number}") for number, name in enumerate(others.values(), 1))


def _colleagues_side(occasion: Occasion, answers: Answers) -> tuple[Agency, ...]:
    """The side of the colleague who is named, where their address is one of the agency's, and not the raiser's own.

    It is a person and no agency of the directory: it has no id, so that no officer there speaks for it.
    """
    own, address = originating(occasion, answers), answers.get("their_email", "")
    if domain_of(address) not in domains_of(occasion, own) or one_mailbox(address, answers.get("your_email", "")):
        return ()
    return (Agency("r1", "", f"{own.name} (the colleague named)", own.kind),)


def _chosen(answers: Answers, key: str) -> str:
    chosen = answers.get(key, "")
    return answers.get(f"{key}_name", chosen) if chosen == "other" else chosen


def _listed(occasion: Occasion, name: str, slot: str) -> Agency:
    """The directory's agency of that name; one that it does not list keeps its name, and has no officers."""
    known = directory.agency_named(occasion.directory, name)
    return Agency(slot, known.id, known.name, known.kind) if known else Agency(slot, "", name, "other")


def subjects(answers: Answers) -> tuple[people.Subject, ...]:
    """The child first, then brothers and sisters; each with what is in place for them."""
    return tuple(replace(one, key=f"c{number}") for number, one in enumerate(_subjects(answers), 1))


def _subjects(answers: Answers) -> Iterator[people.Subject]:
    kind, when = answers.get("subject", "child"), answers.get("child_born", "")
    more = {key: answers[key] for key in (*OF_THE_CHILD, *AS_KNOWN_THERE, *OF_THE_CONCERN) if key in answers}
    if kind == "unborn":  # the name is the mother's, and the date the one on which the baby is due
        more, when = {**more, "due": when}, ""
    yield people.Subject(kind, answers["child_name"], when, more, status=answers.get("status", ""))
    for name, born, status in answers.rows("siblings"):
        yield people.Subject("child", name, born, {}, status=status)


def of_the_core(subjects: tuple[people.Subject, ...]) -> tuple[Subject, ...]:
    """The same without a name."""
    return tuple(Subject(one.key, one.kind, one.status) for one in subjects)


def keep(occasion: Occasion, case_id: str, answers: Answers, came: Mapping[str, str]) -> None:
    """All of them beside the case, with the whole form as its paper, and how it `came`; told again, what more is known
    of them."""
    session, vault = occasion.session, occasion.service.vault
    known = {person.role: person for person in people.of_case(session, vault, case_id)}
    raiser = known[ORIGINATOR].id if ORIGINATOR in known else ""
    if raiser:
        people.tell_more(session, vault, case_id, raiser, _originator(occasion, answers))
    else:
        raiser = people.add_person(session, vault, case_id, _originator(occasion, answers))
    for person in _named(occasion, answers) if NAMED not in known else ():
        people.add_person(session, vault, case_id, person)
    people.replace_subjects(session, vault, case_id, subjects(answers))
    told = Paper("notification", "", ORIGINATING, f"person:{raiser}", {**answers, **came})
    papers.add(session, vault, case_id, told, occasion.at)


def correct(occasion: Occasion, case_id: str, answers: Answers) -> None:
    """What a form that was corrected says of its people and of whom it is about, in the place of what it said. Somebody
    named on it who is of no agency of the case any more takes no part."""
    session, vault = occasion.session, occasion.service.vault
    known = {person.role: person for person in people.of_case(session, vault, case_id)}
    if ORIGINATOR in known:
        people.tell_more(session, vault, case_id, known[ORIGINATOR].id, _originator(occasion, answers))
    if NAMED in known:
        person = next(_named(occasion, answers), replace(known[NAMED], slot=""))
        people.tell_more(session, vault, case_id, known[NAMED].id, person)
    people.replace_subjects(session, vault, case_id, subjects(answers))


def _originator(occasion: Occasion, answers: Answers) -> Person:
    return Person(
        ORIGINATING, ORIGINATOR, answers["your_name"], answers.get("your_email", ""), answers.get("your_phone", ""),
        answers.get("your_role", ""), originating(occasion, answers).name,
    )  # fmt: skip


def _named(occasion: Occasion, answers: Answers) -> Iterator[Person]:
    """The practitioner across, where their address is one of their agency's (decision 20)."""
    address, two = answers.get("their_email", ""), is_between_two(occasion, answers)
    for other in receiving(occasion, answers)[:1]:
        if two or (address and domain_of(address) in domains_of(occasion, other)):
            yield Person(
                other.slot, NAMED, answers.get("their_name", ""), address, answers.get("their_phone", ""),
                answers.get("their_role", "practitioner"), other.name,
            )  # fmt: skip


def domains_of(occasion: Occasion, agency: Agency) -> tuple[str, ...]:
    """The mail domains of an agency's people; none where the directory does not list it."""
    return next((one.domains for one in occasion.directory.agencies if one.id == agency.id), ())
