"""Who may do what at the desk: each role, each action, here and elsewhere."""

from itertools import product

import pytest

from service.seam.access import Action, Role, Signed, may

ALLOWED = {
    (Role.COORDINATOR, Action.LIST), (Role.COORDINATOR, Action.READ), (Role.COORDINATOR, Action.ACT),
    (Role.COORDINATOR, Action.DECIDE), (Role.COORDINATOR, Action.LOOK_UP), (Role.COORDINATOR, Action.DIRECTORY),
    (Role.COORDINATOR, Action.WRITTEN), (Role.MANAGER, Action.WRITTEN),
    (Role.MANAGER, Action.LIST), (Role.MANAGER, Action.READ), (Role.MANAGER, Action.LOOK_UP),
    (Role.SCRUTINEER, Action.LIST),
    (Role.ADMINISTRATOR, Action.LOOK_UP), (Role.ADMINISTRATOR, Action.DIRECTORY),
}  # fmt: skip


def somebody(*roles: Role) -> Signed:
    return Signed("sefton", "7", "Pearl Lighthouse", frozenset(roles))


@pytest.mark.parametrize(("role", "action"), [*product(Role, Action)])
def test_a_role_may_do_its_own_at_home_and_nothing_elsewhere(role: Role, action: Action) -> None:
    assert may(somebody(role), action, "sefton") is ((role, action) in ALLOWED)
    assert not may(somebody(role), action, "liverpool")


@pytest.mark.parametrize("action", Action)
def test_whoever_is_nobody_or_holds_no_post_may_do_nothing(action: Action) -> None:
    assert not may(None, action, "sefton")
    assert not may(somebody(), action, "sefton")


def test_of_two_roles_each_counts() -> None:
    both = somebody(Role.SCRUTINEER, Role.ADMINISTRATOR)
    assert may(both, Action.LIST, "sefton") and may(both, Action.DIRECTORY, "sefton")
    assert not may(both, Action.READ, "sefton")
