"""Everything that one clause names and another declares: roles, kinds of agency, forms, questions, interpretations."""

from collections.abc import Iterable, Iterator

from service.escalation.parties import Party, Side
from service.escalation.procedure import Procedure, Question
from service.procedures.clauses import Found, interpretations, parties, tasks
from service.procedures.fault import did_you_mean, near, plain, quoted
from service.procedures.roles import ANY
from service.procedures.vocabulary import FACTS, KEPT_BY_THE_PARTNERSHIP, LEARNING, PRACTITIONER

SIDES = tuple(side.value for side in Side if side)


def unknown_roles(procedure: Procedure) -> Iterator[Found]:
    for place, party in parties(procedure):
        yield from _unknown_side(procedure, place, party)
    for place, role in _roles_named(procedure):
        if role and role != PRACTITIONER and role not in procedure.roles:
            guess = _with_its_side(procedure, role) or near(role, (*procedure.roles, PRACTITIONER))
            mean = f", or did you mean {quoted(guess)}?" if guess else "."
            yield place, f"nobody is {quoted(role)}. Add it under [role]{mean}"


def _with_its_side(procedure: Procedure, words: str) -> str:
    """`receiving manager` with its stroke; empty where the words are no side and role."""
    side, _, role = words.partition(" ")
    known = side in (*SIDES, *procedure.kinds) and role in (*procedure.roles, PRACTITIONER)
    return f"{side}/{role}" if known else ""


def _unknown_side(procedure: Procedure, place: str, party: Party) -> Iterator[Found]:
    if not party.side and party.role == PRACTITIONER:
        yield place, f'"practitioner" is of one side or the other: write "originating/{PRACTITIONER}", or another side.'
    elif party.side and party.side not in (*SIDES, *procedure.kinds):
        guess = did_you_mean(party.side, (*SIDES, *procedure.kinds))
        yield (
            place,
            f"there is no side {quoted(party.side)}.{guess} A side is: {', '.join(SIDES)}, or a kind of agency.",
        )


def _roles_named(procedure: Procedure) -> Iterator[Found]:
    yield from ((place, party.role) for place, party in parties(procedure))
    yield from ((place, task.names) for place, task in tasks(procedure))
    for stage in procedure.stages:
        yield from ((f"stage.{stage.key}", role) for role in (*stage.people, stage.authority))
    for track in procedure.tracks:
        yield from ((f"track.{track.key}", role) for role in track.raised_by)
    for form in procedure.forms:
        filled = (role for several in form.filled.values() for role in several)
        yield from ((f"form.{form.key}", role) for role in (*form.to, form.office, *filled))
    for role in procedure.roles.values():
        yield from ((f"role.{role.key}", post.named_by) for post in role.posts.values())


def unknown_kinds(procedure: Procedure) -> Iterator[Found]:
    """Kinds of agency that a role or a track speaks of, and roles that hold no post at all."""
    for role in procedure.roles.values():
        place = f"role.{role.key}"
        if not role.posts:
            yield place, "holds no post. Write the post in quotes, or one for each kind of agency."
        kinds = (*role.posts, *(post.source for post in role.posts.values()))
        yield from _no_kinds(place, filter(None, kinds), (*procedure.kinds, ANY))
        for question in (post.of for post in role.posts.values()):
            if question and question not in _questions(procedure):
                yield place, f"of = {quoted(question)}: there is no such question. Add [question.{plain(question)}]."
    for track in procedure.tracks:
        yield from _no_kinds(f"track.{track.key}", track.receiving, tuple(procedure.kinds))


def _no_kinds(place: str, kinds: Iterable[str], known: tuple[str, ...]) -> Iterator[Found]:
    for kind in kinds:
        if kind not in known:
            guess = did_you_mean(kind, known)
            yield place, f'{quoted(kind)} is no kind of agency.{guess} Or add it: kinds = {{ {plain(kind)} = "..." }}.'


def _questions(procedure: Procedure) -> tuple[str, ...]:
    return tuple(question.key for question in procedure.questions)


def named_without_namer(procedure: Procedure) -> Iterator[Found]:
    for place, task in tasks(procedure):
        role = procedure.roles.get(task.names)
        if role and not role.named_by:
            yield place, f"names {quoted(role.key)}, but [role] {role.key} has no named_by."


def unknown_forms(procedure: Procedure, published: frozenset[str]) -> Iterator[Found]:
    """Forms that are not published, or that a clause names without a [form]."""
    local = tuple(form.key for form in procedure.forms)
    for form in procedure.forms:
        if form.uses and form.uses not in published:
            says = f"there is no such published form.{did_you_mean(form.uses, published)}"
            yield f"form.{form.key}", f"uses = {quoted(form.uses)}: {says} Known: {', '.join(sorted(published))}."
    for place, task in tasks(procedure):
        if task.form and task.form not in local:
            guess = did_you_mean(task.form, local)
            yield place, f"form = {quoted(task.form)}: there is no such form. Add [form.{plain(task.form)}].{guess}"
    for tell in procedure.tells:
        if tell.send and tell.send not in (*local, LEARNING):
            yield f"tell.{tell.key}", f'send = {quoted(tell.send)}: what may be sent is "{LEARNING}", or a [form].'
    for question in procedure.questions:
        if question.form not in (*published, KEPT_BY_THE_PARTNERSHIP):
            known = ", ".join((*sorted(published), KEPT_BY_THE_PARTNERSHIP))
            yield f"question.{question.key}", f"form = {quoted(question.form)}: there is no such form. Known: {known}."


def odd_questions(procedure: Procedure) -> Iterator[Found]:
    for question in procedure.questions:
        place = f"question.{question.key}"
        if question.key in FACTS:
            yield place, "is already a fact of every case. Give the question another name."
        if bool(question.options) != (question.kind == "choice"):
            yield (
                place,
                'options make a choice, and only a choice has them. Take out kind, or add options = ["...", "..."].',
            )
        if question.warn_unless is not None and not _may_answer(question):
            yield place, "warn_unless is no answer to this question. Write true or false, or one of its options."
    for form in procedure.forms:
        for name in form.adds:
            if name not in _questions(procedure):
                guess = did_you_mean(name, _questions(procedure))
                yield f"form.{form.key}", f"adds = {quoted(name)}: there is no such question.{guess}"


def _may_answer(question: Question) -> bool:
    if question.kind == "yes or no":
        return isinstance(question.warn_unless, bool)
    return isinstance(question.warn_unless, str) and question.warn_unless in (
        question.options or [question.warn_unless]
    )


def unknown_interpretations(procedure: Procedure) -> Iterator[Found]:
    declared = tuple(one.key for one in procedure.interpretations)
    for place, name in interpretations(procedure):
        if name and name not in declared:
            guess = did_you_mean(name, declared)
            yield place, f"interpretation {quoted(name)} is not declared. Add [interpretation.{plain(name)}].{guess}"
