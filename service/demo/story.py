"""The story: a case of each procedure, played to its end against the running parts over HTTP, SMTP and IMAP.

Each step prints one line with its time. It ends with `story: ok`, or with the name of the step that
failed; nothing here looks behind the doors that people use.
"""

import json
import time
from collections.abc import Collection, Mapping
from typing import Any

from service.demo import story_escb, story_lincolnshire, story_liverpool, story_longmoor, story_sefton
from service.demo.scene import Scene, Step
from service.demo.walker import StepFailed, Urls, parley, until


def every_mail_has_left_and_the_audit_holds(scene: Scene) -> str:
    def at_rest() -> list[dict[str, Any]] | None:
        cases: list[dict[str, Any]] = json.loads(parley("case", "list", "--json"))
        return cases if all(mail["state"] == "sent" for case in cases for mail in case["out"]) else None

    cases = until(at_rest, "every mail to have left")
    faults = [fault for case in cases for fault in case["audit_faults"]]
    if faults:
        raise StepFailed(f"the audit does not hold: {faults}")
    return f"{sum(len(case['out']) for case in cases)} mails about {len(cases)} cases"


STORIES: Mapping[str, tuple[Step, ...]] = {
    "sefton": story_sefton.STEPS,
    "liverpool": story_liverpool.STEPS,
    "lincolnshire": story_lincolnshire.STEPS,
    "escb": story_escb.STEPS,
    "longmoor": story_longmoor.STEPS,
}


def play(urls: Urls, names: Collection[str] = ()) -> int:
    """Play these stories, or all; 0 when all was seen, 1 with the name of the step that failed."""
    unknown = [name for name in names if name not in STORIES]
    if unknown:
        _say(f"story: there is none called {', '.join(unknown)}. There are {', '.join(STORIES)}.")
        return 1
    steps = [step for name, told in STORIES.items() if name in (names or STORIES) for step in told]
    return _play(Scene(urls), (*steps, every_mail_has_left_and_the_audit_holds))


def _play(scene: Scene, steps: tuple[Step, ...]) -> int:
    began = time.monotonic()
    for step in steps:
        name, started = step.__name__.replace("_", " "), time.monotonic()
        try:
            seen = step(scene)
        except Exception as fault:  # whatever went wrong, the step's name is what the reader needs
            _say(f"story: failed at “{name}”: {type(fault).__name__}: {fault}")
            return 1
        _say(f"{time.monotonic() - began:5.1f} s  {name} ({time.monotonic() - started:.1f} s): {seen}")
    _say("story: ok")
    return 0


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201
