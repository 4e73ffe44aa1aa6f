"""What a person wrote in a reply, apart from the mail they answer.

Text is left out of what was said only where it is plainly quoted: lines marked ">", and what follows the
header lines that mail programs put over the mail being answered. A doubtful line stays: losing a word of
an answer is worse than showing a line of the question. The whole text is always kept beside it.
"""

import re

import quotequail

MOST_LINES = 5_000
HINT_LINES = 400
WIDTH = 300  # no header line of a quote is longer, and patterns stay cheap

VERB_LAST = (
    r"wrote|a écrit|escribió|escreveu|geschreven|ha scritto|napisał\(?a?\)?|napsal\(?a?\)?|написал(?:а|\(а\))?"
    r"|пише|kirjoitti|đã viết|写道|書きました|ysgrifennodd"
)
VERB_BEFORE_NAME = r"schrieb|skrev|schreef|napisał\(?a?\)?"
OPENERS = r"on|am|le|el|em|op|den|il|dnia|w dniu|dne|vào|pada|ar|\d{1,4}[-./年]"
ENDS_ATTRIBUTION = re.compile(rf"(?:{VERB_LAST})\s*[:：]$|\b(?:{VERB_BEFORE_NAME})\b.{{0,80}}:$|^>>> .* >>>$", re.I)
STARTS_ATTRIBUTION = re.compile(rf"(?:>>> |(?:{OPENERS})\b)", re.I)
MADE_BY_PROGRAM = re.compile(r"\d{1,2}[:.h]\d{2}|\S@\S|^>>>")
DIVIDER = re.compile(
    r"[-_* ]{2,}\s*(original message|forwarded (message|by .*)|ursprüngliche nachricht|message d'origine"
    r"|mensaje original|oorspronkelijk bericht|vidarebefordrat meddelande|weitergeleitete nachricht)\s*[-_* ]{2,}$"
    r"|begin forwarded message:$",
    re.I,
)
UNDERLINE = re.compile(r"[_-]{20,}$")
HEADERS = {
    "from": r"from|von|de|från|fra|van|da|od|от|від|odesílatel|差出人|发件人|发自|oddi wrth|expéditeur",
    "sent": r"sent|date|gesendet|datum|envoyé|enviad[oa](?: el| em)?|skickat|sendt|dato|verzonden|inviato|data"
    r"|wysłano|дата|отправлено|odesláno|日付|送信日時|发送时间|anfonwyd|fecha",
    "to": r"to|an|à|a|para|till|til|aan|do|кому|komu|宛先|收件人|at|pour|destinataire",
    "subject": r"subject|betreff|objet|sujet|asunto|assunto|ämne|emne|onderwerp|oggetto|temat|тема|předmět|件名|主题",
}
HEADER_LINES = {kind: re.compile(rf"[*_ ]*(?:{labels})[*_ ]*\s?[:：]", re.I) for kind, labels in HEADERS.items()}
SIGNATURE = re.compile(r"--$")
DEVICE = re.compile(
    r"(sent from my \w[\w ]{1,30}|sent from (outlook|mail|yahoo mail|samsung mobile)\b.{0,40}|get outlook for \w+"
    r"|sent via .{2,30}|download .{0,20}outlook .{0,20})\W*(<?https?://\S+>?\W*)?$",
    re.I,
)


def unquoted(text: str) -> str:
    """The lines of `text` that its sender wrote, signature included."""
    return "\n".join(line for line, _ in _written(text)).strip("\n")


def said(text: str) -> str:
    """The lines that its sender wrote, without what follows a line of two dashes and what devices add."""
    lines = (line for line, signature in _written(text) if not signature and not DEVICE.match(line.strip()[:WIDTH]))
    return "\n".join(lines).strip("\n")


def _written(text: str) -> list[tuple[str, bool]]:
    """Each line that is not quoted, and whether it stands in a signature: from two dashes to the next quote."""
    lines = text.split("\n")[:MOST_LINES]
    seen = [line.strip()[:WIDTH] for line in lines]
    hint = _hint(seen)
    written: list[tuple[str, bool]] = []
    at, signature = 0, False
    while at < len(lines) and not _starts_original(seen, at):
        span = _attribution(seen, at, hint)
        if span and not _quote_follows(seen, at + span):
            if MADE_BY_PROGRAM.search(" ".join(seen[at : at + span])):
                break
            span = 0
        if span or seen[at].startswith(">"):
            signature = False
        else:
            signature = signature or (bool(SIGNATURE.match(seen[at])) and any(line for line, _ in written))
            written.append((lines[at].rstrip(), signature))
        at += span or 1
    return written


def _hint(seen: list[str]) -> int:
    """The line that quotequail takes for the head of a quote; -1 when it sees none."""
    first = seen[:HINT_LINES]
    blocks = quotequail.quote("\n".join(first), limit=len(first) + 1, quote_intro_line=True)
    return len(first) - blocks[1][1].count("\n") - 1 if len(blocks) == 2 else -1


def _attribution(seen: list[str], at: int, hint: int) -> int:
    """How many lines from `at` on say who wrote the mail below and when ("On ... wrote:"); 0 when none do."""
    for span in range(1, 5):
        part = seen[at : at + span]
        if len(part) < span or not part[-1] or (span > 1 and not STARTS_ATTRIBUTION.match(part[0])):
            return 0
        joined = " ".join(part)
        if ENDS_ATTRIBUTION.search(joined) and (at == hint or re.search(r"\d|\S@\S", joined)):
            return span
    return 0


def _quote_follows(seen: list[str], at: int) -> bool:
    return next((line for line in seen[at:] if line), "").startswith(">")


def _starts_original(seen: list[str], at: int) -> bool:
    """Whether the mail being answered begins here and runs to the end: a divider or a block of header lines."""
    if DIVIDER.match(seen[at]):
        return True
    return bool(seen[at]) and _header_block(seen, at + bool(UNDERLINE.match(seen[at])))


def _header_block(seen: list[str], at: int) -> bool:
    """Three of From, Sent, To and Subject, From among them, with at most three other lines between them."""
    found: set[str] = set()
    others = 0
    for line in filter(None, seen[at : at + 14]):
        kind = next((kind for kind, label in HEADER_LINES.items() if label.match(line)), None)
        if kind:
            found.add(kind)
        others += not kind
        if others > (3 if found else 0):
            break
    return len(found) >= 3 and "from" in found
