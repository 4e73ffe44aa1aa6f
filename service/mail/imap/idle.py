"""Waiting for news with IDLE (RFC 2177), which may end early and is never relied upon."""

import select
import time

from imapclient import IMAPClient

FIRST_TURN, LATER_TURNS = 1, 15  # seconds of one IDLE


def idle(client: IMAPClient, until: float) -> bool:
    """Whether the server told of mail before `until`, a monotonic time, in turns that each end with idle_done.

    Only idle_done reads what the server said and notices a line that is gone: idle_check answers at once,
    for ever, on a dead line, and breaks off where a line of the answer comes in two pieces. The first turn
    is short because news that came together with the server's go-ahead is not seen on the socket.
    """
    turn = FIRST_TURN
    while (left := until - time.monotonic()) > 0:
        client.idle()
        select.select([client.socket()], [], [], min(turn, left))
        if _tells_of_mail(client.idle_done()[1]):
            return True
        turn = LATER_TURNS
    return False


def _tells_of_mail(told: list[tuple[object, ...]]) -> bool:
    return any(len(words) > 1 and words[1] == b"EXISTS" for words in told)
