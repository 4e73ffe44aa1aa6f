"""The words that mail systems report with, in the languages they speak: of failure, of delay, and of its reason."""

import re

from service.mail.phrases import any_of

FAILED_SUBJECT = any_of(
    r"undeliver(?:able|ed)", r"returned mail", r"returned to sender", r"failed delivery", r"failure notice",
    r"delivery (?:status notification|failure|has failed|report|notification|delayed|warning)", r"mail delivery",
    r"mail (?:system error|could not be)", r"message (?:could not be delivered|delayed)", r"rejected",
    r"non[- ]?deliver", r"unzustellbar", r"nicht zugestellt", r"non[- ]remis", r"no se ha podido entregar",
    r"niet (?:bezorgd|afgeleverd)", r"(?:message|mail) (?:was |has been )?(?:blocked|not delivered)", r"methu danfon",
    r"nie zosta[łl]a? dostarczon", r"consegna non riuscita", r"não entregue", r"nelivrat", r"не доставлено",
)  # fmt: skip
FAILED_AT_THE_END = re.compile(r":\s*(?:non remis|delivery failed|undeliverable|not delivered)\b[^:]{0,30}$", re.I)
PERSONS_PREFIX = re.compile(r"\s*(?:fwd?|fw|re|tr|wg|aw)\s*:", re.I)
SUCCESS = re.compile(r"\b(?:success(?:ful|fully)?|relay(?:ed)?|delivered to)\b", re.I)
NOT_DELIVERED = any_of(
    r"(?:could|can) ?(?:not|n['’]t) be (?:successfully )?delivered", r"(?:was|were) (?:not|un)[- ]?deliver",
    r"wasn['’]t (?:able to be )?delivered", r"failed recipients", r"has not been delivered", r"failed address\b",
    r"non-?delivery report", r"undeliverable (?:mail|message|address)", r"undelivered mail returned",
    r"delivery to the following recipients? (?:failed|has been delayed)", r"delivery (?:of .{1,60} )?(?:has )?failed",
    r"unable to deliver", r"had (?:permanent )?(?:fatal|delivery) errors", r"did not reach the following recipient",
    r"did not reach (?:some|any|all)\b", r"recipients?(?:\(s\))? (?:could|can) ?not be reached",
    r"has been postponed", r"delivery attempts will continue",
    r"(?:delivered to|reached) (?:some|other)\b.{0,60}\bbut not\b", r"pas pu [eê]tre (?:d[eé]livr|remis|distribu)",
    r"(?:konnte|kann) (?:.{1,60} )?nicht (?:zugestellt|zugestellt werden)", r"no (?:pudo|se pudo) (?:ser )?entreg",
    r"(?:kon|kan) (?:.{1,60} )?niet (?:worden )?(?:afgeleverd|bezorgd)", r"impossibile (?:recapitare|consegnare)",
    r"non è stato possibile (?:recapitare|consegnare)", r"não (?:foi possível entregar|pôde ser entregue)",
    r"nie (?:udało się|można|można było) dostarczyć", r"nie zosta[łl]a? dostarczon", r"nu a putut fi livrat",
    r"methodd (?:y|eich) neges", r"(?:ni ellid|methu â?) ?(?:danfon|ddanfon|dosbarthu|cyflwyno)", r"не доставлено",
    r"kunde inte levereras", r"kunne ikke leveres", r"ei voitu toimittaa", r"nelze doručit",
)  # fmt: skip
LATE = any_of(
    r"delivery (?:is delayed to|delay notification)", r"has(?: not|n['’]t) (?:yet )?been delivered (?:to|yet)",
    r"message is delayed",
)  # fmt: skip
MAIL_TERMS = any_of(r"\brecipients?\b", r"\bmail system\b", r"\bSMTP\b", r"\bdiagnostic information\b")
DELAYED = any_of(
    r"\bdelay(?:ed)?\b", r"\bstill trying\b", r"\bwill (?:continue|keep|be retried|try)\b", r"\bpostponed\b",
    r"\b(?:attempts|try) (?:will|to) continue\b", r"\b(?:do not|don't|no) need (?:to )?re-?send\b", r"\bwarning only\b",
    r"\bhas not yet been delivered\b", r"\bwird weiter versucht\b",
)  # fmt: skip
GIVEN_UP = any_of(
    r"\bgiv(?:en|ing) up", r"\bgave up", r"\bpermanent(?:ly)?", r"\bwill not (?:be )?retr", r"\bno further attempt",
    r"\bblocked by\b",
)
FULL = any_of(
    r"(?:mail ?box|quota|account|storage|inbox|user)\W+(?:\w+\W+){0,4}(?:is |was )?(?:full|exceed\w*|over)",
    r"over ?quota", r"quota exceeded", r"exceeded (?:\w+ ){0,4}(?:quota|storage)", r"disk full",
    r"insufficient (?:\w+ )?(?:storage|space)", r"postfach .{0,40}\bvoll\b", r"bo[iî]te .{0,40}\bpleine\b",
    r"buz[oó]n .{0,40}\bllen[oa]\b", r"casella .{0,40}\bpiena\b", r"skrzynka .{0,40}\bpe[łl]na\b",
    r"blwch .{0,40}\bllawn\b",
)  # fmt: skip
UNKNOWN = any_of(
    r"(?:no such|unknown|invalid) (?:user|address|recipient|account|mailbox|local)", r"address (?:rejected|not found)",
    r"user (?:is )?(?:unknown|not found)", r"(?:does not|doesn't) exist", r"not listed in", r"no mailbox here",
    r"not (?:a )?(?:valid|known) (?:user|address|recipient)", r"(?:host|domain) (?:unknown|not found)",
    r"account (?:has been )?(?:disabled|closed)", r"empfänger .{0,40}\bunbekannt\b", r"n['’]existe pas",
    r"\bno existe\b", r"\bnon esiste\b", r"\bnie istnieje\b", r"\bnieznany\b", r"ddim yn bodoli",
)  # fmt: skip
NOT_NOW = any_of(
    r"(?:^|\s|[(\[#:])(?:4\d\d[ -](?!\d)|4\.\d{1,3}\.\d{1,3}\b)", r"temporar(?:y|ily)", r"try again later"
)
FOR_GOOD = re.compile(r"\b5\d\d[ -]|\b5\.\d\.\d")
RETURNED_BELOW = re.compile(
    r"^\W*(?:-+ ?)?(?:returned|original|old|your|this is a copy)\b.{0,30}(?:message|mail|follow)"
    r"(?!.{0,20} (?:not|never)\b)",
    re.I,
)
RETURNED_HEADER = re.compile(
    r"(?:message-id|from|to|cc|reply-to|subject|date|received|return-path|references|in-reply-to|x-[\w-]+)\s*:", re.I
)
HEADERS_BELOW = re.compile(
    r"(?:message-id|from|received|return-path|references|in-reply-to|reply-to|date|x-[\w-]+)\s*:", re.I
)
REJECTED = re.compile(r"automatically rejected", re.I)  # Dovecot says so in what calls itself a read receipt
