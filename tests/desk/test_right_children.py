"""Mails that wait tell of the children rightly once these are corrected, and nothing else of them changes (C15)."""

from tests.desk.sitting import Sitting
from tests.desk.test_correcting import correct, the_form
from tests.intake.house import CHILD, HEALTH, House, text_in
from tests.intake.writing import let_have

ANNA, BELLA, CARA = "Anna Moss; 1 2 2019; none", "Bella Fern; 4 5 2020; none", "Cara Holt; 7 8 2021; none"


def corrected(house: House, pearl: Sitting, part: str, words: str, level: str = "L2", **form: str) -> str:
    """What waited for a reader of that level, as it leaves once that part of the form says these words."""
    house.sent()
    let_have(house, level)
    reference = house.notify(**form).reference
    correct(pearl, the_form(pearl, reference), choice=part, how="change", words=words)
    return text_in(house.last(HEALTH, "reply by"))


def told(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith(("Name:", "Born:", "Due:"))]


def unborn(day: str, month: str, year: str) -> dict[str, str]:
    return {"subject": "unborn", "child_born-day": day, "child_born-month": month, "child_born-year": year}


def test_a_date_of_the_procedure_that_a_baby_was_due_on_stays(house: House, pearl: Sitting) -> None:
    text = corrected(house, pearl, "child_born", "20 January 2027", **unborn("2", "12", "2026"))
    assert "Due: 20 January 2027" in text and "Due: 2 December" not in text
    all_of_them = "".join(map(text_in, house.out))
    assert "By: Wednesday 2 December 2026" in all_of_them and "Wednesday 20 January" not in all_of_them


def test_siblings_who_share_initials_are_not_taken_for_each_other(house: House, pearl: Sitting) -> None:
    text = corrected(house, pearl, "child_name", "Bo Quill", "L1", siblings="Zara Quill; 1 2 2019; child in need")
    assert "about a child (initials B.Q., Z.Q.)." in text


def test_a_sibling_who_is_taken_out_leaves_the_others_as_they_are(house: House, pearl: Sitting) -> None:
    text = corrected(house, pearl, "siblings", f"{BELLA}\n{CARA}", siblings=f"{ANNA}\n{BELLA}\n{CARA}")
    assert "Anna" not in text and told(text) == [
        f"Name: {CHILD}", "Born: 3 March 2018", "Name: Bella Fern", "Born: 4 May 2020", "Name: Cara Holt",
        "Born: 7 August 2021",
    ]  # fmt: skip
    assert "(initials Z.Q., B.F., C.H.)" in text


def test_siblings_who_change_places_keep_their_names_and_dates(house: House, pearl: Sitting) -> None:
    text = corrected(house, pearl, "siblings", f"{BELLA}\n{ANNA}", siblings=f"{ANNA}\n{BELLA}")
    assert told(text)[2:] == ["Name: Bella Fern", "Born: 4 May 2020", "Name: Anna Moss", "Born: 1 February 2019"]


def test_a_name_that_is_a_word_is_put_right_where_it_is_the_name_alone(house: House, pearl: Sitting) -> None:
    text = corrected(house, pearl, "child_name", "William Sand", child_name="Will", wanted="Will they visit?")
    assert "Name: William Sand" in text and "What they want to happen: Will they visit?" in text


def test_a_short_answer_is_put_right_where_it_is_the_answer_alone(house: House, pearl: Sitting) -> None:
    text = corrected(house, pearl, "wanted", "A joint visit", wanted="reply")
    assert "What they want to happen: A joint visit" in text and "first line of a reply" in text
