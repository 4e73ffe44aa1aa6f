"""What is served of GOV.UK Frontend, and what is not ours to serve."""

import re

import pytest

from service.web.components.vendor import CHANGES, NOTICE, STATIC, VERSION, without_identity

STYLES = (STATIC / f"govuk-frontend-{VERSION}.min.css").read_text(encoding="utf-8")
SCRIPT = (STATIC / f"govuk-frontend-{VERSION}.min.js").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "mark", ["Transport", "@font-face", "crest", "footer__crown", "#1d70b8", "url(", "sourceMapping"]
)
def test_the_styles_carry_nothing_of_the_identity(mark):
    assert mark.casefold() not in STYLES.removeprefix(NOTICE).casefold()


def test_styles_and_script_are_of_one_version_and_carry_the_licence():
    assert f'--govuk-frontend-version:"{VERSION}"' in STYLES
    assert f'"{VERSION}"' in SCRIPT[:2500]
    for served in (STYLES, SCRIPT):
        assert served.startswith(NOTICE)
        assert "Permission is hereby granted, free of charge" in served


def test_no_font_and_no_picture_but_our_own_is_served():
    assert {one.name for one in STATIC.iterdir()} == {
        f"govuk-frontend-{VERSION}.min.css", f"govuk-frontend-{VERSION}.min.js", "mark.svg", "desk.css", "parley.css",
        "parley.js",
    }


def test_a_version_with_another_number_of_marks_is_refused():
    with pytest.raises(SystemExit, match="read the styles again"):
        without_identity("@font-face{font-family:GDS Transport}")


def test_every_class_that_our_pages_use_is_styled(browser):
    own = (STATIC / "parley.css").read_text(encoding="utf-8")
    styled = set(re.findall(r"\.([a-zA-Z][\w-]*)", STYLES + own))
    for address in ("/", "/sefton/", "/sefton/raise", "/sefton/raise/act-today", "/sefton/raise/details?risk=no"):
        page = browser.get(address).get_data(as_text=True)
        used = {name for names in re.findall(r'class="([^"]*)"', page) for name in names.split()}
        assert {name for name in used if name.startswith("parley-")} <= styled
    assert len(CHANGES) == len({pattern for pattern, _, _ in CHANGES})
