"""A form that was sent, as a file to keep."""

from io import BytesIO

import pypdf

from forms.documents.copies import pdf_copy
from forms.notification import NotificationForm


def pages_of(content: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(BytesIO(content)).pages]


def test_every_question_stands_there_in_its_order_with_its_answer_or_without(choices) -> None:
    form = NotificationForm.asking(choices)
    said = " ".join(pages_of(pdf_copy(form, {"child_name": "Canary Meadow", "child_born": "2015-03-27"}, ("As sent",))))
    places = [said.find(f"{question.number}. ") for question in form.questions]
    assert -1 not in places and places == sorted(places)
    assert "Canary Meadow" in said and "27 March 2015" in said and said.count("Not answered") == len(places) - 2


def test_nothing_is_cut_however_long_it_is_and_each_page_has_its_number(choices) -> None:
    long = "\n\n".join(["They will not come. " * 200, "x" * 3000, "Ŵyn ŷ 你 🙂"])
    pages = pages_of(pdf_copy(NotificationForm.asking(choices), {"reasons": long}, ("Reference SEF-4T9K-2MC2",)))
    assert all(" SEF-4T9K-2MC2 Page" in page for page in pages)
    said = " ".join(page.rpartition(" Reference ")[0] for page in pages)
    assert said.count("They will not come.") == 200 and said.count("x") >= 3000 and "Wyn y ? ?" in said
    assert all(page.endswith(f"Page {number}") for number, page in enumerate(pages, start=1))


def test_the_same_answers_are_the_same_file(choices) -> None:
    made = [pdf_copy(NotificationForm.asking(choices), {"wanted": "A visit."}, ("As sent",)) for _ in range(2)]
    assert made[0] == made[1]
