"""Sefton in the story: raised on the web, moved on by mail, reminded of, settled by both, fed back by link, closed."""

from email.message import Message

from service.demo.filling import notification, reference_on
from service.demo.scene import Scene, Step, asked_by, tells, thread_of, turn_to
from service.demo.sitting import Coordinator, acts
from service.demo.walker import Reader, StepFailed, text_of

NOTIFICATION = {
    "type": "threshold", "area": "Sefton", "stage": "2",
    "your_name": "Skipper Lugworm", "your_role": "Class teacher", "your_agency": "Marram Primary School",
    "your_email": "skipper.lugworm@marram-primary.example", "your_phone": "01632 960 555",
    "lead_name": "Rowan Samphire", "lead_email": "rowan.samphire@marram-primary.example",
    "their_agency": "Dunelands Community Health Trust",
}  # fmt: skip

HEALTH = "avery.curlew@dunelands-health.example"
SCHOOL = "rowan.samphire@marram-primary.example"
TEACHER = "skipper.lugworm@marram-primary.example"
MANAGER = "jay.turnstone@dunelands-health.example"
HEALTH_DIRECTOR = "phoebe.godwit@dunelands-health.example"
SCHOOL_DIRECTOR = "perry.glasswort@marram-primary.example"
BUSINESS = "harbour.pilot@sefton-partnership.example"
SECOND_COORDINATOR = "beacon.foghorn@sefton-partnership.example"


def a_school_raises_a_disagreement_on_the_web(scene: Scene) -> str:
    filled = notification(scene, "sefton", NOTIFICATION)
    sent = filled.press(scene)
    scene.reference = reference_on(sent)
    if reference_on(filled.press(scene)) != scene.reference:
        raise StepFailed("pressing the button twice gave a second reference")
    if "Zebedee" in sent.text:
        raise StepFailed("the receipt names the child")
    return scene.reference


def everyone_is_written_to(scene: Scene) -> str:
    for address in (TEACHER, HEALTH, SCHOOL, MANAGER, BUSINESS):
        scene.mails[address] = scene.reader(address).wait_for(scene.reference)
    if any("Zebedee" in text_of(mail) for mail in scene.mails.values()):
        raise StepFailed("a mail names the child")
    return str(scene.mails[HEALTH]["Subject"])


def the_other_agency_says_seen(scene: Scene) -> str:
    scene.mails[HEALTH] = _routed(scene, HEALTH)
    scene.reader(HEALTH).reply(scene.mails[HEALTH], "SEEN")
    return str(scene.reader(HEALTH).wait_for("You have this")["Subject"])


def _routed(scene: Scene, address: str) -> Message:
    """The mail that asks, which may not have been the first to come."""
    first = scene.mails.get(address)
    return first if first is not None and "RESOLVED" in text_of(first) else scene.reader(address).wait_for("RESOLVED")


def a_stranger_is_held(scene: Scene) -> str:
    stranger = Reader(scene.urls, HEALTH)
    stranger.reply(scene.mails[HEALTH], "RESOLVED all good now", as_owner=False)
    for coordinator in (scene.urls["coordinator"], SECOND_COORDINATOR):
        told = scene.reader(coordinator).wait_for("to check")
    return str(told["Subject"])


def the_school_moves_it_on(scene: Scene) -> str:
    scene.mails[SCHOOL] = _routed(scene, SCHOOL)
    scene.reader(SCHOOL).reply(scene.mails[SCHOOL], "NOT RESOLVED\nWe could not agree about the visit.")
    scene.reader(SCHOOL).wait_for("not resolved")
    scene.mails[HEALTH_DIRECTOR] = scene.reader(HEALTH_DIRECTOR).wait_for(scene.reference)
    scene.mails[TEACHER] = scene.reader(TEACHER).wait_for(scene.reference)
    return str(scene.mails[HEALTH_DIRECTOR]["Subject"])


def time_passes_and_a_reminder_falls(scene: Scene) -> str:
    turn_to(scene, asked_by(scene, scene.reader(MANAGER).wait_for("your part, by")))
    return str(scene.reader(MANAGER).wait_for("reply today")["Subject"])


def both_sides_settle_it(scene: Scene) -> str:
    first = _routed(scene, SCHOOL_DIRECTOR)
    scene.reader(SCHOOL_DIRECTOR).reply(first, "Resolved - a joint visit on Friday")
    asked = scene.reader(HEALTH_DIRECTOR).wait_for("AGREE")
    scene.reader(HEALTH_DIRECTOR).reply(asked, "AGREE")
    told = scene.reader(TEACHER).wait_for("resolved at")
    return str(told["Subject"])


def feedback_on_both_stages_is_given_by_the_signed_link(scene: Scene) -> str:
    tells(scene, SCHOOL)
    return tells(scene, SCHOOL_DIRECTOR)


def the_coordinator_closes(scene: Scene) -> str:
    acts(scene, Coordinator("sefton", scene.urls["coordinator"]), "close")
    return str(scene.reader(TEACHER).wait_for("is closed")["Subject"])


def each_reader_has_one_thread(scene: Scene) -> str:
    return " and ".join(str(thread_of(scene, address)) for address in (TEACHER, SCHOOL, HEALTH)) + " mails"


STEPS: tuple[Step, ...] = (
    a_school_raises_a_disagreement_on_the_web,
    everyone_is_written_to,
    the_other_agency_says_seen,
    a_stranger_is_held,
    the_school_moves_it_on,
    time_passes_and_a_reminder_falls,
    both_sides_settle_it,
    feedback_on_both_stages_is_given_by_the_signed_link,
    the_coordinator_closes,
    each_reader_has_one_thread,
)
