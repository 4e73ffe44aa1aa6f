"""The words that mail programs write over the mail being answered, in the languages they speak."""

import re

from service.mail.phrases import any_of

WROTE = (
    r"wrote|a écrit|escribió|escreveu|geschreven|ha scritto|napisał\(?a?\)?|napsal\(?a?\)?|написал(?:а|\(а\))?"
    r"|пише|kirjoitti|đã viết|写道|書きました|ysgrifennodd|write"
)
WROTE_BEFORE_NAME = r"ysgrifennodd|schrieb|skrev|schreef|napisał\(?a?\)?"
ON = (
    r"on|am|le|el|em|op|den|il|dnia|w dniu|dne|vào|pada|ar"
    r"|(?:ma|ti|ke|to|pe|la|su) \d{1,2}|\d{1,4}[-./年]|\d{1,2} [^\W\d]{2,}\.? \d{4}"
)
SHARES_A_LINE = re.compile(r"\s*(?:-{2,})?\s(?=(?:On|Am|Le|El|Il|Op|Den|Ar) \S.{0,60}?\d{1,2}[:.h]\d{2})")
ENDS = any_of(rf"(?:{WROTE})\s*[:：]$", rf"\b(?:{WROTE_BEFORE_NAME})\b.{{0,80}}:$", r" >>>$", r"\bwrote\s*-{2,}$")
LAST_SIGNS = (":", "：", ">>>", "--")
OPENS = any_of(r">>> ", r"-{2,} ?on ", rf"(?:{ON})\b")
NAME_FIRST = re.compile(
    rf"[^\n]{{1,80}} (?:{WROTE_BEFORE_NAME}|{WROTE}) (?:am|den|d\.|op|el|le|on|il)\b.{{0,80}}\d", re.I
)
DAY, MINUTE, ZONE = r"\d{4}[-/]\d{1,2}[-/]\d{1,2}", r"\d{1,2}:\d{2}", r"GMT ?[+-]\d{1,2}:?\d{2}"
STAMPED = any_of(
    rf"{DAY}(?:,? {MINUTE}(?: {ZONE})?)? \S.{{0,200}}(?:<[^<>]*\S+@[^<>]+>:?|GMT.{{1,80}})$",
    rf"{DAY} {MINUTE} {ZONE} \S.{{0,80}}$",
    rf".{{0,120}}\b{MINUTE}\b.{{0,120}}<[^<>\s]+@[^<>\s]+>(?: sent)?\s?[:：]$",
)
MADE_BY_PROGRAM = any_of(r"\d{1,2}[:.h]\d{2}", r"\S@\S", r"^>>>", r"^-{2,}")
HAS_ADDRESS = re.compile(r"\S@\S")
ORIGINAL = any_of(*(rf"(?:{phrase})$" for phrase in (
    r"original message", r"reply message", r"antwort nachricht", r"forwarded (?:message|by .*)",
    r"neges wreiddiol", r"previous repl(?:y|ies)",
    r"ursprüngliche nachricht", r"weitergeleitete nachricht", r"message d'origine", r"message transféré",
    r"mensaje original", r"mensaje reenviado", r"mensagem original", r"messaggio (?:originale|inoltrato)",
    r"oorspronkelijk bericht", r"doorgestuurd bericht", r"(?:oprindelig|videresendt) (?:meddelelse|besked)",
    r"opprinnelig melding", r"ursprungligt meddelande", r"vidarebefordrat meddelande", r"alkuperäinen viesti",
    r"wiadomość oryginalna", r"oryginalna wiadomość", r"původní zpráva", r"исходное сообщение",
    r"пересылаемое сообщение", r"原始邮件", r"邮件原件", r"转发邮件", r"元のメッセージ",
)))  # fmt: skip
DIVIDER = any_of(
    r"(?:begin )?forwarded message ?:$", r"début du message (?:réexpédié|transféré) ?:$",
    r"-{2,} ?\S.{0,80} wrote ?-{2,}$",
    r"from: .{0,80}\S@\S+ (?:date|sent): .{0,40}\d{4}\b", r"\*?previous replies\*?:?$",
    r"(?:please )?(?:write|type) your reply above this line",
)  # fmt: skip
UNDERLINE = re.compile(r"[_-]{20,}$")
FROM_AN_ADDRESS = re.compile(r"from[*_ ]*\s?:.{0,80}\S@\S", re.I)
SENT_IN_A_YEAR = re.compile(r"(?:sent|date)[*_ ]*\s?:.{0,60}\b\d{4}\b", re.I)
HEADER_LINES = {
    kind: re.compile(rf"(?:{labels})[*_ ]*\s?[:：]", re.I)
    for kind, labels in {
        "from": r"from|von|de|från|fra|van|da|od|от|від|odesílatel|差出人|发件人|发自|oddi wrth|expéditeur",
        "sent": r"sent|date|gesendet|datum|envoyé|enviad[oa](?: el| em)?|skickat|sendt|dato|verzonden|inviato|data"
        r"|wysłano|дата|отправлено|odesláno|日付|送信日時|发送时间|anfonwyd|fecha",
        "to": r"to|an|à|a|para|till|til|aan|do|кому|komu|宛先|收件人|at|pour|destinataire",
        "subject": r"subject|betreff|objet|sujet|asunto|assunto|ämne|emne|onderwerp|oggetto|temat|тема|předmět|件名"
        r"|主题|pwnc",
    }.items()
}
