"""partnerships.toml: every key looked at, and every fault told at once."""

import pytest

from service import colour, partnerships
from service.demo.directory import PARTNERSHIPS
from service.errors import ConfigError

PROCEDURES = ("escb", "liverpool", "longmoor", "lsab-lscp", "sefton")


@pytest.fixture
def read(tmp_path):
    def run(text):
        (tmp_path / "partnerships.toml").write_text(text)
        return partnerships.read(tmp_path / "partnerships.toml", PROCEDURES)

    return run


@pytest.fixture
def spoilt(read):
    """The demo's file with one thing written differently; what is said of it."""

    def run(written, instead):
        text = PARTNERSHIPS.read_text()
        assert written in text
        with pytest.raises(ConfigError) as refused:
            read(text.replace(written, instead, 1))
        return str(refused.value)

    return run


def test_the_demos_partnerships_are_read():
    known = partnerships.read(PARTNERSHIPS, PROCEDURES)
    assert list(known) == ["sefton", "liverpool", "lincolnshire", "escb", "knowsley"]
    assert (known["sefton"].procedure, known["sefton"].areas) == ("sefton", ("Sefton",))
    assert known["liverpool"].coordinator_post == "Safeguarding Coordinator"


def test_a_coordinator_is_called_so_unless_the_file_says_otherwise(read):
    text = PARTNERSHIPS.read_text().replace('coordinator_post = "Coordinator"\n', "")
    assert read(text)["sefton"].coordinator_post == "Coordinator"


def test_how_long_a_closed_case_is_kept_may_be_left_out():
    known = partnerships.read(PARTNERSHIPS, PROCEDURES)
    assert (known["sefton"].kept_for_years, known["liverpool"].kept_for_years) == ("25", "")


@pytest.mark.parametrize(
    ("written", "instead", "says"),
    [
        ('telephone        = "01632 960100"', "", "sefton: add telephone = ..."),
        ('telephone        = "01632 960100"', "telephone = 5", "sefton: telephone: write one line of text, in quotes."),
        ('"01632 960100"', '"01632\\n960100"', "sefton: telephone: write one line of text, in quotes."),
        ("hours ", "hour ", "sefton: there is no key hour."),
        ('["Sefton"]', '"Sefton"', "sefton: areas: write a list of texts"),
        ('["Sefton"]', "[]", "sefton: areas: write a list of texts"),
        ('["ESCB"]', '["liverpool"]', 'the area "liverpool" is listed more than once'),
        ("sefton@parley", "liverpool@parley", "the mailbox liverpool@parley.example is given to more than one"),
        ("sefton@parley.example", "sefton", 'sefton: mailbox: "sefton" is no e-mail address'),
        ('procedure        = "sefton"', 'procedure = "leeds"', 'there is no procedure "leeds". Choose from'),
        ('"25"', '"for ever"', 'sefton: kept_for_years: "for ever" is no number of years. Write whole years in digits'),
        ('"25"', '"0"', 'kept_for_years: "0" is no number of years'),
        ("#00543c", "#ffdd00", "sefton: choose a darker colour: #ffdd00 has a contrast of 1.3:1"),
        ("#00543c", "green", 'sefton: give the colour as six digits, for example "#00543c", not "green"'),
        ("[sefton]", "[Sefton]", "Sefton: use small letters, digits and hyphens"),
        ("[sefton]\n", "anytown = 1\n[sefton]\n", "anytown: write it as a table"),
        ("[sefton]", "[sefton", "cannot be read: "),
    ],
)
def test_what_cannot_be_used_is_said_with_its_remedy(spoilt, written, instead, says):
    assert says in spoilt(written, instead)


def test_all_faults_are_told_at_once(read):
    with pytest.raises(ConfigError) as refused:
        read('[a]\nname = 1\n[b]\ncolour = "red"\n')
    assert str(refused.value).count("\n") > 15


def test_a_file_that_is_missing_or_empty_is_refused(read, tmp_path):
    with pytest.raises(ConfigError, match="PARLEY_PARTNERSHIPS_FILE"):
        partnerships.read(tmp_path / "none.toml", PROCEDURES)
    with pytest.raises(ConfigError, match="names no partnership"):
        read("")


def test_contrast_is_reckoned_as_wcag_does():
    assert colour.contrast_with_white("#000000") == pytest.approx(21)
    assert colour.contrast_with_white("#767676") == pytest.approx(4.54, abs=0.01)
    assert (colour.fault("#767676"), colour.fault("#777777")[:15]) == ("", "choose a darker")


def test_an_areas_own_numbers_stand_in_place_of_the_partnerships(read):
    sefton = read(PARTNERSHIPS.read_text() + DOOR)["escb"]
    assert (sefton.front_door_of("ESCB"), sefton.out_of_hours_of("ESCB")) == ("01632 960961", "01632 960962")
    assert sefton.front_door_of("elsewhere") == sefton.front_door


DOOR = """
[escb.front_doors.ESCB]
name = "Front door"
telephone = "01632 960961"
hours = "by day"
out_of_hours = "01632 960962"
checked = 2026-11-02
"""


@pytest.mark.parametrize(
    ("written", "instead", "says"),
    [
        ("front_doors.ESCB", "front_doors.Nowhere", "escb: front_doors.Nowhere: there is no such area."),
        ('hours = "by day"', "", "escb: front_doors.ESCB: add hours = ..."),
        ('hours = "by day"', "hours = 9", "escb: front_doors.ESCB.hours: write one line of text, in quotes."),
        ("2026-11-02", '"lately"', "escb: front_doors.ESCB.checked: write a date: 2026-11-02."),
        ("checked", "cheked", "escb: front_doors.ESCB: there is no key cheked."),
    ],
)
def test_what_is_wrong_with_a_front_door_is_told_by_its_place(read, written, instead, says):
    with pytest.raises(ConfigError) as refused:
        read(PARTNERSHIPS.read_text() + DOOR.replace(written, instead, 1))
    assert says in str(refused.value)


def test_the_days_of_a_group_are_dates(read):
    with pytest.raises(ConfigError, match=r"lincolnshire: meets\.next_review_group: write a list of dates"):
        read(PARTNERSHIPS.read_text().replace("[2026-12-10, ", '["soon", '))
    assert read(PARTNERSHIPS.read_text())["lincolnshire"].meets["next_review_group"][0].isoformat() == "2026-12-10"
