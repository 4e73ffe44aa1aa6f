"""Every row of the acceptance list is shown by a test, or says why it is not yet."""

from tests.seeds.rows import all_rows, not_yet, shown


def test_every_row_is_shown_by_a_test_or_says_why_not_yet():
    assert all_rows() - set(shown()) - set(not_yet()) == set()


def test_no_test_names_a_row_that_does_not_exist():
    assert set(shown()) - all_rows() == set()
    assert set(not_yet()) - all_rows() == set()


def test_a_row_that_is_shown_is_not_said_to_be_missing():
    assert set(shown()) & set(not_yet()) == set()


def test_what_is_missing_says_why_and_which_issue_it_waits_for():
    assert [row for row, said in not_yet().items() if not said.get("why") or not said.get("issue")] == []
