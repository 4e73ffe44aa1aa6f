"""The words that machines write to people: of absence, of robots, of receipts and of tickets, in their languages."""

import re

from service.mail.phrases import any_of

AUTOMATIC = re.compile(
    r"(vacation rule|out[- ]of[- ]office(?=: (?:re|aw):)"
    r"|automatic reply|auto(matic)?[- ]?(reply|response)|ateb awtomatig|automatische antwort|réponse automatique"
    r"|respuesta automática|risposta automatica|resposta automática|automatisch antwoord|autosvar|automatisk svar"
    r"|automaattinen vastaus|odpowiedź automatyczna|automatická odpověď|автоматический ответ|автоматична відповідь"
    r"|otomatik yanıt|自動応答|自动答复)\s*(:|：)",
    re.I,
)
ABSENT = re.compile(
    r"(out[- ]of[- ](the[- ])?office( (auto-?)?reply)?|abwesenheits(notiz|meldung)|abwesend|absence du bureau"
    r"|fuera de la oficina|fuori sede|afwezig)\s*(:|：|$|[-–(\[])",
    re.I,
)
ABSENT_AT_THE_END = re.compile(r"\((?:i am )?(?:currently )?out of (?:the )?office\)\s*$", re.I)
ABSENT_BY_NAME = re.compile(
    r"(?:auto: )?(?P<name>.{1,60}?) (?:is|are) (?:currently )?"
    r"(?:out of (?:the )?office|away from (?:the|my) (?:office|desk)|on (?:annual )?leave)\b",
    re.I,
)
PERSONS_PREFIX = re.compile(r"\s*(?:fwd?|fw|re|wg|aw|tr)\s*:", re.I)
SENT_ON = re.compile(r"\s*(?:fwd?|fw|wg|tr)\s*:", re.I)
AWAY = any_of(
    r"\b(?:i am|i'm|i will be|i'll be|am) (?:currently |now )?(?:out of (?:the )?office|away|not in (?:the )?office)",
    r"\b(?:i am|i'm|i will be|i'll be|am) (?:currently |now )?on (?:(?:\w+ )?leave|holiday)",
    r"\bout of (?:the )?office (?:until|from|on|today|starting|and)", r"\blimited access to (?:my )?e-?mail",
    r"\b(?:return|back)(?:ing)? (?:to (?:the )?(?:office|work) )?on\b", r"\bnid wyf yn y swyddfa",
    r"\bnicht im b[üu]ro", r"\bbin ich abwesend", r"\bje suis (?:absent|en cong)", r"\bestoy fuera", r"\bsono fuori",
    r"\bben ik afwezig", r"\bjag är (?:inte på|borta)",
)  # fmt: skip
ROBOT_SAYS = re.compile(
    r"(?:^\W*|[.!?]\s+)"
    r"(?:\[?this is an? (?:automat(?:ed|ic)|auto-?generated|(?:automatically|system)[- ]generated) (?:\w+ ){0,3}"
    r"(?:message|e-?mail|mail|response|reply|acknowledge?ment|notification|notice|alert|receipt|confirmation|reminder)\b"
    r"|(?:this|your) (?:e-?mail|message) (?:is|was) (?:an? )?(?:automat(?:ed|ic)|auto-?generated|system generated"
    r"|automatically (?:generated|sent|created|produced|issued))\b"
    r"|(?:please )?do not reply to this (?:e-?mail|message)"
    r"(?=\W*$|[.!;)\]]|\s+directly|,? (?:it is|(?:as|because|since)(?! (?:i|my)\b))\b))",
    re.I,
)
ROBOT_OPENS = re.compile(
    r"\W*(?:this is an? )?(?:automat(?:ed|ic)|(?:automatically|auto-?|system[- ]?) ?generated)"
    r" (?:message|e-?mail|response|reply|acknowledge?ment)\W*(?:$|please\b|to\b|from\b|do not\b)",
    re.I,
)
A_MAILBOX = r"(?:this|the) (?:mailbox|inbox|e-?mail address|account) is"
IN_USE = r"(?:in use|monitored|read|checked|active)"
AN_ABSENCE = r"(?:(?:out of|away from|not in) (?:the |my )?office|away|on (?:\w+ )?(?:leave|holiday))"
BOTH = (  # how a subject begins, and what the text says with it
    (
        re.compile(r"(?:(?:not )?read|opened|deleted|message status - (?:opened|read|deleted))\s*(?::|$)", re.I),
        re.compile(
            r"\A\s*your message\b.{0,400}\b(?:was|has been) (?:read|displayed|opened|deleted without being read)\b"
            r".{0,80}\d",
            re.I | re.S,
        ),
    ),
    (
        re.compile(r"recall\s*:|message recall (?:report|success|failure)\b", re.I),
        re.compile(
            r"\A.{0,120}\b(?:would like to recall the message|message recall\b|recall (?:was|is|has))", re.I | re.S
        ),
    ),
    (
        re.compile(r"meeting forward notification\b", re.I),
        re.compile(r"\byour meeting was forwarded\b|\bforwarded your meeting request\b", re.I),
    ),
    (
        re.compile(
            r".{0,40}\b(?:you have (?:\d+ )?(?:new )?(?:held |quarantined |spam )?messages?\b"
            r"|(?:quarantine|spam) (?:digest|report|summary|notification)|messages? (?:on hold|in quarantine))",
            re.I,
        ),
        re.compile(
            r"\bheld (?:messages|for you)\b|\breview these messages\b"
            r"|\bmessages?\b.{0,60}\bquarantined?\b.{0,400}\brelease\b",
            re.I | re.S,
        ),
    ),
)
CANNED = (  # how a text begins that is written once, for whoever writes
    re.compile(
        r"\W*thank(?:s| you) for (?:your (?:e-?mail|message)|contacting .{1,60}?)[.!,;]\s+"
        r"this is an? automat(?:ed|ic) (?:message|e-?mail|response|reply|acknowledge?ment)\b",
        re.I,
    ),
    re.compile(
        rf"\W*(?:thank you for (?:your (?:e-?mail|message)|contacting \w+)\W+)?{A_MAILBOX} (?:no longer|not) {IN_USE}\b"
        r".{0,200}\b(?:has not been|will not be|was not) (?:read|delivered|forwarded|answered)",
        re.I | re.S,
    ),
    re.compile(
        r"\W*thank you for (?:your (?:e-?mail|message)|contacting \w+)\W+(?:please note (?:that )?)?"
        rf"(?:i am|i'm|i will be) (?:currently |now )?{AN_ABSENCE}\b"
        r".{0,300}\b(?:if (?:your|it|the|this) .{0,40}|(?:for|in) (?:any )?)urgent\b.{0,60}\bcontact\b",
        re.I | re.S,
    ),
    re.compile(
        r"\W*your (?:e-?mail|message) (?:was received|has been (?:received|held)|is (?:being held|awaiting|pending))\b"
        r".{0,500}\b(?:click|follow|visit|confirm|reply)\b.{0,120}\b(?:address|yourself|sender)\b",
        re.I | re.S,
    ),
)
TICKET = re.compile(
    r"\W*(?:(?:request|ticket|enquiry|case|call) (?:received|created|logged|opened)|your (?:request|ticket|enquiry))\b",
    re.I,
)
TICKET_SAYS = re.compile(
    r"\b(?:request|ticket|enquiry|incident)\b.{0,60}\b(?:has|have) (?:been )?(?:received|created|logged|opened)"
    r"|\breceived your (?:request|ticket|enquiry)\b",
    re.I,
)
TICKET_NUMBER = re.compile(
    r"#\s?\w{0,6}-?\d{2,}|\b(?:INC|REQ|RITM|SR|CAS|TKT)-?\d{3,}"
    r"|\b(?:ref(?:erence)?|ticket|case|request|incident|enquiry|call)\b(?: (?:is|no\.?|number|id))*"
    r"\W{1,3}[A-Z]{0,6}-?\d{3,}",
    re.I,
)
