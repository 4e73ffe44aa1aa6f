"""The people and the children of a case: sealed under its key, found again by keyed digests."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session, aliased

from service.store.ids import new_id
from service.store.tables import CaseRow, PersonRow, SubjectRow
from service.store.vault import Vault

ORIGINATOR, NAMED = "originator", "named on the form"
MERGED = "of a case that was merged"


@dataclass(frozen=True)
class Person:
    """A professional who takes part in a case. `slot` is their agency's; `post` their own words for their job."""

    slot: str
    role: str
    name: str
    email: str
    telephone: str = ""
    post: str = ""
    agency: str = ""
    id: str = ""


@dataclass(frozen=True)
class Subject:
    """A child, an unborn baby (by the mother's name) or an adult, by the key that the case has for them.

    `born` is an ISO date or empty; `status` the help or plan in place when it was raised; `more` other answers.
    """

    kind: str
    name: str
    born: str
    more: Mapping[str, str]
    key: str = "c1"
    status: str = ""

    @property
    def initials(self) -> str:
        return "".join(f"{word[0].upper()}." for word in self.name.split() if word[0].isalpha())[:8]


def address_digest(vault: Vault, address: str) -> str:
    return vault.digest("email", address.strip().casefold().encode())


def name_digest(vault: Vault, name: str) -> str:
    return vault.digest("name", " ".join(name.split()).casefold().encode())


def add_person(session: Session, vault: Vault, case_id: str, person: Person) -> str:
    id = new_id()
    sealed = _sealed(session, vault, case_id, id, person)
    session.add(
        PersonRow(
            id=id, case_id=case_id, side=person.slot, agency=person.agency, role=person.role, sealed=sealed,
            email_digest=address_digest(vault, person.email),
        )
    )
    return id


def tell_more(session: Session, vault: Vault, case_id: str, id: str, person: Person) -> None:
    """What has become known of a person of the case; their id, and so every mail to them, stays."""
    sealed = _sealed(session, vault, case_id, id, person)
    digest = address_digest(vault, person.email)
    told = {"sealed": sealed, "email_digest": digest, "side": person.slot, "agency": person.agency}
    session.execute(update(PersonRow).where(PersonRow.id == id).values(**told))


def _sealed(session: Session, vault: Vault, case_id: str, id: str, person: Person) -> bytes:
    words = {"name": person.name, "email": person.email, "telephone": person.telephone, "post": person.post}
    return vault.seal(session, f"case:{case_id}", f"people:sealed:{id}", json.dumps(words).encode())


def of_case(session: Session, vault: Vault, case_id: str) -> list[Person]:
    rows = session.execute(select(PersonRow).where(PersonRow.case_id == case_id).order_by(PersonRow.id)).scalars()
    return [_person(session, vault, row) for row in rows]


def _person(session: Session, vault: Vault, row: PersonRow) -> Person:
    words = json.loads(vault.open(session, f"case:{row.case_id}", f"people:sealed:{row.id}", row.sealed))
    return Person(slot=row.side, role=row.role, agency=row.agency, id=row.id, **words)


def add_subject(session: Session, vault: Vault, case_id: str, subject: Subject) -> None:
    id = new_id()
    words = {name: getattr(subject, name) for name in ("name", "born", "key", "status")}
    words["more"] = dict(subject.more)
    sealed = vault.seal(session, f"case:{case_id}", f"subjects:sealed:{id}", json.dumps(words).encode())
    session.add(
        SubjectRow(
            id=id, case_id=case_id, kind=subject.kind, sealed=sealed,
            name_digest=name_digest(vault, subject.name),
            dob_digest=vault.digest("born", subject.born.encode()) if subject.born else None,
        )
    )


def replace_subjects(session: Session, vault: Vault, case_id: str, subjects: tuple[Subject, ...]) -> None:
    """Whom the case is about, told anew and whole."""
    session.execute(delete(SubjectRow).where(SubjectRow.case_id == case_id))
    for subject in subjects:
        add_subject(session, vault, case_id, subject)


def about_the_same(session: Session, partnership: str) -> list[tuple[str, str]]:
    """The pairs of unfinished cases of the partnership, by their ids, about somebody of the same name whose dates of
    birth do not differ; the older first."""
    one, other, first, second = aliased(SubjectRow), aliased(SubjectRow), aliased(CaseRow), aliased(CaseRow)
    born_alike = (one.dob_digest == other.dob_digest) | one.dob_digest.is_(None) | other.dob_digest.is_(None)
    rows = (
        select(first.id, second.id)
        .join(one, one.case_id == first.id)
        .join(other, other.name_digest == one.name_digest)
        .join(second, second.id == other.case_id)
        .where(first.partnership == partnership, second.partnership == partnership, born_alike)
        .where(first.unfinished, second.unfinished)
        .where((first.opened_at < second.opened_at) | ((first.opened_at == second.opened_at) & (first.id < second.id)))
        .distinct()
    )
    return [(row[0], row[1]) for row in session.execute(rows)]


def subjects_of(session: Session, vault: Vault, case_id: str) -> list[Subject]:
    rows = session.execute(select(SubjectRow).where(SubjectRow.case_id == case_id)).scalars()
    opened = [(row, vault.open(session, f"case:{case_id}", f"subjects:sealed:{row.id}", row.sealed)) for row in rows]
    found = (Subject(kind=row.kind, **json.loads(words)) for row, words in opened)
    return sorted(found, key=lambda one: (len(one.key), one.key))  # c2 before c10
