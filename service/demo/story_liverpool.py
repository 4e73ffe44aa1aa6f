"""Liverpool in the story: notified by mail, moved up all its stages, mediated, decided by the Board, and closed.

People answer by mail and by signed link; what is a coordinator's to do is done at the desk.
"""

from service.demo.scene import REFERENCE, Scene, Step, by_link, decided, done, due_by, tells, today, turn_to
from service.demo.sitting import Coordinator, acts, names

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
LINE_MANAGER, THEIR_LINE_MANAGER = "jasper.pediment@cobalt-street.example", "crispin.parapet@vermilion-health.example"
REPRESENTATIVE, THEIR_DEPUTY = "opal.architrave@cobalt-street.example", "fern.portico@vermilion-health.example"
ON_THE_BOARD, THEIRS_ON_THE_BOARD = "flint.balustrade@cobalt-street.example", "holly.rotunda@vermilion-health.example"
MEDIATOR = "mauve.astrolabe@liverpool-partnership.example"
BOARD_MEMBER = "russet.barometer@liverpool-partnership.example"
COORDINATOR = Coordinator("liverpool", "umber.compass@liverpool-partnership.example")

TALKED = done("3.talk", "We talked, and do not agree.")
MET = done("3.meeting", "We met with the mediator.")
RECOMMENDED = decided("I recommend a joint visit.")
DECIDED = decided("The referral is to be made.")


def a_liverpool_school_notifies_by_mail(scene: Scene) -> str:
    lines = [f"{label} {answer}" if label.endswith("?") else f"{label}: {answer}" for label, answer in NOTIFICATION]
    lines.append(f"When did the concern arise? {today(scene):%d/%m/%Y}")
    scene.reader(TEACHER).write(scene.mailbox("liverpool"), "Notification", "\n".join(lines))
    mail = scene.reader(TEACHER).wait_for("LIV-")
    found = REFERENCE.search(str(mail["Subject"]))
    scene.reference = found[0] if found else ""
    return str(mail["Subject"])


def liverpools_line_managers_are_asked(scene: Scene) -> str:
    scene.mails[LINE_MANAGER] = scene.reader(LINE_MANAGER).wait_for("NOT RESOLVED")
    return str(scene.reader(THEIR_LINE_MANAGER).wait_for(scene.reference)["Subject"])


def the_line_manager_moves_it_on_and_tells_the_teacher(scene: Scene) -> str:
    scene.reader(LINE_MANAGER).reply(scene.mails[LINE_MANAGER], "NOT RESOLVED\nThe managers do not agree either.")
    tells(scene, LINE_MANAGER)
    scene.mails[THEIR_DEPUTY] = scene.reader(THEIR_DEPUTY).wait_for("NOT RESOLVED")
    scene.mails[REPRESENTATIVE] = scene.reader(REPRESENTATIVE).wait_for("NOT RESOLVED")
    return str(scene.mails[THEIR_DEPUTY]["Subject"])


def the_representatives_are_reminded_on_the_last_day(scene: Scene) -> str:
    turn_to(scene, due_by(scene.mails[REPRESENTATIVE], "Say whether this stage has resolved it"))
    return str(scene.reader(REPRESENTATIVE).wait_for("reply today")["Subject"])


def the_representative_moves_it_on_and_tells_the_teacher(scene: Scene) -> str:
    scene.reader(REPRESENTATIVE).reply(scene.mails[REPRESENTATIVE], "Not resolved, we see the threshold differently.")
    tells(scene, REPRESENTATIVE)
    scene.mails[ON_THE_BOARD] = scene.reader(ON_THE_BOARD).wait_for("NOT RESOLVED")
    return str(scene.reader(THEIRS_ON_THE_BOARD).wait_for("NOT RESOLVED")["Subject"])


def the_board_representatives_talk_and_a_mediator_is_named(scene: Scene) -> str:
    by_link(scene, ON_THE_BOARD, scene.mails[ON_THE_BOARD], TALKED)
    names(scene, COORDINATOR, "3.name-mediator", "Mauve Astrolabe")
    scene.mails[MEDIATOR] = scene.reader(MEDIATOR).wait_for("you have been named")
    return str(scene.mails[MEDIATOR]["Subject"])


def they_meet_and_the_mediator_recommends(scene: Scene) -> str:
    by_link(scene, ON_THE_BOARD, scene.mails[ON_THE_BOARD], MET)
    by_link(scene, MEDIATOR, scene.mails[MEDIATOR], RECOMMENDED)
    return str(scene.reader(THEIRS_ON_THE_BOARD).wait_for("a recommendation is made")["Subject"])


def it_goes_to_the_board_and_the_teacher_is_told(scene: Scene) -> str:
    scene.reader(ON_THE_BOARD).reply(scene.mails[ON_THE_BOARD], "NOT RESOLVED")
    tells(scene, ON_THE_BOARD)
    return str(scene.reader(THEIRS_ON_THE_BOARD).wait_for("stage 4")["Subject"])


def a_board_member_is_named_and_decides(scene: Scene) -> str:
    names(scene, COORDINATOR, "4.name-member", "Russet Barometer")
    by_link(scene, BOARD_MEMBER, scene.reader(BOARD_MEMBER).wait_for("you have been named"), DECIDED)
    return str(scene.reader(TEACHER).wait_for("decided at")["Subject"])


def the_teacher_is_told_what_was_decided(scene: Scene) -> str:
    return tells(scene, ON_THE_BOARD)


def the_coordinator_records_the_report_and_closes(scene: Scene) -> str:
    acts(scene, COORDINATOR, "done", {"choice": "3.report"})
    acts(scene, COORDINATOR, "close")
    return str(scene.reader(TEACHER).wait_for("is closed")["Subject"])


STEPS: tuple[Step, ...] = (
    a_liverpool_school_notifies_by_mail,
    liverpools_line_managers_are_asked,
    the_line_manager_moves_it_on_and_tells_the_teacher,
    the_representatives_are_reminded_on_the_last_day,
    the_representative_moves_it_on_and_tells_the_teacher,
    the_board_representatives_talk_and_a_mediator_is_named,
    they_meet_and_the_mediator_recommends,
    it_goes_to_the_board_and_the_teacher_is_told,
    a_board_member_is_named_and_decides,
    the_teacher_is_told_what_was_decided,
    the_coordinator_records_the_report_and_closes,
)
