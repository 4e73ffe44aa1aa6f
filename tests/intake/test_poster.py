"""The page that shows how the stages work: of every procedure, in words, with dates that the procedure gives."""

import pytest

from service.escalation.simulate import Beginning, simulate
from service.seam.pages import ProcedurePage
from tests.intake.house import House

OF_A_PARTNERSHIP = {
    "sefton": "sefton", "liverpool": "liverpool", "lincolnshire": "lsab-lscp", "escb": "escb", "knowsley": "longmoor",
}  # fmt: skip


def page(house: House, partnership: str, key: str = "") -> ProcedurePage:
    found = house.pages.procedure_page(partnership, key)
    assert found is not None
    return found


@pytest.mark.parametrize(("partnership", "key"), OF_A_PARTNERSHIP.items())
def test_every_stage_is_shown_with_the_dates_that_its_procedure_gives(
    house: House, partnership: str, key: str
) -> None:
    shown, procedure = page(house, partnership, key), house.service.procedures.procedures[key]
    titles = zip(shown.stages, procedure.stages, strict=True)
    assert [stage.title for stage, own in titles if not stage.title.endswith(own.title)] == []
    dated = [step.due for stage in shown.stages for step in stage.steps if step.due]
    owed = simulate(procedure, Beginning(shown.since), house.service.calendars)
    assert dated == [line.due for line in owed if line.due and line.stage != "urgent"]


def test_who_owes_what_is_said_by_posts_and_sides(house: House) -> None:
    first, second, *_ = page(house, "sefton").stages
    assert first.people == "practitioner of both agencies, together"
    assert "Service Manager of the other agency" in [step.who for step in second.steps]


def test_a_text_past_its_review_says_so_and_links_what_it_is_read_with(house: House) -> None:
    shown = page(house, "knowsley", "longmoor")
    assert shown.outdated.startswith("This text was to be reviewed by Sunday 31 January 2021.")
    assert {"liverpool", "sefton"} <= dict(shown.others).keys()
    assert not page(house, "sefton").outdated


def test_a_procedure_that_does_not_stand_beside_it_is_not_shown(house: House) -> None:
    assert house.pages.procedure_page("escb", "liverpool") is None
