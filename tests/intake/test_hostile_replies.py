"""Replies that nobody should trust, over the matrix of headers, tokens, senders and providers: none moves a case.

The real intake reads each of them. T01 to T24 are those of reliability-security.md 3.1.
"""

from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage
from itertools import product
from uuid import uuid4

import pytest

from service.demo.addresses import AUTHSERV_ID
from service.mail.authority import rule_of
from service.store import tokens
from tests.intake.house import COORDINATOR, HEALTH, HEALTH_DEPUTY, SCHOOL, SEFTON, House, mail, reply

WORDS = ("RESOLVED", "NOT RESOLVED", "MEETING 4 December 2pm", "WITHDRAW", "UNDO", "NOT ME", "SEEN")
NOTHING_MOVES = {"ToldMore", "NotResolvedUnproven"}
DOMAIN = HEALTH.partition("@")[2]
RECEIVED = "Received: from evil.example by mx.parley.example; Wed, 25 Nov 2026 10:00:00 +0000\r\n"


def verdict(of: str, host: str = AUTHSERV_ID, about: str = DOMAIN) -> str:
    return f"Authentication-Results: {host + '; ' if host else ''}dmarc={of} header.from={about}\r\n"


NAMED = {  # what stands above a mail with an exact address, where the host signs with its name
    "no verdict": "",
    "none": verdict("none"),
    "fail": verdict("fail"),
    "temperror": verdict("temperror"),
    "another host's": verdict("pass", "mx.evil.example"),
    "a host that begins like ours": verdict("pass", f"{AUTHSERV_ID}.evil.example"),
    "without a host": verdict("pass", ""),
    "about another domain": verdict("pass", about="evil.example"),
    "in a comment": f"Authentication-Results: {AUTHSERV_ID}; spf=pass (dmarc=pass header.from={DOMAIN})\r\n",
    "forged below": RECEIVED + verdict("pass") * 3,
    "fail above forged": verdict("fail") + RECEIVED + verdict("pass") * 5,
    "none above forged": f"Authentication-Results: {AUTHSERV_ID}; none\r\n" + RECEIVED + verdict("pass"),
}
UNNAMED = {  # where the host signs without one, as Microsoft 365 does
    "no verdict": RECEIVED,
    "none": RECEIVED + verdict("none", ""),
    "fail above forged": RECEIVED + verdict("fail", "") + RECEIVED + verdict("pass", ""),
    "its own judgement": f"Authentication-Results: dmarc=none header.from={DOMAIN};compauth=pass reason=100\r\n",
    "signed with a name": RECEIVED + verdict("pass"),
}
ODD = (  # From lines that hold the officer's address, and could be read as somebody else's, or are
    f"From: {HEALTH}\r\nFrom: eve@evil.example", f"From: eve@evil.example\r\nFrom: {HEALTH}",
    f"From: {HEALTH}, eve@evil.example", f"From: {HEALTH} <eve@evil.example>",
    f'From: "{HEALTH}" <eve@evil.example>', f"From: <{HEALTH}>(<eve@evil.example>", f"From: team:{HEALTH};",
    f"From: eve@evil.example <{HEALTH}> <eve@evil.example>", f"From: {HEALTH}\x00.evil.example",
    f"From: {HEALTH.replace('a', 'а', 1)}", f"From: {HEALTH.replace('.example', '.examp1e')}", "From:",
    f"From: =?utf-8?q?{HEALTH.replace('@', '=40')}?=", f"From: {HEALTH}.evil.example",
    f"Sender: {HEALTH}\r\nFrom: eve@evil.example", f"Reply-To: {HEALTH}\r\nFrom: eve@evil.example",
    f"X-From: {HEALTH}\r\nFrom: eve@evil.example",
)  # fmt: skip
OTHERS = ("jay.turnstone@dunelands-health.example", SCHOOL, HEALTH_DEPUTY, "avery.curlew@dune1ands-health.example",
          "avery.curlew@dunelands-health.example.evil.example", "eve@evil.example")  # fmt: skip


@pytest.fixture
def reference(house: House) -> str:
    return house.notify().reference


def written(head: str, to: str, words: str, threads: str = "") -> bytes:
    return (
        f"{head}To: {to}\r\nSubject: Re: x\r\nDate: Wed, 25 Nov 2026 10:00:00 +0000\r\n{threads}"
        f"Message-ID: <{uuid4().hex}@mail.example>\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{words}\r\n"
    ).encode()


def in_answer_to(asked: EmailMessage) -> str:
    return f"In-Reply-To: {asked['Message-ID']}\r\nReferences: {asked['Message-ID']}\r\n"


def must_not_move(house: House, reference: str, hostile: Iterator[bytes]) -> int:
    """Every one is read and has its end; the case is where it was, and so are all its duties. How many there were."""
    before, count = house.facts(reference), 0
    for raw in hostile:
        house.receive(raw)
        count += 1
    after = house.facts(reference)
    assert set(house.events(reference)[1:]) <= NOTHING_MOVES
    for name in ("state", "stage", "stages", "owed", "risk", "views"):
        assert after.get(name) == before.get(name), name
    ends = [end for end, _ in house.ends()]
    assert len(ends) == count and all(ends) and "reply_applied" not in ends
    return count


@pytest.mark.parametrize("database_kind", ["sqlite"])
@pytest.mark.parametrize(("provider", "verdicts"), [("embedded", NAMED), ("microsoft", UNNAMED)])
def test_a_spoof_of_the_right_person_with_the_right_token_moves_nothing(
    house: House, reference: str, provider: str, verdicts: dict[str, str]
) -> None:
    """T01, T02, T09, T10: the token, or the thread, and the exact address, without the host's own word."""
    served = replace(house, service=replace(house.service, receiving_host=rule_of(provider, AUTHSERV_ID)))
    asked = served.last(HEALTH, "NOT RESOLVED")
    ways = ((str(asked["Reply-To"]), ""), (SEFTON, in_answer_to(asked)), (SEFTON, ""))
    hostile = (
        written(f"{above}From: {HEALTH}\r\n", *way[:1], words, way[1])
        for above, words, way in product(verdicts.values(), WORDS, ways)
    )
    assert must_not_move(served, reference, hostile) == len(verdicts) * len(WORDS) * 3


@pytest.mark.parametrize("database_kind", ["sqlite"])
def test_a_doubtful_or_another_sender_moves_nothing_though_the_host_vouches_for_them(
    house: House, reference: str
) -> None:
    """T03, T11 to T16: two Froms, groups, comments, look-alikes; a colleague, the other side, a deputy, a stranger."""
    asked = house.last(HEALTH, "NOT RESOLVED")
    senders = [(verdict("pass"), head) for head in ODD]
    senders += [(verdict("pass", about=other.partition("@")[2]), f"From: {other}") for other in OTHERS]
    hostile = (
        written(f"{above}{head}\r\n", str(asked["Reply-To"]), words, in_answer_to(asked))
        for (above, head), words in product(senders, WORDS)
    )
    assert must_not_move(house, reference, hostile) == len(senders) * len(WORDS)


@pytest.mark.parametrize("database_kind", ["sqlite"])
def test_a_proven_person_with_a_token_that_is_none_or_not_theirs_moves_nothing(house: House, reference: str) -> None:
    """T04, T05, T08, T17: made up, of another person, two at once, in the text or the subject, a tampered thread."""
    asked, other = house.last(HEALTH, "NOT RESOLVED"), house.last(SCHOOL, "NOT RESOLVED")
    ours, tag = str(asked["Message-ID"]), str(asked["Reply-To"])
    word, _, rest = ours.partition(".")
    head = f"{verdict('pass')}From: {HEALTH}\r\n"
    tampered = (f"{word[:-1]}b.{rest}", f"{word}.{rest[1:]}", ours.replace("@", "@x."), ours.replace("<", "<a"))
    ways = [
        (f"sefton+{'a' * 26}@parley.example", "", ""),
        (str(other["Reply-To"]), "", ""),
        (f"{tag}, {other['Reply-To']}", "", ""),
        (SEFTON, "", f"\r\n\r\n{tag}"),
        (SEFTON, f"X-Parley-Token: {tag}\r\nX-Original-From: {tag}\r\n", ""),
        *((SEFTON, f"In-Reply-To: {id}\r\nReferences: {id}\r\n", "") for id in tampered),
    ]
    hostile = (
        written(head, to, f"{words}{below}", threads) for (to, threads, below), words in product(ways, WORDS)
    )
    assert must_not_move(house, reference, hostile) == len(ways) * len(WORDS)


@pytest.mark.parametrize("database_kind", ["sqlite"])
def test_ten_thousand_guesses_hit_nothing_and_twenty_in_an_hour_raise_an_alarm(house: House, reference: str) -> None:
    """T04."""
    with house.service.sessions.begin() as session:
        guesses = (uuid4().hex.translate(str.maketrans("0189", "abcd"))[:26] for _ in range(10_000))
        assert not any(tokens.look_up(session, guess, house.moment.now) for guess in guesses)
    for number in range(25):
        guess = uuid4().hex.translate(str.maketrans("0189", "abcd"))[:26]
        house.receive(mail("eve@evil.example", f"RESOLVED {number}", f"sefton+{guess}@parley.example"))
        assert bool(house.to(COORDINATOR, "guessing")) == (number >= 19)
    assert len(house.to(COORDINATOR, "guessing")) == 1
    assert house.events(reference) == ["Notified"]


def test_nineteen_slips_in_an_hour_and_one_in_the_next_raise_none(house: House, reference: str) -> None:
    for number in range(20):
        house.pass_time(minutes=61 if number == 19 else 1)
        house.receive(mail("eve@evil.example", f"RESOLVED {number}", f"sefton+{'b' * 26}@parley.example"))
    assert not house.to(COORDINATOR, "guessing")


@pytest.mark.parametrize("words", ["RESOLVED", "AGREE", "MORE TIME", "NOT RESOLVED", "NOT ME", "WITHDRAW"])
@pytest.mark.parametrize(("sender", "proof"), [(HEALTH, "none"), (OTHERS[0], "pass"), (OTHERS[0], "none")])
def test_every_held_reply_that_could_be_genuine_brings_the_holder_their_link(
    house: House, reference: str, words: str, sender: str, proof: str
) -> None:
    asked = house.last(HEALTH, "NOT RESOLVED")
    links = len(house.to(HEALTH, "/r/"))
    house.receive(reply(asked, words, sender=sender, proof=proof))
    assert house.end() == "held" and len(house.to(HEALTH, "/r/")) == links + 1
    assert not house.to(OTHERS[0], "confirm"), "a link goes to the address on record, and never to From"
    assert ("same agency" in house.ends()[-1][1]) == (sender != HEALTH and proof == "pass")


@pytest.mark.parametrize("words", ["NOT RESOLVED", "The baby is at immediate risk."])
def test_what_raises_attention_alerts_at_once_and_moves_nothing_until_it_is_confirmed(
    house: House, reference: str, words: str
) -> None:
    asked = house.last(SCHOOL, "NOT RESOLVED")
    links = len(house.to(SCHOOL, "/r/"))
    house.receive(reply(asked, words, proof="none"))
    assert house.case(reference).stage == "2" and house.case(reference).state == "open"
    assert {"NotResolvedUnproven", "RiskStated"} & set(house.events(reference))
    assert len(house.to(COORDINATOR, reference)) >= 2 and len(house.to(SCHOOL, "/r/")) == links + 1


def test_whoever_is_copied_in_hears_nothing(house: House, reference: str) -> None:
    """T14, T19: neither Cc nor Reply-To adds a reader."""
    asked = house.last(HEALTH, "NOT RESOLVED")
    house.receive(reply(asked, "SEEN", Cc="eve@evil.example", Reply_To="eve@evil.example"))
    assert house.end() == "reply_applied"
    house.turn(days=10)
    house.sent()
    assert not house.to("eve@evil.example")
