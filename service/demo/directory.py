"""The fictional directory of the demo: five partnerships, their agencies, and nobody who exists.

One officer of each partnership is away, and somebody stands in. One post nobody holds: in Sefton the Director of
Sandhills Academy, in Liverpool the LSCPB Representative of Indigo Lane High School, in Lincolnshire the surgery's
senior manager, at the ESCB the representative of Quarry Police. Two people can coordinate each, so that an act that
needs two can be played. Longmoor Community Primary School, which has a policy of its own, is listed in each of the
three areas where its children live; only Liverpool has a Consultant Social Worker for it.
"""

from dataclasses import dataclass
from pathlib import Path

from service import listing, partnerships
from service.demo.addresses import Addresses
from service.listing import Line
from service.procedures import shipped
from service.seam.pages import Partnership

PARTNERSHIPS = Path(__file__).with_name("partnerships.toml")

RAISERS = {  # a school's safeguarding lead, or a surgery's manager, who raises the disagreement
    "sefton": "rowan.samphire@marram-primary.example",
    "liverpool": "amber.cornice@cobalt-street.example",
    "lincolnshire": "saffron.millstone@windpump-surgery.example",
    "escb": "beryl.escarpment@slatefield-high.example",
    "knowsley": "bracken.moorhen@longmoor-primary.example",
}
ACROSS = {  # whom they disagree with
    "sefton": "Dunelands Community Health Trust",
    "liverpool": "Vermilion Hospitals Trust",
    "lincolnshire": "Adult Social Care (demo)",
    "escb": "Granite Community Health Trust",
    "knowsley": "Children's Services (demo)",
}
PRACTITIONERS = (  # at an agency's domain, and not in its directory: as most who raise one are
    "skipper.lugworm@marram-primary.example",
    "drift.pebble@dunelands-health.example",
    "misty.hoarding@cobalt-street.example",
    "onyx.pavement@vermilion-health.example",
    "hay.winnow@windpump-surgery.example",
    "sandy.silt@slatefield-high.example",
    "ling.heathland@longmoor-primary.example",
)


@dataclass(frozen=True)
class Raiser:
    """Somebody who can raise a disagreement, and the agency that it can be with."""

    name: str
    post: str
    agency: str
    email: str
    across: str


def raiser(partnership: str) -> Raiser:
    one = next(line for line in officers(partnership) if line["email"] == RAISERS[partnership])
    return Raiser(one["name"], one["post"], one["agency"], one["email"], ACROSS[partnership])


def addresses() -> Addresses:
    """The mailboxes, and everybody who can be written to or writes; the coordinator is the first of Sefton's."""
    served = partnerships.read(PARTNERSHIPS, shipped().procedures.keys())
    listed = [line for key in served for line in officers(key)]
    everybody = [line[column] for line in listed for column in ("email", "deputy_email") if line[column]]
    return Addresses(
        mailboxes={key: one.mailbox for key, one in served.items()},
        people=tuple(dict.fromkeys((*everybody, *PRACTITIONERS))),
        coordinator=_coordinator(served["sefton"]),
    )


def officers(partnership: str) -> tuple[Line, ...]:
    """The lines of a partnership's directory file."""
    return listing.lines(text_of(partnership))


def text_of(partnership: str) -> str:
    return listing.text_of(Path(__file__).with_name(f"directory-{partnership}.csv").read_bytes())


def _coordinator(partnership: Partnership) -> str:
    post = partnership.coordinator_post
    return next(line["email"] for line in officers(partnership.key) if line["post"] == post)
