"""The words that end a mail and are nobody's own: closings, devices' lines, the footers of lists and gateways."""

import re

from service.mail.phrases import any_of

BEFORE_WORDS = re.compile(r"^[\W_]+")
SEPARATOR = re.compile(r"(?:--|—|–|-- ?\\?)$")
RULE = re.compile(r"(?:_{5,}|\*{20,}|={20,}|[—–]{3,})$")
ANY_RULE = any_of(SEPARATOR.pattern, RULE.pattern)
MAILER = (
    r"(?:my |the |an? )?(?:(?:apple|microsoft|google|windows|huawei|xiaomi|nokia|sony|htc|sky|bt|vodafone|ee|o2) ?)?"
    r"(?:i?phone|ipad|ipod|tablet|smart ?phone|mobile|android|samsung|galaxy|blackberry|outlook|g?mail|yahoo|aol"
    r"|hotmail|proton|tutanota|spark|superhuman|airmail|mailbird|mimestream|zoho|thunderbird|nine|windows|huawei|desk)"
)
DEVICE_NAMED = (
    r"sent from (?:my \w[\w ®™-]{1,40}|(?:outlook|(?:windows )?mail\w*|yahoo mail|samsung mobile|a phone|mobile"
    r"|e-?mail)\b[\w ]{0,30})(?:[.,] *(?:please )?(?:excuse|forgive|apolog|sorry).{0,60})?"
)
DEVICE = any_of(*(
    rf"(?:{phrase})\W{{0,5}}$" for phrase in (
        DEVICE_NAMED, r"sent from mailbox.{0,40}", r"\w+ from mobile",
        r"get outlook for (?:ios|android|mac|windows|web)\b.{0,20}",
        r"download (?:the )?(?:microsoft )?outlook (?:for|mobile|app)\b.{0,20}",
        rf"sent (?:via|with|by|using|through) {MAILER}\b.{{0,30}}", rf"from my {MAILER}\b.{{0,30}}",
        r"envoyé (?:depuis|de) mon .{2,40}", r"von meinem .{2,40} gesendet\.?", r"gesendet (?:von|mit) .{2,40}",
        r"diese nachricht wurde von .{2,60} gesendet\.?",
        r"ver(?:zonden|stuurd) (?:met|vanaf|via) .{2,40}", r"sendt fra min.{1,40}",
        r"skickat från min.{1,40}", r"enviado (?:desde|do) m[ie]u? .{2,40}", r"inviato da(?:l mio)? .{2,40}",
        r"wysłane z .{2,40}", r"отправлено с .{2,40}", r"從我的 .{1,30} 傳送", r"iphoneから送信", r"发自我的.{1,30}",
        r"anfonwyd o fy .{2,40}", r"ᐧ",
    )
))  # fmt: skip
CLOSING = re.compile(
    r"(?:(?:with )?(?:(?:kind(?:est)?|best|warm(?:est)?|many) )?(?:regards|wishes)|yours (?:sincerely|faithfully|truly)"
    r"|sincerely|many thanks|thanks(?: again)?|thank you|cheers|cofion(?: cynnes)?|diolch(?: yn fawr)?)\s*[,.!]?$",
    re.I,
)
CLOSING_ABROAD = any_of(*(
    rf"(?:{phrase})\s*[,.!]?$" for phrase in (
        r"(?:med )?venlig(?:e|st)? hilsen\w*", r"(?:mange )?hilsen", r"mvh", r"kh", r"med vennlig hilsen",
        r"(?:med )?(?:vänliga?|bästa) hälsning(?:ar)?", r"z powa[żz]aniem", r"pozdrawiam(?:y)?", r"s pozdravem",
        r"(?:met )?vriendelijke groet(?:en)?", r"mit freundlichen gr[üu][ßs]+en", r"mfg", r"freundliche gr[üu][ßs]+e",
        r"cordialement", r"bien à vous", r"saludos cordiales", r"un saludo", r"cordiali saluti", r"distinti saluti",
        r"atenciosamente",
    )
))  # fmt: skip
LINKS = re.compile(r"[\[\]]|[<(]?https?://[^\s>)]{1,200}[>)]?")
CONTACT = any_of(
    r"\+?\d[\d ()-]{8,}\d", r"\S+@\S+\.\S+", r"https?://", r"www\.",
    r"\b(?:tel|mob|mobile|phone|ext|fax|ffôn|direct(?: line| dial)?)\b\W{0,3}\+?\d",
)  # fmt: skip
SENTENCE = re.compile(r"(?:\S+ ){3,}\S+[.?!]$")
SIGNED = re.compile(
    r"(?:-|--\s?|/)(?!(?:Not?|Yes|Nil|None|Resolved|Agreed?|Seen|More|Escalate|Withdraw|Undo|Help)\b)"
    r"[A-Z][\w.'’]{1,20}(?: [A-Z][\w.'’-]{1,20}){0,2}$"
)
THIS_MAIL = r"(?:e-?mails?|messages?|communications?|transmissions?|correspondence)"
IN_CONFIDENCE = (
    r"(?:confidential|intended (?:only|solely|exclusively|for)|privileged|virus|scanned|swept|monitored|protected)"
)
FOOTER = any_of(*(
    rf"(?:{phrase})" for phrase in (
        r"disclaimer\b\W*$",
        r"external(?: e-?mail| sender| message)?\W*\] ?this (?:e-?mail|message) (?:came|was|is|originat\w+)\b",
        r"confidentiality (?:notice|statement)", r"click here to report this",
        r"unsubscribe:", r"to unsubscribe\b",
        rf"this {THIS_MAIL}(?: and (?:any|its|all)\b[^.]{{0,60}})?,?"
        rf" (?:is|are|may|contains?|has been|and|was)\b.{{0,120}}{IN_CONFIDENCE}",
        rf"(?:this|the) (?:contents? of )?(?:this |the )?{THIS_MAIL}(?: and (?:any|its|all)\b[^.]{{0,60}})?"
        r" (?:is|are|may)\b.{0,80}(?:intended (?:only|solely|for)|confidential|privileged)\b",
        rf"the information (?:contained )?in (?:this|these|any) {THIS_MAIL}",
        r"you received this (?:message|email) because",
        r"if you (?:are not (?:the|an?) (?:intended|named|address)"
        r"|(?:have |believe you have )?receiv(?:ed?|ing) (?:this|it)\b.{0,40}\b(?:error|mistake))",
        r"(?:please )?(?:consider|think (?:of|about)) the environment\b.{0,40}\bprint", r"mae'r neges (?:e-bost )?hon",
        rf"any (?:views|opinions)\b.{{0,60}}\b(?:{THIS_MAIL}|sender|author)\b", r"[\w.-]{2,40} mailing ?-?list$",
        r"[\w.-]{2,40} mailinglijst", r"this (?:e-?mail|message) (?:was|has been) (?:scanned|checked)",
        r"(?:[\w']+ ){0,3}(?:council|trust|police|school)\b(?=.*\b(?:e-?mails?|virus\w*|attachments?)\b).{0,80}"
        r"(?:monitors?|legal(?:ly)? binding|accepts? no (?:liability|responsibility))",
        r"(?:all )?e-?mails? (?:sent|received|to and from|may be)\b.{0,80}(?:monitored|recorded|disclos)",
        r"(?:scanned|protected|secured) by (?:mimecast|proofpoint|barracuda|sophos|trend micro|symantec|messagelabs)",
    )
))  # fmt: skip
