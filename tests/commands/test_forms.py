"""parley form and parley read-form: a form as a file, and what is filled in in one."""

import json

import pytest

from forms import PUBLISHED
from forms.documents import KINDS, Filled, read
from service.commands.form import nobodys_choices


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", PUBLISHED)
def test_every_form_is_written_as_every_kind_of_file_without_settings_and_read_again(parley, nowhere, name, kind):
    assert parley("form", name.replace("_", "-"), "--as", kind, "-o", "form") == (0, "form is written.\n", "")
    found = read((nowhere / "form").read_bytes(), dict.fromkeys(PUBLISHED, nobodys_choices()))
    assert isinstance(found, Filled) and found.form == name
    code, out, _ = parley("read-form", "form", "--json")
    assert (code, json.loads(out)["answers"]) == (0, {})
    assert json.loads(out)["missing"]


def test_a_partnerships_form_names_where_to_send_it(parley, house):
    assert parley("form", "notification", "--as", "text", "-o", "form.txt", "--partnership", "sefton")[0] == 0
    written = (house / "form.txt").read_text()
    assert "(Send it to sefton@parley.example as an email.)" in written
    assert "One of: Sefton" in written


def test_what_is_filled_in_and_what_is_missing_is_told_in_words(parley, nowhere):
    (nowhere / "filled.txt").write_text("Case reference: SEF-4T9K-2MC2\n3. What happened? We have resolved it\n")
    code, out, _ = parley("read-form", "filled.txt")
    assert code == 0
    assert out.startswith("Tell us the outcome of a stage (its questions without the form): 2 answers read\n")
    assert "2. Case reference: SEF-4T9K-2MC2" in out
    assert "1. Select if the risk to the child has changed" in out


@pytest.mark.parametrize(
    ("content", "says"),
    [(b"Dear colleague", "We did not find one of our forms"), (b"\xff\xd8\xff" + b"x" * 40, "a picture, or a scan")],
)
def test_a_file_that_cannot_be_read_is_refused_in_plain_words(parley, nowhere, content, says):
    (nowhere / "file").write_bytes(content)
    code, out, err = parley("read-form", "file")
    assert (code, out) == (1, "")
    assert says in err
    code, out, _ = parley("read-form", "file", "--json")
    assert code == 1 and json.loads(out)["unread"]


def test_what_is_not_there_is_said(parley, nowhere):
    assert parley("form", "nothing", "--as", "pdf", "-o", "x")[0] == 2
    assert parley("read-form", "nothing.docx")[0] == 2
