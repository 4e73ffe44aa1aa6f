"""What a partnership's forms offer today: its areas, its agencies, its stages, and what people may disagree about."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import chain

from forms.choices import TYPES, Agency, Choice, Choices, FurtherQuestion, Matter
from service.bootstrap import Service
from service.escalation.calendar import local_day
from service.escalation.procedure import Procedure, Question
from service.escalation.routing import ListedAgency
from service.intake.raising import exits
from service.store import directory, reading


def choices(service: Service, partnership: str) -> Choices:
    """What this partnership's forms offer today."""
    today = local_day(service.clock.now())
    procedure = service.procedure_of(partnership)
    with reading(service.sessions) as session:
        agencies = directory.agencies(session, partnership)
    own = own_procedures(service, partnership, agencies)
    inside = [(one, t) for one in (procedure, *own) for t in one.tracks if t.inside_one_agency]
    return Choices(
        today=today,
        areas=tuple(Choice(area, area) for area in service.partnerships[partnership].areas),
        agencies=tuple(Agency(one.name, one.name, kind=one.kind, domains=one.domains) for one in agencies),
        stages=stage_choices(procedure, procedure.openings()),
        stage_words=stage_words(procedure),
        subjects=procedure.subjects,
        types=(*_types_of_all(procedure), *_types_of(own)),
        inside=frozenset(kind for _, track in inside for kind in track.types),
        between_two=frozenset(kind for one, track in inside if one.is_between_two(track) for kind in track.types),
        domains={agency.name: agency.domains for agency in agencies},
        exits=exits.choices(procedure),
        questions=tuple(question for one in (procedure, *own) for question in further_questions(one, "notification")),
    )


def outcome_choices(service: Service, partnership: str) -> Choices:
    questions = further_questions(service.procedure_of(partnership), "stage_outcome")
    return Choices(today=local_day(service.clock.now()), questions=questions)


def report_choices(service: Service, partnership: str) -> Choices:
    return with_stages(service.procedure_of(partnership), local_day(service.clock.now()))


def with_stages(procedure: Procedure, today: date) -> Choices:
    """What a report and a log offer: every stage of the procedure."""
    stages = stage_choices(procedure, (stage.key for stage in procedure.stages))
    return Choices(today=today, stages=stages, stage_words=stage_words(procedure))


def offered(service: Service, partnership: str) -> dict[str, Choices]:
    """What each of the published forms offers there today, by the form's key."""
    return {form: find(service, partnership) for form, find in OF_THE_FORM.items()}


OF_THE_FORM: Mapping[str, Callable[[Service, str], Choices]] = {
    "notification": choices,
    "stage_outcome": outcome_choices,
    "resolution_report": report_choices,
    "summary_log": report_choices,
}


def own_procedures(service: Service, partnership: str, agencies: Iterable[ListedAgency]) -> tuple[Procedure, ...]:
    """The procedures of single agencies here, which win over the partnership's for what those agencies raise."""
    found = {service.procedure_for(partnership, agency.name).key for agency in agencies}
    others = found - {service.procedure_of(partnership).key}
    return tuple(procedure for key, procedure in service.procedures.procedures.items() if key in others)


def as_kept(procedure: Procedure, form: str, today: date) -> Choices:
    """What a form offers whose answers are there already: enough to say them in words."""
    return Choices(
        today=today,
        stages=stage_choices(procedure, (stage.key for stage in procedure.stages)),
        stage_words=stage_words(procedure),
        subjects=procedure.subjects,
        types=_types_of_all(procedure),
        questions=further_questions(procedure, form),
    )


def _types_of_all(procedure: Procedure) -> tuple[Matter, ...]:
    return tuple(_matters(procedure)) or TYPES


def _types_of(own: tuple[Procedure, ...]) -> Iterator[Matter]:
    for procedure in own:
        for one in _matters(procedure):
            yield replace(one, label=f"{one.label} ({procedure.for_agency})", only_for=procedure.for_agency)


def _matters(procedure: Procedure) -> Iterator[Matter]:
    """The procedure's types, each with the hint that we have for one of that name."""
    hints = {usual.value: usual.hint for usual in TYPES}
    for key, words in procedure.types.items():
        track = procedure.track_of(key)
        yield Matter(key, words, hints.get(key, ""), receiving=track.receiving if track else ())


def stage_choices(procedure: Procedure, keys: Iterable[str]) -> tuple[Choice, ...]:
    """Those stages, as people choose among them."""
    word = procedure.stage_word.capitalize()
    return tuple(Choice(key, f"{word} {key}: {procedure.stage(key).title}") for key in keys)


def stage_words(procedure: Procedure) -> tuple[str, ...]:
    """What people may call a stage: the procedure's word, its other words, and ours."""
    return tuple(dict.fromkeys((procedure.stage_word, *procedure.words.get("also", ()), "stage")))


def further_questions(procedure: Procedure, form: str) -> tuple[FurtherQuestion, ...]:
    asked = (question for question in procedure.questions if question.form == form)
    return tuple(_further(question, procedure) for question in asked)


def _further(question: Question, procedure: Procedure) -> FurtherQuestion:
    wanted = {fact: tuple(map(str, values)) for fact, values in question.when.facts}
    tracks = [track.types for track in procedure.tracks if track.key in wanted.get("track", ())]
    return FurtherQuestion(
        question.key, question.ask, question.kind, question.options, procedure.for_agency,  # type: ignore[arg-type]
        optional=True, types=(*wanted.get("type", ()), *chain.from_iterable(tracks)),
        receiving=wanted.get("receiving", ()),
    )  # fmt: skip
