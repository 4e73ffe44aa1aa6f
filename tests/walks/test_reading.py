"""The start page promises how long it takes, and keeps its word: nobody is given more to read or to type than that."""

import re

import pytest

from service.app import create_app
from service.desk.pages import DeskOf
from tests.intake.house import House
from tests.walks.reading import JOURNEYS, table, walk, words_on
from tests.web.seen import tree

ROUNDING = 0.5  # of a promise of "about" so many minutes
CHOOSING = 1.2  # to make up one's mind takes a fifth on top: a first-timer with a phone took 10 minutes in all
LAST = "Check your answers and send"


@pytest.mark.parametrize("partnership", JOURNEYS)
def test_it_takes_no_longer_than_the_start_page_says(partnership: str, house: House) -> None:
    with create_app(house.pages, DeskOf(house.service)).test_client() as browser:
        said = re.search(r"about (\d+) minutes", words_on(tree(browser.get(f"/{partnership}/"))))
        seen = list(walk(browser, partnership))
    assert said and seen[-2].heading == LAST
    until_sent = CHOOSING * sum(one.minutes for one in seen[:-1])
    assert until_sent < int(said[1]) + ROUNDING, table(seen)
    assert until_sent > int(said[1]) - 3 * ROUNDING, "the promise is too modest: the start page can say less"
