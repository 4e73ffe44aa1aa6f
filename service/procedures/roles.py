"""[role]: who does a job, the same everywhere or by kind of agency."""

from collections.abc import Mapping

from service.escalation.parties import Post, Role
from service.procedures.parties import role_name
from service.procedures.shape import Key, Shape
from service.procedures.spot import Spot
from service.procedures.values import line, texts

ANY = "any"
POST = Shape(
    {
        "post": Key(texts, field="titles", needed='does not say which post. Add post = "...".', blank=()),
        "deputy": Key(line),
        "of": Key(line),
        "from": Key(line, field="source"),
        "named_by": Key(role_name),
    }
)


def role(key: str, value: object, spot: Spot) -> Role:
    """A post by its title, several in the order they are tried, one in full, or one for each kind of agency."""
    if isinstance(value, dict) and not POST.keys.keys() & value.keys():
        return Role(key, {kind: _post(one, spot.at(kind)) for kind, one in value.items()})
    return Role(key, {ANY: _post(value, spot)})


def _post(value: object, spot: Spot) -> Post:
    if isinstance(value, dict):
        return Post(**POST.read(value, spot))
    return Post(texts(value, spot))


def by_kind(role: Role) -> Mapping[str, Post]:
    """The posts of a role that is told apart by kind of agency; empty where one serves every kind."""
    return {} if ANY in role.posts else role.posts
