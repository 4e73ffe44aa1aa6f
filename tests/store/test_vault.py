"""The vault: what is sealed opens in its own place, with its own key, and nowhere else."""

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, replace

import pytest
from sqlalchemy import func, select

from service.errors import ConfigError, Unsealable
from service.store import Keys, Vault
from service.store.tables import DataKeyRow

CASE, ROW, NAME = "case:1", "subjects:sealed:1", b"Canary Child"


@pytest.fixture
def sealed(sessions, vault):
    with sessions.begin() as session:
        return vault.seal(session, CASE, ROW, NAME)


def test_what_was_sealed_opens_in_its_place(sessions, vault, sealed):
    with sessions() as session:
        assert vault.open(session, CASE, ROW, sealed) == NAME
    assert NAME not in sealed


def test_the_same_value_is_sealed_differently_every_time(sessions, vault, sealed):
    with sessions.begin() as session:
        assert vault.seal(session, CASE, ROW, NAME) != sealed


def test_a_value_moved_to_another_row_does_not_open(sessions, vault, sealed):
    with sessions() as session, pytest.raises(Unsealable, match="moved"):
        vault.open(session, CASE, "subjects:sealed:2", sealed)


def test_a_value_moved_to_another_case_does_not_open(sessions, vault, sealed):
    with sessions.begin() as session:
        vault.seal(session, "case:2", ROW, b"somebody else")
    with sessions() as session, pytest.raises(Unsealable):
        vault.open(session, "case:2", ROW, sealed)


def test_a_data_key_moved_to_another_case_opens_nothing(sessions, vault, sealed):
    with sessions.begin() as session:
        session.add(DataKeyRow(scope="case:2", wrapped=session.scalar(select(DataKeyRow.wrapped))))
    with sessions() as session, pytest.raises(Unsealable):
        vault.open(session, "case:2", ROW, sealed)


def test_one_altered_bit_does_not_open(sessions, vault, sealed):
    altered = sealed[:-1] + bytes([sealed[-1] ^ 1])
    with sessions() as session, pytest.raises(Unsealable):
        vault.open(session, CASE, ROW, altered)


def test_a_value_cut_short_does_not_open(sessions, vault, sealed):
    with sessions() as session, pytest.raises(Unsealable):
        vault.open(session, CASE, ROW, sealed[:8])


def test_another_wrapping_key_opens_nothing(sessions, vault, sealed):
    stranger = Vault(replace(vault.keys, wrapping=Keys.fresh().wrapping))
    with sessions() as session, pytest.raises(Unsealable, match="wrong key"):
        stranger.open(session, CASE, ROW, sealed)


def test_once_a_cases_key_is_destroyed_nothing_of_it_opens(sessions, vault, sealed):
    with sessions.begin() as session:
        session.delete(session.get_one(DataKeyRow, CASE))
    with sessions() as session, pytest.raises(Unsealable, match="no key for case:1"):
        vault.open(session, CASE, ROW, sealed)


def test_many_who_seal_the_first_value_of_a_case_at_once_make_one_key(sessions, vault):
    def seal(number):
        with sessions.begin() as session:
            return vault.seal(session, CASE, f"people:sealed:{number}", NAME)

    with ThreadPoolExecutor(8) as pool:
        values = list(pool.map(seal, range(8)))
    with sessions() as session:
        assert session.scalar(select(func.count()).select_from(DataKeyRow)) == 1
        assert {vault.open(session, CASE, f"people:sealed:{n}", value) for n, value in enumerate(values)} == {NAME}


def test_a_digest_finds_the_same_again_for_the_same_purpose_and_key_only(vault):
    digest = vault.digest("name", NAME)
    assert digest == vault.digest("name", NAME)
    assert digest != vault.digest("email", NAME)
    assert digest != vault.digest("name", b"Canary Chile")
    assert digest != Vault(Keys.fresh()).digest("name", NAME)
    assert digest == Vault(replace(Keys.fresh(), search=vault.keys.search)).digest("name", NAME)


def test_keys_are_read_as_they_were_written_by_their_owner_only(tmp_path):
    keys, path = Keys.fresh(), tmp_path / "keys.json"
    keys.write(path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert Keys.read(path) == keys
    assert len({getattr(keys, each.name) for each in fields(keys)}) == 5


def test_a_key_file_is_never_written_over(tmp_path):
    keys, path = Keys.fresh(), tmp_path / "keys.json"
    keys.write(path)
    with pytest.raises(ConfigError, match="No key file can be made"):
        Keys.fresh().write(path)
    assert Keys.read(path) == keys


def test_a_key_file_that_others_may_read_is_refused(tmp_path):
    path = tmp_path / "keys.json"
    Keys.fresh().write(path)
    path.chmod(0o640)
    with pytest.raises(ConfigError, match="chmod 600"):
        Keys.read(path)


def test_a_missing_key_file_is_told_with_the_remedy(tmp_path):
    with pytest.raises(ConfigError, match="Run `parley keys`"):
        Keys.read(tmp_path / "keys.json")


@pytest.mark.parametrize(
    "damage",
    [
        lambda kept: "{",
        lambda kept: "[]",
        lambda kept: json.dumps(kept | {"audit": "not base64!"}),
        lambda kept: json.dumps(kept | {"audit": kept["audit"][:8]}),
        lambda kept: json.dumps(kept | {"other": kept["audit"]}),
        lambda kept: json.dumps({name: kept[name] for name in kept if name != "audit"}),
    ],
)
def test_a_damaged_key_file_is_refused_and_not_repeated(tmp_path, damage):
    path = tmp_path / "keys.json"
    Keys.fresh().write(path)
    kept = json.loads(path.read_text())
    path.write_text(damage(kept))
    with pytest.raises(ConfigError, match="copy back") as fault:
        Keys.read(path)
    assert not any(text in str(fault.value) for text in kept.values())


def test_keys_are_not_shown(vault):
    assert repr(vault) == "Vault(keys=Keys())"
