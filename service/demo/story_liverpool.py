"""Liverpool in the story: notified by mail."""

from service.demo.scene import REFERENCE, Scene, Step, today

NOTIFICATION = (
    ("Is a child at immediate risk of significant harm?", "No"),
    ("What is the disagreement about?", "Thresholds at the point of referral"),
    ("Which area does the child live in?", "Liverpool"),
    ("Full name", "Misty Hoarding"), ("Job title", "Class teacher"),
    ("Agency or school", "Cobalt Street Primary School"),
    ("Work email address", "misty.hoarding@cobalt-street.example"),
    ("Which agency do you disagree with?", "Vermilion Hospitals Trust"),
    ("Are any other agencies involved?", "No"), ("Have you spoken to the other agency?", "Not yet"),
    ("Which stage are you at?", "Stage 1: The workers, then their line managers"),
    ("Child's full name", "Zebedee Quill"), ("Date of birth or due date", "3 March 2018"),
    ("What help or plan is in place for the child?", "Child in need (section 17)"),
    ("What decision or action do you disagree with?", "No referral was made."),
    ("Why do you disagree?", "The injuries were not explained."), ("What do you want to happen?", "A referral."),
)  # fmt: skip

TEACHER = "misty.hoarding@cobalt-street.example"


def a_liverpool_school_notifies_by_mail(scene: Scene) -> str:
    lines = [f"{label} {answer}" if label.endswith("?") else f"{label}: {answer}" for label, answer in NOTIFICATION]
    lines.append(f"When did the concern arise? {today(scene):%d/%m/%Y}")
    scene.reader(TEACHER).write(scene.mailbox("liverpool"), "Notification", "\n".join(lines))
    mail = scene.reader(TEACHER).wait_for("LIV-")
    found = REFERENCE.search(str(mail["Subject"]))
    scene.reference = found[0] if found else ""
    return str(mail["Subject"])


def liverpools_line_managers_are_asked(scene: Scene) -> str:
    mail = scene.reader("crispin.parapet@vermilion-health.example").wait_for(scene.reference)
    return str(mail["Subject"])


STEPS: tuple[Step, ...] = (
    a_liverpool_school_notifies_by_mail,
    liverpools_line_managers_are_asked,
)
