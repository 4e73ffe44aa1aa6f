"""parley directory: a file loaded whole or refused whole, what is loaded listed, the columns told."""

from pathlib import Path

import pytest

from service import bootstrap, config, listing
from service.demo import directory as demo
from service.store import audit

SEFTON = Path(demo.__file__).with_name("directory-sefton.csv")


@pytest.fixture
def spoilt(house):
    def write(written: str, instead: str) -> Path:
        (house / "mine.csv").write_text(SEFTON.read_text().replace(written, instead))
        return house / "mine.csv"

    return write


def test_a_file_is_loaded_and_listed(parley, house):
    assert parley("directory", "load", SEFTON) == (0, "Loaded for sefton: 7 agencies, 50 officers.\n", "")
    code, out, _ = parley("directory", "list")
    assert (code, len(out.splitlines())) == (0, 50)
    assert "Rowan Samphire" in out


def test_loading_is_in_the_partnerships_audit(parley, house):
    parley("directory", "load", SEFTON)
    service = bootstrap.assemble(config.read())
    with service.sessions.begin() as session:
        assert [head.chain for head in audit.heads(session)] == ["partnership:sefton"]
        assert audit.verify(session, service.vault) == []
    service.engine.dispose()


def test_a_file_with_bad_lines_is_refused_whole(parley, spoilt):
    parley("directory", "load", SEFTON)
    before = parley("directory", "list")
    code, out, err = parley("directory", "load", spoilt("school", "scool"))
    assert (code, out) == (1, "")
    assert err.startswith("Nothing was loaded. Correct these, and load the file again.\nline 2: there is no kind")
    assert err.count("\nline ") == 19
    assert parley("directory", "list") == before


def test_a_partnership_that_is_not_served_here_is_refused(parley, spoilt):
    code, _, err = parley("directory", "load", spoilt("sefton,", "leeds,"))
    assert (code, 'line 2: there is no partnership "leeds". Choose from sefton, liverpool,' in err) == (1, True)


def test_a_warning_does_not_stop_the_loading(parley, spoilt):
    code, out, _ = parley("directory", "load", spoilt("rowan.samphire@marram-primary", "rowan.samphire@home"))
    assert (code, "warning: line 2: email is outside the domains" in out, "50 officers" in out) == (0, True, True)


def test_a_file_that_is_not_there_is_refused(parley, house):
    assert parley("directory", "load", "none.csv") == (2, "", "none.csv cannot be read: No such file or directory.\n")


def test_with_nothing_loaded_the_list_says_how_to_load(parley, house):
    says = "No directory is loaded. Load one: parley directory load FILE\n"
    assert parley("directory", "list") == (1, "", says)


def test_the_columns_that_are_told_are_those_that_are_read(parley, nowhere):
    code, out, _ = parley("directory", "columns")
    assert code == 0
    assert [column for column in (*listing.NEEDED, *listing.OPTIONAL) if column not in out] == []
