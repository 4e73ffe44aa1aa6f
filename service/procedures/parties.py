"""Who, as it is written: `side/role`, a role alone, or a ladder of them."""

from service.escalation.parties import Party, Rung
from service.procedures.facts import when
from service.procedures.shape import Key, Shape
from service.procedures.spot import Spot
from service.procedures.values import line, several_at, texts

AS_WRITTEN = 'is written "side/role", as in "receiving/manager", or as a role of the partnership\'s own.'


def role_names(value: object, spot: Spot) -> tuple[str, ...]:
    """Roles without a side: of both, or of the partnership's own team."""
    found = texts(value, spot)
    if any("/" in name for name in found):
        spot.refuses(value, "names roles alone. Take out the side and the stroke.")
        return ()
    return found


def role_name(value: object, spot: Spot) -> str:
    found = line(value, spot)
    return next(iter(role_names(found, spot)), "") if found else ""


def party(value: object, spot: Spot) -> Party | None:
    text = line(value, spot)
    if not text:
        return None
    side, stroke, role = text.rpartition("/")
    if "/" in side or not role or (stroke and not side):
        spot.refuses(value, AS_WRITTEN)
        return None
    return Party(side, role)


def parties(value: object, spot: Spot) -> tuple[Party, ...]:
    found = (party(one, spot) for one in several_at(value, spot))
    return tuple(one for one in found if one)


RUNG = Shape(
    {
        "role": Key(party, field="party", needed='does not say who. Add role = "...".', blank=None),
        "how": Key(line),
        "when": Key(when),
    }
)


def rungs(value: object, spot: Spot) -> tuple[Rung, ...]:
    """Whom to ring: one, or a ladder climbed one after another."""
    found = (_rung(one, spot) for one in several_at(value, spot))
    return tuple(one for one in found if one)


def _rung(value: object, spot: Spot) -> Rung | None:
    if not isinstance(value, dict):
        who = party(value, spot)
        return Rung(who) if who else None
    values = RUNG.read(value, spot)
    return Rung(**values) if values["party"] else None
