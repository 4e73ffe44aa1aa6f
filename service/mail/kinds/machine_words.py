"""The words that machines write to people: of absence, of robots, of receipts and of tickets, in their languages."""

import re

from service.mail.phrases import any_of

ABSENT = re.compile(
    r"(automatic reply|auto(matic)?[- ]?(reply|response)|out[- ]of[- ](the[- ])?office( (auto-?)?reply)?|ateb awtomatig"
    r"|automatische antwort|abwesenheits(notiz|meldung)|abwesend|réponse automatique|absence du bureau"
    r"|respuesta automática|fuera de la oficina|risposta automatica|fuori sede|resposta automática|automatisch antwoord"
    r"|afwezig|autosvar|automatisk svar|automaattinen vastaus|odpowiedź automatyczna|automatická odpověď"
    r"|автоматический ответ|автоматична відповідь|otomatik yanıt|自動応答|自动答复)\s*(:|：|$|[-–(\[])",
    re.I,
)
ABSENT_BY_NAME = re.compile(
    r"(?:auto: )?(?P<name>.{1,60}?) (?:is|are) (?:currently )?"
    r"(?:out of (?:the )?office|away from (?:the|my) (?:office|desk)|on (?:annual )?leave)\b",
    re.I,
)
PERSONS_PREFIX = re.compile(r"\s*(?:fwd?|fw|re|wg|aw|tr)\s*:", re.I)
AWAY = any_of(
    r"\b(?:i am|i'm|i will be|i'll be|am) (?:currently |now )?(?:out of (?:the )?office|away|not in (?:the )?office)",
    r"\b(?:i am|i'm|i will be|i'll be|am) (?:currently |now )?on (?:(?:\w+ )?leave|holiday)",
    r"\bout of (?:the )?office (?:until|from|on|today|starting|and)", r"\blimited access to (?:my )?e-?mail",
    r"\b(?:return|back)(?:ing)? (?:to (?:the )?(?:office|work) )?on\b", r"\bnid wyf yn y swyddfa",
    r"\bnicht im b[üu]ro", r"\bbin ich abwesend", r"\bje suis (?:absent|en cong)", r"\bestoy fuera", r"\bsono fuori",
    r"\bben ik afwezig", r"\bjag är (?:inte på|borta)",
)  # fmt: skip
ROBOT_SAYS = re.compile(
    r"(?:^\W*|[.!?]\s+)(?:\[?this is an? (?:automat(?:ed|ic(?:ally)?)|auto-?generated|system[- ]generated)"
    r"|(?:this|your) (?:e-?mail|message) (?:is|was) (?:an? )?(?:automat\w+|auto-?generated|system generated)"
    r"|(?:please )?do not reply to this (?:e-?mail|message))\b",
    re.I,
)
ROBOT_OPENS = re.compile(
    r"\W*(?:this is an? )?(?:automat(?:ed|ic)|(?:automatically|auto-?|system[- ]?) ?generated)"
    r" (?:message|e-?mail|response|reply|acknowledge?ment)\W*(?:$|please\b|to\b|from\b|do not\b)",
    re.I,
)
RECEIPT = re.compile(r"(?:(?:not )?read|opened|deleted|message status - (?:opened|read|deleted))\s*(?::|$)", re.I)
RECEIPT_SAYS = re.compile(
    r"\s*your message\b.{0,400}\b(?:was|has been) (?:read|displayed|opened|deleted without being read)\b.{0,80}\d",
    re.I | re.S,
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
