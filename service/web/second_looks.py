"""What makes the journey stop for a moment: answers that are allowed, and more often a slip (ux.md 2.2.1 and 2.2.4)."""

from forms.notification import NotificationForm

FOR_PRIVATE_USE = {
    "aol.co.uk", "aol.com", "blueyonder.co.uk", "btinternet.com", "gmail.com", "googlemail.com", "gmx.co.uk",
    "gmx.com", "hotmail.co.uk", "hotmail.com", "icloud.com", "live.co.uk", "live.com", "mac.com", "mail.com", "me.com",
    "msn.com", "ntlworld.com", "outlook.com", "proton.me", "protonmail.com", "sky.com", "talktalk.net",
    "tiscali.co.uk", "virginmedia.com", "yahoo.co.uk", "yahoo.com", "ymail.com",
}  # fmt: skip
OF_AGE = 18


def address_looks_private(form: NotificationForm) -> bool:
    return str(form["your_email"].data).strip().rpartition("@")[2].casefold() in FOR_PRIVATE_USE


def child_is_of_age(form: NotificationForm) -> bool:
    """Whether somebody said to be a child is 18 by today."""
    born, today = form["child_born"].typed_day, form.meta.choices.today
    if born is None or form["subject"].data == "adult":
        return False
    return bool(today.year - born.year - ((today.month, today.day) < (born.month, born.day)) >= OF_AGE)
