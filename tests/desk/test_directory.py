"""The directory at the desk: its table, an agency, the whole as a file, and a file that takes its place."""

import io

import pytest

from service import listing
from service.commands import directory as command
from service.store import audit, directory
from service.telling import occasion
from tests.desk.sitting import Sitting, sitting
from tests.intake.house import COORDINATOR, HEALTH, House

ADMINISTRATOR = "ebb.springtide@sefton-partnership.example"
NAMED = {"name": "Marram Primary School"}
directory_as_read = directory.read
NEW_SCHOOL = "sefton,{name},school,{domain},Safeguarding Lead,,Wren {number},wren@{domain},01632 960999,L1,,,,,,,\n"


def key_of(pearl: Sitting, name: str) -> str:
    """The address of an agency's page, from the table."""
    pearl.open(f"/directory?words={name.replace(' ', '+')}")
    (link,) = pearl.page.xpath("//tbody/tr/th/a/@href")
    return str(link).removeprefix("/sefton/desk")


def lines(house: House) -> dict[str, listing.Line]:
    with house.service.sessions.begin() as session:
        return directory.written(session, "sefton")


def id_of(house: House, email: str, post: str = "") -> str:
    return next(id for id, line in lines(house).items() if line["email"] == email and post in line["post"])


def acts(house: House) -> list[tuple[str, str]]:
    """What was done to the directory, and by whom."""
    with house.service.sessions.begin() as session:
        entries = audit.entries(session, "partnership:sefton")
    return [(one.actor, one.action) for one in entries if not one.action.startswith("looked")]


def upload(pearl: Sitting, text: str) -> None:
    pearl.open("/directory/import")
    given = {"mark": pearl.mark, "file": (io.BytesIO(text.encode()), "mine.csv")}
    pearl.answer = pearl.client.post("/sefton/desk/directory/import", data=given)


def cells(pearl: Sitting, name: str) -> list[str]:
    """The row of the agency of that name."""
    rows = [[" ".join(one.text_content().split()) for one in row] for row in pearl.page.xpath("//tbody/tr")]
    return next(row for row in rows if row[0] == name)


def test_the_table_says_who_represents_each_agency_and_what_is_missing(pearl: Sitting) -> None:
    pearl.open("/directory")
    row = cells(pearl, "Marram Primary School")
    assert row[1:5] == [
        "Sector School", "Email domains marram-primary.example",
        "Representative Rowan Samphire, Safeguarding Lead", "Deputy Ivy Thrift",
    ]  # fmt: skip
    assert row[5:] == ["Last checked Not known", "Gaps None"]
    assert "7 agencies are listed" in pearl.text


def test_it_is_searched_and_narrowed_to_gaps_by_its_address(house: House, pearl: Sitting) -> None:
    pearl.open("/directory?words=perry+nothing")
    assert "No agency fits" in pearl.text
    pearl.open("/directory?words=MARRAM+samphire")
    assert [row[0].text_content() for row in pearl.page.xpath("//tbody/tr")] == ["Marram Primary School"]
    before = pearl.open("/directory?gaps=yes").xpath("//tbody/tr/th/a/text()")
    assert "Marram Primary School" not in before
    load(house, edited(house, "rowan.samphire@marram-primary.example", deputy_name="", deputy_email=""))
    assert cells_of_gaps(pearl, "Marram Primary School") == "Gaps No deputy"


def cells_of_gaps(pearl: Sitting, name: str) -> str:
    pearl.open("/directory?gaps=yes")
    return cells(pearl, name)[-1]


def edited(house: House, whose: str, **columns: str) -> str:
    """The directory as a file with these columns otherwise where that address holds a post."""
    changed = [
        listing.Line(0, {**line.values, **(columns if line["email"] == whose else {})})
        for line in lines(house).values()
    ]  # fmt: skip
    return listing.text(changed)


def load(house: House, text: str) -> None:
    with house.service.sessions.begin() as session:
        kinds = house.service.procedure_of("sefton").kinds
        directory.load(session, "sefton", text, house.service.clock.now(), kinds)


@pytest.mark.parametrize(
    ("email", "columns", "says"),
    [
        ("hazel.sandwort@marram-primary.example", {"post": "Librarian"}, "No Team Manager or Line Manager"),
        ("perry.glasswort@marram-primary.example", {"away_from": "2026-11-01", "deputy_name": "", "deputy_email": ""},
         "Director or Head of Service: away, and nobody stands in"),
    ],
)  # fmt: skip
def test_gaps_are_said_in_words(
    house: House, pearl: Sitting, email: str, columns: dict[str, str], says: str
) -> None:
    load(house, edited(house, email, **columns))
    assert says in cells_of_gaps(pearl, "Marram Primary School")


def test_hundreds_of_schools_are_paged_by_the_address_and_read_once(
    house: House, pearl: Sitting, monkeypatch: pytest.MonkeyPatch
) -> None:
    schools = (NEW_SCHOOL.format(name=f"School {n:03}", domain=f"s{n}.example", number=n) for n in range(300))
    load(house, listing.text(lines(house).values()) + "".join(schools))
    pearl.open("/directory")
    reads: list[object] = []
    monkeypatch.setattr(occasion.directory, "read", lambda *given: reads.append(given) or directory_as_read(*given))
    pearl.open("/directory?words=wren")
    assert len(reads) == 1
    assert "300 agencies, 1 to 50" in pearl.text
    (on,) = pearl.page.xpath("//a[@rel='next']/@href")
    pearl.open(on.removeprefix("/sefton/desk"))
    assert "300 agencies, 51 to 100" in pearl.text and "School 050" in pearl.text
    pearl.open("/directory?words=wren&page=999")
    assert "300 agencies, 251 to 300" in pearl.text


def test_whoever_keeps_the_directory_begins_there_and_sees_no_case(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(vars(house.service.partnerships["sefton"]), "administrator_post", "LSCB Chair")
    with sitting(house, ADMINISTRATOR) as ebb:
        ebb.answer = ebb.client.get("/sefton/desk", follow_redirects=True)
        assert ebb.answer.request.path == "/sefton/desk/directory"
        rooms = ebb.page.xpath("//nav//a")
        assert [one.text_content().strip() for one in rooms] == ["Directory"]


def test_the_file_is_the_one_that_the_command_line_writes(house: House, pearl: Sitting, capsys) -> None:  # type: ignore[no-untyped-def]
    found = pearl.client.get("/sefton/desk/directory/file")
    assert found.headers["Content-Disposition"] == 'attachment; filename="directory-sefton.csv"'
    assert command.export(Namespace(partnership="sefton")) == 0
    assert listing.text_of(found.data).rstrip("\n") == capsys.readouterr().out.rstrip("\n")
    again = lines(house)
    load(house, listing.text_of(found.data))
    assert lines(house) == again
    assert acts(house)[-1] == (house.holder(COORDINATOR), "exported the directory")


class Namespace:
    def __init__(self, **given: str) -> None:
        vars(self).update(given)


def test_a_file_shows_what_it_would_change_and_nothing_changes_before_that_is_confirmed(
    house: House, pearl: Sitting
) -> None:
    before = lines(house)
    text = edited(house, HEALTH, telephone="01632 960777")
    gone = next(line for line in text.splitlines() if "Director" in line and "marram" in line)
    text = text.replace(gone + "\n", "")
    upload(pearl, text + NEW_SCHOOL.format(name="Spit Primary", domain="spit.example", number=1))
    assert "Added (1) Wren 1, Safeguarding Lead at Spit Primary" in pearl.text
    assert "then 01632 960777" in pearl.text and "Gone (1) Perry Glasswort, Director at Marram" in pearl.text
    assert lines(house) == before
    pearl.send({}, button="do")
    assert "The file is in the place of the directory." in pearl.text
    emails = {line["email"]: line for line in lines(house).values()}
    assert emails[HEALTH]["telephone"] == "01632 960777" and "wren@spit.example" in emails
    assert "perry.glasswort@marram-primary.example" not in emails
    assert acts(house)[-1] == (house.holder(COORDINATOR), "directory loaded")


def test_a_file_is_loaded_once_however_often_the_button_is_pressed(house: House, pearl: Sitting) -> None:
    upload(pearl, edited(house, HEALTH, telephone="01632 960777"))
    page = pearl.answer
    for _ in range(2):
        pearl.answer = page
        assert pearl.send({}, button="do").status_code == 200
    assert [action for _, action in acts(house)].count("directory loaded") == 1


def test_a_bad_file_is_refused_with_every_line_named(house: House, pearl: Sitting) -> None:
    before = lines(house)
    upload(pearl, edited(house, HEALTH, email="avery at health").replace(",police,", ",polite,"))
    assert pearl.answer is not None and pearl.answer.status_code == 422
    assert "email is no e-mail address" in pearl.text and "there is no kind of agency" in pearl.text
    assert pearl.faults() == ["Nothing was loaded. Correct these, and load the file again."]
    upload(pearl, "")
    assert pearl.faults() == ["Select a CSV file"]
    assert lines(house) == before


def test_a_change_made_meanwhile_is_not_lost_by_a_file(house: House, pearl: Sitting) -> None:
    upload(pearl, edited(house, HEALTH, telephone="01632 960777"))
    load(house, edited(house, COORDINATOR, telephone="01632 960778"))
    assert pearl.send({}, button="do").status_code == 409
    assert pearl.faults() == ["Something changed since you opened this page – check it and confirm again"]
    assert "then 01632 960777" in pearl.text and "01632 960778" in pearl.text
    pearl.send({}, button="do")
    assert next(line for line in lines(house).values() if line["email"] == HEALTH)["telephone"] == "01632 960777"


def test_no_file_may_leave_the_cases_without_a_coordinator(house: House, pearl: Sitting) -> None:
    upload(pearl, listing.text([line for line in lines(house).values() if line["kind"] != "partnership"]))
    pearl.send({}, button="do")
    assert pearl.faults() == ["Then nobody would coordinate the cases. Add another coordinator first."]
    assert COORDINATOR in {line["email"] for line in lines(house).values()}


def test_only_a_coordinator_changes_the_team_that_sits_at_the_desk(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(vars(house.service.partnerships["sefton"]), "administrator_post", "LSCB Chair")
    with sitting(house, ADMINISTRATOR) as ebb:
        upload(ebb, edited(house, ADMINISTRATOR, post="LSCB Business Manager"))
        ebb.send({}, button="do")
        assert ebb.faults() == ["Only a coordinator changes the partnership’s own team: it says who sits at this desk."]
        upload(ebb, edited(house, HEALTH, telephone="01632 960777"))
        ebb.send({}, button="do")
        assert "The file is in the place of the directory." in ebb.text


def test_a_value_that_a_spreadsheet_would_reckon_survives_the_round(house: House) -> None:
    text = edited(house, HEALTH, telephone="+44 1632 960777", name="=1+1")
    assert "'+44 1632" in text and "'=1+1" in text
    load(house, text)
    assert next(line for line in lines(house).values() if line["email"] == HEALTH)["telephone"] == "+44 1632 960777"


def test_an_agency_shows_its_officers_its_numbers_and_who_comes_next(house: House, pearl: Sitting) -> None:
    pearl.open(key_of(pearl, "Marram Primary School"))
    posts = [" ".join(one.text_content().split()) for one in pearl.page.xpath("//tbody/tr/th")]
    assert posts[0].startswith("Practitioner") or posts[0] == "Safeguarding Lead Stage 2"
    assert "If Rowan Samphire is away or does not answer, Ivy Thrift, then the coordinator." in pearl.text
    assert "marram-primary.example Initials only (L1)" in pearl.text
    assert "Out of hours" in pearl.text


def test_an_agency_under_another_name_is_the_same_to_its_cases(house: House, pearl: Sitting) -> None:
    its = key_of(pearl, "Marram Primary School")
    ids = {id for id, line in lines(house).items() if line["agency"] == "Marram Primary School"}
    pearl.open(f"{its}/change")
    pearl.send({"name": ""})
    assert pearl.faults() == ["Enter the agency’s name"]
    pearl.open(f"{its}/change")
    pearl.send({"name": "dunelands community health trust", "domain-1": "marram-primary.example", "level-1": "L1"})
    assert pearl.faults() == ["Another agency of that name is in the directory already."]
    pearl.open(f"{its}/change")
    pearl.send({"name": "Marram Academy", "domain-1": "marram-primary.example", "level-1": "L1"})
    assert {id for id, line in lines(house).items() if line["agency"] == "Marram Academy"} == ids
    assert key_of(pearl, "Marram Academy") == its


def test_an_agency_that_changed_meanwhile_is_shown_again(house: House, pearl: Sitting) -> None:
    pearl.open(f"{key_of(pearl, 'Marram Primary School')}/change")
    load(house, edited(house, "rowan.samphire@marram-primary.example", telephone="01632 960778"))
    pearl.send({"name": "Marram Academy", "domain-1": "marram-primary.example", "level-1": "L1"})
    assert pearl.faults() == ["Something changed since you opened this page – check it and confirm again"]
    assert "Marram Academy" not in {line["agency"] for line in lines(house).values()}


def test_that_an_entry_is_right_is_recorded_with_the_day(house: House, pearl: Sitting) -> None:
    pearl.open(key_of(pearl, "Marram Primary School"))
    pearl.send({})
    assert "Last checked 10" in pearl.text and "25 November 2026" in pearl.text
    assert acts(house)[-1] == (house.holder(COORDINATOR), "checked an agency of the directory")
    pearl.open("/directory")
    assert cells(pearl, "Marram Primary School")[5] == "Last checked Wednesday 25 November 2026"


def test_a_level_is_set_for_everybody_at_a_domain(house: House, pearl: Sitting) -> None:
    its = key_of(pearl, "Marram Primary School")
    pearl.open(f"{its}/change")
    pearl.send(NAMED | {"domain-1": "", "domain-2": ""})
    assert pearl.faults() == ["Enter at least one email domain, like example.nhs.uk"]
    pearl.open(f"{its}/change")
    pearl.send(NAMED | {"domain-1": "marram-primary.example", "level-1": "L2", "domain-2": "marram.example"})
    assert pearl.faults() == ["Select a level for each domain"]
    pearl.send(
        NAMED | {"domain-1": "marram-primary.example", "level-1": "L2", "domain-2": "marram.example", "level-2": "L1"}
    )
    its_lines = [line for line in lines(house).values() if line["agency"] == "Marram Primary School"]
    assert {(line["level"], line["domains"]) for line in its_lines} == {("L2", "marram-primary.example marram.example")}
    assert house.holder("rowan.samphire@marram-primary.example")
    assert acts(house)[-1] == (house.holder(COORDINATOR), "changed an agency")
