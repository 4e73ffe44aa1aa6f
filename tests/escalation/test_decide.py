"""The table of rules is whole, and so is the list of the mails that they write."""

import ast
from pathlib import Path

from service.escalation import coordinating, effects, events
from service.escalation.decide import RULES
from service.escalation.effects import MAIL_KINDS

CORE = sorted(Path(effects.__file__).parent.glob("*.py"))


def test_every_event_has_its_rule_and_every_rule_its_event():
    named = {**vars(events), **vars(coordinating)}.values()
    known = {value for value in named if isinstance(value, type) and issubclass(value, events.Event)}
    assert set(RULES) == known - {events.Event}


WRITTEN_BY_EVENTS_TO_COME = {
    "debrief", "different_procedure", "feedback_given", "late", "learning", "log_asked", "meeting", "on_file",
    "report_due", "review_child",
}  # fmt: skip


def test_every_mail_that_the_core_writes_is_listed_and_none_is_listed_in_vain():
    written = {kind for path in CORE for kind in kinds_in(ast.parse(path.read_text()))}
    assert written <= MAIL_KINDS
    assert MAIL_KINDS - written <= WRITTEN_BY_EVENTS_TO_COME


def kinds_in(tree):
    """The first argument of every Mail(...), with what it chooses from, or what a name was set to before."""
    assigned = {
        target.id: node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Mail":
            yield from texts_of(node.args[0], assigned)


def texts_of(node, assigned):
    if isinstance(node, ast.Name):
        node = assigned[node.id]
    if isinstance(node, ast.IfExp):
        return {*texts_of(node.body, assigned), *texts_of(node.orelse, assigned)}
    return {node.value}


def test_the_core_imports_nothing_but_the_standard_library_its_errors_and_itself():
    for path in CORE:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("service"):
                assert node.module == "service.errors" or node.module.startswith("service.escalation"), path.name


def test_the_core_never_looks_at_a_clock():
    for path in CORE:
        text = path.read_text()
        assert not any(call in text for call in (".now(", ".utcnow(", ".today(", "time.time(")), path.name
