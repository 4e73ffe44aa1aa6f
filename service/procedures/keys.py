"""Every key of every clause, and how it is read. A key that is not here is refused."""

from service.escalation.procedure import Power
from service.procedures.clocks import CLOCK, clock, clocks, length, window
from service.procedures.facts import when
from service.procedures.fault import near, plain, quoted
from service.procedures.parties import parties, party, role_name, role_names, rungs
from service.procedures.shape import Key, Shape
from service.procedures.spot import Spot
from service.procedures.tables import InForce, filled, in_force, named_texts, prefix, several_of, words
from service.procedures.values import CITE, answer, day, flag, line, number, one_of, prose, stage, stages, texts
from service.procedures.vocabulary import DONE_BY, FOR_LEARNING, NATIONS, SUBJECTS, WHOEVER_OWES

SECTIONS = (
    "source",
    "type",
    "role",
    "clock",
    "question",
    "stage",
    "track",
    "tell",
    "form",
    "exit",
    "urgent",
    "interpretation",
)


def title(example: str) -> Key:
    return Key(line, needed=f'has no title. Add title = "{example}".', blank="")


def belongs(name: str, spot: Spot) -> str:
    """What to say of a key that is known, but does not stand under this heading."""
    heading = ".".join(spot.path[:2])
    under_stage = spot.path[:1] == ("stage",)
    if under_stage and len(spot.path) > 2 and name in STAGE.keys:
        return f"{quoted(name)} belongs to the stage: move it up, under [{heading}]."
    if (under_stage or spot.path == ("urgent",)) and name in TASK.keys:
        return f"{quoted(name)} belongs to a task: put it under a heading of its own, such as [{heading}.talk]."
    if under_stage and name in CLOCK.keys:
        return f"{quoted(name)} belongs to a clock: write due = {{ {name} = ... }}."
    if name in TOP.keys:
        return f"{quoted(name)} belongs at the top of the file, above the first heading."
    return ""


def below_a_heading(name: str, spot: Spot) -> str:
    for shape, heading in ((STAGE, "[stage.1]"), (TASK, "[stage.1.talk]"), (SOURCE, "[source]")):
        if name in shape.keys:
            return f"{quoted(name)} does not belong at the top: put it under a heading such as {heading}."
    guess = near(name, SECTIONS)
    return f"does not know the heading [{plain(name)}]. Did you mean [{guess}]?" if guess else ""


TOP = Shape(
    {
        "name": Key(line, needed='has no name. Add name = "Anytown escalation procedure".', blank=""),
        "prefix": Key(prefix, needed='has no prefix for its references. Add prefix = "ANY".', blank=""),
        "version": Key(line, needed='has no version. Add version = "2026-01".', blank=""),
        "in_force": Key(
            in_force, needed="does not say from when. Add in_force = { from = 2026-01-31 }.", blank=InForce()
        ),
        "areas": Key(texts, needed='does not say where it holds. Add areas = ["Anytown"].', blank=()),
        "calendar": Key(
            one_of(*NATIONS, WHOEVER_OWES),
            needed='does not say whose working days count. Add calendar = "england".',
            blank="",
        ),
        "partnership_reads_from": Key(
            stage,
            needed='does not say from which stage the partnership reads a case. Add partnership_reads_from = "2".',
            blank="",
        ),
        "for_agency": Key(line),
        "subjects": Key(several_of(*SUBJECTS)),
        "words": Key(words),
        "kinds": Key(named_texts),
        "opens_at": Key(stages),
        "records": Key(texts),
        "review": Key(length),
        "remind_before": Key(length),
        "acknowledge": Key(length),
        "feedback_by": Key(party),
        "talk": Key(prose),
    },
    below_a_heading,
)
SOURCE = Shape(
    {
        "title": title("the document that says all this"),
        "file": Key(line),
        "cites": Key(one_of("lines", "sections", "pages")),
        "lines": Key(number),
        "review_by": Key(day),
        "read_with": Key(texts),
    },
    belongs,
)
STAGE = Shape(
    {
        "title": title("what happens here, in a few words"),
        "people": Key(role_names),
        "due": Key(clocks),
        "authority": Key(role_name),
        "power": Key(one_of(*(power for power in Power if power))),
        "unresolved": Key(stages),
        "choose": Key(one_of("one", "one or more")),
        "chosen_by": Key(party),
        "repeats": Key(flag),
        "ends": Key(one_of(FOR_LEARNING)),
        "feedback_by": Key(party),
        "records": Key(texts),
        "interpretation": Key(line),
        "cite": CITE,
    },
    belongs,
)
TASK = Shape(
    {
        "do": Key(prose, needed='is read as a task, and does not say what to do. Add do = "...".', blank=""),
        "owed_by": Key(parties),
        "with": Key(rungs, field="rungs"),
        "how": Key(line),
        "advice": Key(party),
        "on": Key(texts),
        "due": Key(clocks),
        "done_by": Key(one_of(*DONE_BY)),
        "form": Key(line),
        "names": Key(role_name),
        "gate": Key(line),
        "answers": Key(texts),
        "optional": Key(flag),
        "before_closing": Key(flag),
        "when": Key(when),
        "if_silent": Key(stages),
        "interpretation": Key(line),
        "cite": CITE,
    },
    belongs,
)
URGENT = Shape(
    {"due": Key(clock), "opens_at": Key(stage), "say": Key(prose), "ring": Key(line), "cite": Key(line)}, belongs
)
TRACK = Shape(
    {
        "title": title("which disagreements take this path"),
        "types": Key(texts, needed='is taken by no type of disagreement. Add types = ["..."].', blank=()),
        "stages": Key(stages, needed='has no stages. Add stages = ["1", "2"].', blank=()),
        "opens_at": Key(stages),
        "raised_by": Key(role_names),
        "raise_within": Key(window),
        "record_only": Key(flag),
        "inside_one_agency": Key(flag),
        "receiving": Key(texts),
        "cite": CITE,
    },
    belongs,
)
QUESTION = Shape(
    {
        "ask": Key(line, needed='asks nothing. Add ask = "...?".', blank=""),
        "kind": Key(one_of("text", "date", "yes or no", "choice")),
        "options": Key(texts),
        "form": Key(line),
        "when": Key(when),
        "warn_unless": Key(answer),
        "cite": CITE,
    },
    belongs,
)
TELL = Shape(
    {
        "who": Key(parties, needed='tells nobody. Add who = "...".', blank=()),
        "on": Key(texts, needed='does not say at which moment. Add on = "stage 1 opened".', blank=()),
        "when": Key(when),
        "say": Key(prose),
        "send": Key(line),
        "cite": CITE,
    },
    belongs,
)
FORM = Shape(
    {
        "title": title("what people here call this form"),
        "uses": Key(line, needed='does not say which published form it is. Add uses = "notification".', blank=""),
        "to": Key(role_names),
        "filled": Key(filled),
        "sent": Key(line),
        "formerly": Key(texts),
        "office": Key(role_name),
        "adds": Key(texts),
        "interpretation": Key(line),
        "cite": CITE,
    },
    belongs,
)
EXIT = Shape(
    {
        "title": title("where this leads"),
        "say": Key(prose),
        "ring": Key(line),
        "procedure": Key(line),
        "at_stage": Key(stage),
        "alongside": Key(flag),
        "cite": CITE,
    },
    belongs,
)
INTERPRETATION = Shape(
    {
        "source": Key(
            prose, needed='does not quote its source. Add source = "the words that leave it open".', blank=""
        ),
        "read_as": Key(prose, needed='does not say how the words are read. Add read_as = "...".', blank=""),
        "cite": CITE,
    },
    belongs,
)
