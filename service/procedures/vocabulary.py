"""The words that every procedure file may use, whatever its partnership."""

NATIONS = ("england", "wales", "scotland", "northern-ireland")
WHOEVER_OWES = "whoever owes it"
SUBJECTS = ("child", "unborn", "adult")
KINDS = {
    "school": "School",
    "health": "Health",
    "childrens_services": "Children's services",
    "police": "Police",
    "icb": "Integrated care board",
    "gp": "GP practice",
    "early_years": "Early years setting",
    "probation": "Probation",
    "voluntary": "Voluntary organisation",
    "other": "Another agency",
}
STATUSES = (
    "early help",
    "child in need",
    "section 47 enquiry",
    "child protection plan",
    "looked after",
    "none",
    "not known",
)
OTHER_TYPE = "other"
FACTS = ("stage", "track", "answer", "type", "status", "subject", "risk", "originating", "receiving", "area")
PUBLISHED_FORMS = frozenset({"notification", "stage_outcome", "resolution_report", "summary_log"})
KEPT_BY_THE_PARTNERSHIP = "partnership"
LEARNING = "learning"
HOME = "home"
PRACTITIONER = "practitioner"

RISK_STATED = "risk stated"
FREE_MOMENTS = ("concern", "receipt", RISK_STATED, "any stage opened", "resolved", "withdrawn")
STAGE_OPENED = "stage opened"
MEETING_DATE = "meeting date"
DONE_BY = ("outcome", MEETING_DATE, "meeting held", "dated action")
FOR_LEARNING = "referred for learning"
