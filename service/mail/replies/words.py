"""The words that act, as people write them: each with the few small words that may stand before it."""

import re

from service.mail.replies.act import Act

SUBJECT = (
    r"(?:(?:(?:it|this|that)(?:'s)?|we|they|i|issue|the (?:case|matter|issue|disagreement|concern|dispute)"
    r"|still|sorry|but|no|unfortunately|sadly|afraid|i'm afraid)[\s,.:-]+){0,4}"
    r"(?:(?:is|are|am|was|has|have|had|been|remains?|still|definitely)\s+){0,3}"
)
NOT = r"(?:not|never|no longer|(?:is|has|have|was|are)n't|(?:can't|cannot|can not|won't|could not|couldn't) be)"
FILLER = r"(?:(?:yet|fully|been|be|at all|completely|quite|really|properly|all|entirely|currently|considered)\s+){0,3}"
DONE = r"(?:resolved|sorted|settled|closed|solved|concluded)"
NOT_AGREE = (
    r"(?:not (?:yet )?(?:been )?agreed?|(?:do|does|did|can|could) ?n[o']t agree|don't agree|doesn't agree|didn't agree"
    r"|can't agree|cannot agree|unable to agree|(?:have|are|is)n't agreed|not in agreement|disagree)"
)
YES = r"(?:(?:yes|ok|okay)[\s,.!–—-]+)?"
NO = r"(?:no[\s,.!–—-]+)?"
WE = r"(?:(?:we|i)\s+)?"
WISH = r"(?:(?:we|i) (?:(?:wish|want|would like) to )?|(?:we|i)'d like to )?"
REGRET = r"(?:(?:no|(?:i'm )?sorry|unfortunately|sadly|i'm afraid)[\s,.–—-]+(?:but )?)?"
SADLY = r"(?:(?:(?:i'm )?sorry|unfortunately|sadly|i'm afraid)[\s,.–—-]+(?:but )?)?"
PLEASE = r"(?:please\s+)?"
MAY_WE = rf"{PLEASE}(?:can|could|may) (?:we|i) (?:please )?"
SPELL = r"(?:another|a further|one more|an extra|a|one|two|three|\d{1,2}) (?:more |extra )?(?:weeks?|days?|fortnight)"
MADE = r"(?:booked|arranged|set|fixed|agreed|scheduled|confirmed|planned|held)"
MEETING = r"(?:(?:the|a|our) )?(?:resolution |strategy |professionals'? )?meeting"
I_AM = r"(?:(?:this|it) is |it's |i am |i'm )?"
CHECKED = r"(?:(?:i|we)(?:'ve| have) (?:checked|looked at|read)(?: \w+){0,3},? (?:and )?)?"
THANKS = r"thanks|thank you|many thanks|tks|thx|ta|cheers|please|diolch"
WHY = r"as|because|since|due to|owing to|given|despite|in spite of|after|following"
FINITE = (
    r"(?:is|was|were|are|would|went|has|had|did|does|will|came|comes|means|meant|seems?|feels?|makes?|made"
    rf"|can|cannot|could|should|became|took|takes|got|turned|ended|ran|failed|needs?)(?! (?:{MADE}|back)\b)"
)
ROLE = (
    r"(?:(?:\w+ ){0,2}(?:dsl|lead|head(?:teacher)?|manager|worker|nurse|visitor|officer|contact|coordinator|governor)"
    r"|(?:right|named|best) person)"
)
THE_RETURN = r"(?:(?:it|this|that|(?:the|our) (?:log|return)) is|all)"
LIST = r"(?:this|the|your) (?:mailing |email )?list"

WORDS = tuple(
    (act, re.compile(rf"(?:{pattern})(?!['\w])"))
    for act, pattern in (
        (Act.NOT_RESOLVED, rf"{SUBJECT}(?:{NOT}\s+{FILLER}{DONE}|unresolved)(?: yet| at all)?|heb ei ddatrys"),
        (Act.NOT_RESOLVED, rf"(?:i|we) (?:do not|don't) (?:think|feel|believe|consider) (?:we can say )?(?:it|this)"
                           rf"(?: is|'s|) {DONE}"),
        (Act.NOT_RESOLVED, rf"{REGRET}{WE}(?:(?:are )?still {NOT_AGREE}|(?:do|are) still not agreed?)"),
        (Act.NOT_RESOLVED, rf"{NO}{PLEASE}(?:{WISH}|{MAY_WE})escalate|can (?:this|it) be escalated please"),
        (Act.NOT_RESOLVED, rf"{PLEASE}(?:move (?:it |this )?to (?:the )?)?next stage"),
        (Act.NOT_RESOLVED, rf"{PLEASE}move (?:it |this )?to stage \w+"),
        (Act.NOT_RESOLVED, r"no[.!]?$"),
        (Act.NOT_AGREED, rf"{REGRET}{WE}(?:are |am |have )?{NOT_AGREE}"),
        (Act.NOT_ME, rf"{I_AM}not (?:me|for me|the right person)|this isn't (?:me|for me)"),
        (Act.NOT_ME, r"(?:(?:i think )?(?:you have|you've) (?:got )?the |(?:i am|i'm) the )?wrong person"),
        (Act.NOT_ME, rf"{SADLY}(?:i am|i'm) no longer (?:the|a|an) {ROLE}"),
        (Act.NOT_ME, rf"{PLEASE}(?:(?:can|could) you (?:please )?)?send (?:this |it )?to"),
        (Act.AGREE, rf"{YES}{WE}(?:both |do )?agree|yes[\s,.!–—-]+agreed|{YES}(?:we are|we're|i am) agreed"),
        (Act.RESOLVED, rf"{YES}(?:(?:all|now|fully|both)\s+){{0,2}}(?:{DONE}|agreed)|datryswyd"),
        (Act.MORE_TIME, rf"(?:{MAY_WE}(?:have|get) )?{PLEASE}{SADLY}{WE}(?:need )?"
                        r"(?:some |a little |a bit )?more time"),
        (Act.MORE_TIME, rf"(?:{MAY_WE}(?:have|get|ask for) |requesting )?(?:an )?extension(?: request\w*)?"
                        rf"|{MAY_WE}have until"),
        (Act.MORE_TIME, rf"{SADLY}{WE}need (?:(?:a bit |a little )?longer|{SPELL})"),
        (Act.MORE_TIME, rf"{SADLY}{WE}(?:can't|cannot|can not) make (?:it|the deadline)"),
        (Act.MEETING, rf"{MEETING}(?: (?:is|was|has been|(?:to|will) be held|now|date|{MADE})){{0,4}}"),
        (Act.MEETING, rf"(?:we(?:'ve| have)? )?(?:{MADE} {MEETING}|(?:got )?a meeting {MADE})"),
        (Act.MEETING, r"(?:we )?met(?= (?:on|at|yesterday|today|\d|with (?:\w+ ){1,4}(?:on|yesterday|today)\b))"),
        (Act.WITHDRAW, rf"{PLEASE}(?:{MAY_WE}|{WISH})(?:withdraw|cancel)|withdrawn"),
        (Act.UNDO, rf"(?:sorry[,.!]? )?{PLEASE}(?:undo|wrong|(?:that was )?(?:a )?mistake)"),
        (Act.UNDO, rf"{PLEASE}(?:{MAY_WE}|{WISH})(?:withdraw|cancel) (?:my|our) (?:last |earlier )?"
                   r"(?:reply|answer|response)"),
        (Act.DELETED, r"(?:(?:i|we)(?: have|'ve)? )?(?:now )?deleted"),
        (Act.NIL, r"nil(?: returns?)?|nothing to (?:report|log)"),
        (Act.NIL, r"no (?:cases|escalations|disagreements)(?: to (?:report|log))?"),
        (Act.CORRECT, rf"(?:{THE_RETURN} )?correct"),
        (Act.CORRECT, rf"{CHECKED}(?:there are )?no changes(?: (?:needed|required|to make))?"),
        (Act.STOP, rf"{PLEASE}(?:stop|unsubscribe)(?: (?:emailing|mailing|sending|writing to|contacting)| me)?"),
        (Act.STOP, rf"{PLEASE}(?:remove|take) me (?:from|off) {LIST}"),
        (Act.SEEN, r"(?:safely )?(?:seen|noted|received)|ok|okay|acknowledged"),
        (Act.HELP, r"help|\?+$"),
    )
)  # fmt: skip
