"""The mark that each form carries: signed by us, for this form and this submission, for a day.

A form without a fresh mark is shown again with all that was typed, and pressing once more sends it. The pages know
people by the link in their hand and never by a cookie, so there is no standing that another site's form could borrow;
the mark sees to it that what is sent was written on a page of ours that still means what it says.
"""

from uuid import UUID, uuid4

from itsdangerous import BadSignature, URLSafeTimedSerializer

from service.web.shown import service

ONE_DAY = 24 * 60 * 60


def make(form: str, submission: str) -> str:
    return signer().dumps([form, submission])


def is_fresh(mark: str, form: str, submission: str) -> bool:
    """Whether the mark was made for this form and this submission within a day."""
    try:
        return bool(signer().loads(mark, max_age=ONE_DAY) == [form, submission])
    except BadSignature:
        return False


def signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(service().config.web_secret.get_secret_value(), salt="form")


def submission_id(given: str) -> str:
    """The submission that a form belongs to: the one it came with, or a new one where that is no UUID."""
    try:
        return str(UUID(given))
    except ValueError:
        return str(uuid4())
