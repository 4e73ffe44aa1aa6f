"""The words that end a mail and are nobody's own: closings, devices' lines, the footers of lists and gateways."""

import re

from service.mail.phrases import any_of

SEPARATOR = re.compile(r"(?:--|—|–|-- ?\\?|_{5,})$|\*{20,}$|={20,}$")
DEVICE_NAMED = (
    r"\W*sent from (?:my \w[\w -]{1,40}|(?:outlook|(?:windows )?mail\w*|yahoo mail|samsung mobile|a phone|mobile"
    r"|e-?mail)\b[\w ]{0,30})(?:[.,] *(?:please )?(?:excuse|forgive|apolog|sorry).{0,60})?"
)
DEVICE = any_of(*(
    rf"\W*(?:{phrase})\W*(?:<?\(?https?://\S+[>)]?\W*.{{0,40}})?$" for phrase in (
        DEVICE_NAMED, r"sent from \[mail\]\(\S+\)[\w ]{0,30}", r"sent from mailbox.{0,40}", r"\w+ from mobile",
        r"get \[?outlook for \w+.{0,60}", r"download .{0,20}outlook .{0,20}", r"sent (?:via|with|by) .{2,40}",
        r"from my \w[\w ]{1,30}",
        r"envoyé (?:depuis|de) mon .{2,40}", r"von meinem .{2,40} gesendet\.?", r"gesendet (?:von|mit) .{2,40}",
        r"diese nachricht wurde von .{2,60} gesendet\.?", r"verzonden (?:met|vanaf) .{2,40}", r"sendt fra min.{1,40}",
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
CONTACT = any_of(
    r"\+?\d[\d ()-]{8,}\d", r"\S+@\S+\.\S+", r"https?://", r"www\.",
    r"\b(?:tel|mob|mobile|phone|ext|fax|ffôn|direct(?: line| dial)?)\b\W{0,3}\+?\d",
)  # fmt: skip
SIGNED = re.compile(r"(?:-|--\s?|/)[A-Z][\w.'’]{1,20}(?: [A-Z][\w.'’-]{1,20}){0,2}$")
IN_CONFIDENCE = r"(?:confidential|intended|privileged|virus|scanned|swept|monitored|protected)"
FOOTER = any_of(*(
    rf"\W*(?:{phrase})" for phrase in (
        r"disclaimer\b\W*$", r"confidentiality (?:notice|statement)", r"click here to report this", r"unsubscribe:",
        r"(?:this|the) (?:e-?mail|message|communication|transmission)(?: and (?:any|its|all)\b[^.]{0,60})?,?"
        rf" (?:is|are|may|contains?|has been|and|was)\b.{{0,120}}{IN_CONFIDENCE}",
        r"the information (?:contained )?in (?:this|these|any)", r"you received this (?:message|email) because",
        r"if you (?:are not|have received|receive|believe)\b.{0,60}(?:recipient|error)", r"to unsubscribe\b",
        r"(?:please )?(?:consider|think (?:of|about)) the environment", r"mae'r neges (?:e-bost )?hon",
        r"any (?:views|opinions)\b.{0,60}(?:sender|author|individual)", r".{0,40}mailing ?-?list$",
        r".{0,40}mailinglijst",
        r"this (?:e-?mail|message) (?:was|has been) (?:scanned|checked)",
        r"(?:\w+ )?(?:council|trust|police|school)\b.{0,80}"
        r"(?:monitors?|legal(?:ly)? binding|accepts? no (?:liability|responsibility))",
    )
))  # fmt: skip
