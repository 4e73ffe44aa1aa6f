"""parley check: every fault with its place and remedy, every doubt, and every role that nobody holds."""

from pathlib import Path

import pytest

from service import procedures
from service.demo import directory as demo

LOADED = ("sefton", "liverpool", "lincolnshire", "escb")
ALONE = "No directory is loaded: the procedures alone were checked."


@pytest.fixture
def folder(nowhere: Path) -> Path:
    """A folder with Sefton's procedure."""
    shipped = Path(procedures.__file__).with_name("sefton.toml")
    (nowhere / "files").mkdir()
    (nowhere / "files" / "sefton.toml").write_bytes(shipped.read_bytes())
    return nowhere / "files"


def spoil(folder: Path, written: str, instead: str) -> None:
    file = folder / "sefton.toml"
    file.write_text(file.read_text().replace(written, instead))


def load(parley) -> None:
    for key in LOADED:
        assert parley("directory", "load", Path(demo.__file__).with_name(f"directory-{key}.csv"))[0] == 0


def test_the_shipped_procedures_have_no_fault_and_no_settings_are_needed(parley, nowhere):
    code, out, err = parley("check")
    assert (code, err) == (0, "")
    assert ALONE in out
    assert "warning: longmoor.toml: source: was to be reviewed by 31 January 2021" in out
    assert list(nowhere.iterdir()) == []


def test_every_fault_is_told_with_its_place_and_its_remedy(parley, folder):
    spoil(folder, '"receiving/service_manager"', '"receiving/service_maneger"')
    spoil(folder, 'on      = "raise-with-director done"', 'on      = "directors-meet done"')
    code, out, _ = parley("check", "--folder", folder)
    assert code == 1
    assert 'sefton.toml: stage.2.meeting: nobody is "service_maneger"' in out
    assert "sefton.toml: stage.3.directors-meet" in out
    assert "Faults: 2." in out


def test_a_folder_without_faults_passes(parley, folder):
    code, out, _ = parley("check", "--folder", folder)
    assert (code, "1 procedures can be used. Faults: 0." in out) == (0, True)


def test_a_folder_that_is_not_there_is_refused(parley, nowhere):
    assert parley("check", "--folder", "elsewhere") == (2, "", "There is no folder elsewhere.\n")


def test_the_defaults_are_explained_for_one_procedure_or_for_all(parley, nowhere):
    one, every = parley("check", "--explain", "sefton")[1], parley("check", "--explain")[1]
    assert one.startswith("Sefton escalation procedure (sefton, SEF")
    assert "Liverpool" not in one
    assert one.strip() in every
    assert "Liverpool" in every
    assert parley("check", "--explain", "seftn")[::2] == (
        2,
        'There is no procedure "seftn" that can be used. Did you mean "sefton"?\n',
    )


def test_an_empty_database_has_no_directory(parley, house):
    code, out, _ = parley("check")
    assert (code, ALONE in out) == (0, True)


def test_roles_that_nobody_holds_are_warnings(parley, house):
    load(parley)
    code, out, _ = parley("check")
    told = [line for line in out.splitlines() if line.startswith(tuple(f"warning: {key}:" for key in LOADED))]
    assert code == 0
    assert ALONE not in out
    assert told == [
        "warning: sefton: Nobody holds the post Director or Head of Service at Sandhills Academy."
        " Add one to the directory.",
        "warning: liverpool: Nobody holds the post LSCPB Representative at Indigo Lane High School."
        " Add one to the directory.",
        "warning: lincolnshire: Nobody holds the post Senior manager at Windpump Surgery. Add one to the directory.",
        "warning: escb: Nobody holds the post ESCB representative at Quarry Police. Add one to the directory.",
    ]


def test_a_fault_in_the_partnerships_file_is_a_fault(parley, house, monkeypatch):
    (house / "mine.toml").write_text(demo.PARTNERSHIPS.read_text().replace('"sefton"', '"seftn"'))
    monkeypatch.setenv("PARLEY_PARTNERSHIPS_FILE", "mine.toml")
    code, out, _ = parley("check")
    assert (code, 'mine.toml: sefton: procedure: there is no procedure "seftn"' in out) == (1, True)


def test_a_database_that_is_not_migrated_is_said(parley, house, monkeypatch):
    (house / "other.db").touch()
    monkeypatch.setenv("PARLEY_DATABASE_URL", f"sqlite:///{house}/other.db")
    code, out, _ = parley("check")
    assert (code, "Run `parley migrate`" in out, ALONE in out) == (0, True, True)
