"""A directory is loaded whole, or refused whole with every bad line named."""

from datetime import date

import pytest

from service import listing
from service.errors import DirectoryError
from service.store import directory

KINDS = ("school", "health", "police")
HEADER = (
    "partnership,agency,kind,post,name,email,domains,service,"
    "deputy_name,deputy_email,away_from,away_until,active_until\n"
)
LEAD = "sefton,Dune School,school,Lead,Ada Sand,ada@dune.example,dune.example,,Bo Reed,bo@dune.example,,,\n"
POLICE = LEAD.replace("Lead", "Head").replace("school", "police", 1)
NURSE = "sefton,Dune Health,health,Named Nurse,Cy Kelp,cy@health.example,health.example,,,,2026-01-01,2026-02-01,\n"
CHAIR = "sefton,The team,partnership,Chair,Di Foam,di@team.example,team.example,,,,,,\n"


@pytest.fixture
def load(sessions, at):
    def run(text, partnership="sefton"):
        with sessions.begin() as session:
            return directory.load(session, partnership, text, at, KINDS)

    return run


@pytest.fixture
def read(sessions):
    def run(partnership="sefton"):
        with sessions.begin() as session:
            return directory.read(session, partnership)

    return run


def by_name(loaded):
    return {officer.name: officer for officer in loaded.officers}


def test_what_was_loaded_is_read_as_it_was_written(load, read):
    assert load(HEADER + LEAD + NURSE + CHAIR) == directory.Loaded(3, 3, ())
    found = by_name(read())
    assert (found["Ada Sand"].post, found["Ada Sand"].deputy_email) == ("Lead", "bo@dune.example")
    assert (found["Cy Kelp"].away_from, found["Cy Kelp"].away_until) == (date(2026, 1, 1), date(2026, 2, 1))
    assert [(agency.name, agency.domains) for agency in read().agencies] == [
        ("Dune Health", ("health.example",)),
        ("Dune School", ("dune.example",)),
    ]


def test_the_partnerships_own_team_is_no_agency(load, read):
    load(HEADER + CHAIR)
    assert read().agencies == ()
    assert (read().officers[0].agency_id, read().officers[0].kind) == ("", "partnership")


def test_loading_again_replaces_what_was_there_and_keeps_the_ids_of_those_who_stay(load, read):
    load(HEADER + LEAD + NURSE)
    before = by_name(read())
    load(HEADER + LEAD.replace("Ada Sand", "Ada Sand-Reed") + CHAIR)
    after = by_name(read())
    assert after.keys() == {"Ada Sand-Reed", "Di Foam"}
    assert after["Ada Sand-Reed"].id == before["Ada Sand"].id
    assert after["Ada Sand-Reed"].agency_id == before["Ada Sand"].agency_id


def test_another_partnerships_directory_is_left_alone(load, read):
    load(HEADER + LEAD)
    load((HEADER + LEAD).replace("sefton", "liverpool"), "liverpool")
    load(HEADER + CHAIR)
    assert [officer.name for officer in read("liverpool").officers] == ["Ada Sand"]


def test_a_refused_file_changes_nothing(load, read):
    load(HEADER + LEAD)
    before = read()
    with pytest.raises(DirectoryError):
        load(HEADER + CHAIR + NURSE.replace("health,", "hospital,"))
    assert read() == before


def test_every_bad_line_is_named(load):
    bad = NURSE.replace("cy@health.example", "cy at health") + LEAD.replace("Ada Sand", "") + CHAIR + CHAIR
    with pytest.raises(DirectoryError) as refused:
        load(HEADER + bad)
    assert str(refused.value).splitlines() == [
        "Nothing was loaded. Correct these, and load the file again.",
        'line 2: email is no e-mail address: "cy at health". Write one such as name@school.example.',
        "line 3: name is empty.",
        "line 5: Di Foam is the same officer as on line 4. Keep one of the two.",
    ]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (LEAD.replace("school", "scool", 1), 'there is no kind of agency "scool"'),
        (LEAD.replace("sefton", "leeds"), 'the partnership is "leeds", not sefton'),
        (LEAD.replace("ada@dune", "ada\x07@dune"), "control character"),
        (LEAD.replace("Ada Sand", '"Ada\nBcc: x@y.example"'), "control character"),
        (LEAD.replace("ada@dune.example", "ada@dune.example@x.example"), "no e-mail address"),
        (LEAD.replace("bo@dune.example", ""), "give the deputy both a name and an e-mail address"),
        (LEAD.replace(",dune.example,", ",@dune,"), '"@dune" is no mail domain'),
        (NURSE.replace("2026-01-01", "1/1/2026"), 'away_from is no date: "1/1/2026"'),
        (NURSE.replace("2026-01-01", "2026-02-30"), 'away_from is no date: "2026-02-30"'),
        (NURSE.replace("2026-01-01", "2026-03-01"), "away_until is before away_from"),
        (LEAD.replace("Ada Sand", "A" * 301), "longer than 300"),
        (LEAD + POLICE, "Dune School is police here and school on line 2"),
        (LEAD.replace("Lead,", "Lead,,"), "has 14 values for 13 columns"),
        ('sefton,"Dune', "cannot be read as comma-separated values"),
    ],
)
def test_a_line_that_cannot_be_meant_is_refused(load, line, says):
    with pytest.raises(DirectoryError, match="line ") as refused:
        load(HEADER + line)
    assert says in str(refused.value)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "the file is empty"),
        (" \n\n", "the file is empty"),
        (HEADER, "empty below its header"),
        (HEADER.replace("email,", "e-mail,", 1) + LEAD, 'there is no column "e-mail"'),
        (HEADER.replace("email,", "e-mail,", 1) + LEAD, 'the column "email" is missing'),
        (HEADER.replace("service", "post") + LEAD, 'the column "post" is there twice'),
    ],
)
def test_a_file_that_is_no_directory_is_refused(load, text, says):
    with pytest.raises(DirectoryError) as refused:
        load(text)
    assert says in str(refused.value)


def test_a_byte_order_mark_line_ends_of_windows_and_empty_lines_do_no_harm(load):
    raw = b"\xef\xbb\xbf" + (HEADER + "\n" + LEAD + ",,,,,,,,,,,,\n" + CHAIR).replace("\n", "\r\n").encode()
    assert load(listing.text_of(raw)).officers == 2


def test_a_line_is_counted_where_it_begins(load):
    over_two_lines = NURSE.replace("sefton", '"sefton\n"')
    with pytest.raises(DirectoryError, match="line 6: name is empty"):
        load(HEADER + "\n" + LEAD + over_two_lines + CHAIR.replace("Di Foam", ""))


def test_another_encoding_is_refused():
    with pytest.raises(DirectoryError, match="not UTF-8"):
        listing.text_of((HEADER + LEAD).replace("Ada", "Adá").encode("latin-1"))


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (LEAD.replace("ada@dune", "ada@home"), "line 2: email is outside the domains of Dune School."),
        (LEAD + NURSE.replace("health.example,,", "health.example dune.example,,"), "share dune.example"),
        (LEAD.replace(",,,\n", ",,,2026-06-01\n"), "Ada Sand held the post until 1 June 2026"),
    ],
)
def test_what_may_be_a_slip_is_loaded_with_a_warning(load, line, says):
    [warning] = load(HEADER + line).warnings
    assert says in warning


def test_domains_need_stand_on_one_line_of_an_agency_only(load, read):
    more = "sefton,Dune School,school,Head,Ed Tern,ed@dune.example,,,,,,,\n"
    assert load(HEADER + more + LEAD).warnings == ()
    assert read().agencies[0].domains == ("dune.example",)


def test_an_agency_is_found_by_its_name_however_it_is_typed(load, read):
    load(HEADER + LEAD)
    assert directory.agency_named(read(), "  dune  SCHOOL ").kind == "school"
    assert directory.agency_named(read(), "Dune") is None


def test_an_officer_is_found_by_id(load, read):
    load(HEADER + LEAD)
    [officer] = read().officers
    for id in (officer.id, f"officer:{officer.id}", f"deputy:{officer.id}"):
        assert directory.officer_by_id(read(), id) == officer
    assert directory.officer_by_id(read(), "officer:0") is None
