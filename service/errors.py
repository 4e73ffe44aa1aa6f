"""The tree of errors: raise what a caller can act on, catch only where you act.

    ServiceError
    ├── ConfigError             a setting is missing or unreadable
    ├── ProcedureError          a procedure file contradicts itself
    ├── DirectoryError          a directory file has bad lines; nothing of it was loaded
    ├── NoSuchCase              nobody knows that reference
    ├── NotAllowed              the act is not this person's, or needs a second one
    ├── NotNow                  the act does not fit the case as it stands
    ├── Conflict                somebody else changed the case in the meantime; try again
    ├── Unsealable              a sealed value does not open: wrong key, or moved from its row
    ├── Unreadable              bytes that cannot be read within the limits
    ├── UnsafeHeader            a value that would break out of a mail's header
    ├── NoToken                 nobody gave a token to sign in to a mailbox with
    └── MailboxUnreachable      the IMAP server or its account cannot be used now; the mail waits there

Every message is a sentence that says what to do next, and names no child.
"""


class ServiceError(Exception):
    """A fault that a person can act on; its text is fit to be shown to them."""


class ConfigError(ServiceError):
    pass


class ProcedureError(ServiceError):
    pass


class DirectoryError(ServiceError):
    pass


class NoSuchCase(ServiceError):
    pass


class NotAllowed(ServiceError):
    pass


class NotNow(ServiceError):
    pass


class Conflict(ServiceError):
    pass


class Unsealable(ServiceError):
    pass


class Unreadable(ServiceError):
    pass


class UnsafeHeader(ServiceError):
    pass


class NoToken(ServiceError):
    pass


class MailboxUnreachable(ServiceError):
    pass
