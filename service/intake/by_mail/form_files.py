"""The form that a mail brings: in its words, or among its files."""

from dataclasses import replace

from forms import PUBLISHED
from forms.documents import Edition, Filled, Unread, Why
from forms.documents.opening import IMAGES
from service.intake.by_mail.inbound import Inbound
from service.intake.raising.choices import offered
from service.store.filed import AS_FORM

SMALL_IMAGE = 60_000  # the badges under people's names are smaller than a page that was photographed


def form_in(inbound: Inbound) -> Filled | Unread | None:
    """The form that a mail brings, of several the one with most answers; why it could not be read; None: no form."""
    return _form_among(inbound, inbound.mail.text)


def form_in_files(inbound: Inbound) -> Filled | Unread | None:
    """The same of its files alone: the words of a reply are its own."""
    return _form_among(inbound, "") if inbound.sound else None


def _form_among(inbound: Inbound, text: str) -> Filled | Unread | None:
    files = [one.content for one in inbound.sound if not _is_a_badge(one.content)]
    read = inbound.reader.forms(text, files, offered(inbound.service, inbound.partnership))
    forms = [one for one in read if isinstance(one, Filled)]
    shut = [one for one in read if isinstance(one, Unread) and one.why is not Why.NOT_OURS]
    best = max(forms, key=lambda one: len(one.given), default=None)
    if best is None:
        return next(iter(shut), None)
    return _with_its_like(best, forms) if PUBLISHED[best.form].repeats else best


def _with_its_like(best: Filled, forms: list[Filled]) -> Filled:
    """A form that repeats may come as many files: each is a row of one log, in their order."""
    rows = [row for one in forms if one.form == best.form for row in (one.given, *one.more)]
    return replace(best, given=rows[0], more=tuple(rows[1:]))


def _is_a_badge(file: bytes) -> bool:
    return len(file) < SMALL_IMAGE and file.startswith(IMAGES)


def in_free_words(inbound: Inbound) -> Filled | None:
    """What a coordinator says is a new concern, though it fills in no form: all its answers are to be asked for."""
    if inbound.kept.released_as != AS_FORM:
        return None
    return Filled("notification", "text", Edition.UNMARKED, {}, besides=(inbound.mail.text,))
