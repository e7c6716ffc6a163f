"""A certificate that is made: in the form that browsers ask for, kept, and made anew when it has to be."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID

from tetrascope.api.machine_names import MachineNames
from tetrascope.api.made_certificate import MAX_NAMES, made_certificate
from tetrascope.errors import Failed

NOW = datetime(2026, 11, 29, tzinfo=UTC)
HOME = MachineNames(frozenset({"localhost", "lab.local", "127.0.0.1"}), frozenset({"2001:db8::7"}))
MOVED = MachineNames(HOME.needed | {"192.168.0.7"}, frozenset({"2001:db8::8"}))
posix = pytest.mark.skipif(os.name != "posix", reason="Windows keeps others out of the folder")


def parsed(folder: Path) -> x509.Certificate:
    return x509.load_pem_x509_certificate((folder / "certificate.pem").read_bytes())


def test_its_form_is_what_browsers_ask_for(tmp_path: Path) -> None:
    made = made_certificate(tmp_path, HOME, NOW)
    certificate = parsed(tmp_path)
    told = certificate.extensions
    assert {*made.names, *made.addresses} == HOME.needed | HOME.further
    assert certificate.not_valid_after_utc - certificate.not_valid_before_utc <= timedelta(days=398)
    assert certificate.not_valid_before_utc < NOW - timedelta(hours=12)  # a headset's clock may be behind
    assert isinstance(key := certificate.public_key(), ec.EllipticCurvePublicKey) and key.curve.name == "secp256r1"
    constraints = told.get_extension_for_class(x509.BasicConstraints)
    assert (constraints.critical, constraints.value.ca) == (True, False)
    assert [*told.get_extension_for_class(x509.ExtendedKeyUsage).value] == [ExtendedKeyUsageOID.SERVER_AUTH]
    usage = told.get_extension_for_class(x509.KeyUsage).value
    assert (usage.digital_signature, usage.key_cert_sign, usage.crl_sign) == (True, False, False)
    certificate.verify_directly_issued_by(certificate)


def test_it_is_kept_while_it_will_do(tmp_path: Path) -> None:
    made = made_certificate(tmp_path / "new" / "https", MOVED, NOW)
    later = NOW + timedelta(days=300)
    # Fewer names, and other addresses of those that change by themselves, are no reason for another warning.
    assert made_certificate(tmp_path / "new" / "https", HOME, later) == made


def test_it_is_made_anew_for_a_new_address_with_the_same_key(tmp_path: Path) -> None:
    first, key = made_certificate(tmp_path, HOME, NOW), parsed(tmp_path).public_key()
    second = made_certificate(tmp_path, MOVED, NOW)
    assert "192.168.0.7" in second.addresses
    assert second.fingerprint != first.fingerprint
    assert parsed(tmp_path).public_key() == key


def test_back_in_an_earlier_network_it_will_still_do(tmp_path: Path) -> None:
    elsewhere = MachineNames(HOME.needed - {"lab.local"} | {"192.168.0.7"}, frozenset())
    made_certificate(tmp_path, HOME, NOW)
    second = made_certificate(tmp_path, elsewhere, NOW)
    assert {*second.names, *second.addresses} == HOME.needed | elsewhere.needed | HOME.further
    assert made_certificate(tmp_path, HOME, NOW) == second


def test_of_many_networks_those_that_were_used_last_stay(tmp_path: Path) -> None:
    for number in range(MAX_NAMES + 10):
        network = MachineNames(HOME.needed | {f"10.0.0.{number}"}, frozenset())
        made = made_certificate(tmp_path, network, NOW)
    assert len({*made.names, *made.addresses}) == MAX_NAMES
    assert {f"10.0.0.{number}" for number in range(14, MAX_NAMES + 10)} <= {*made.addresses}
    assert "10.0.0.0" not in made.addresses


@pytest.mark.parametrize("days", [336, 400])
def test_it_is_made_anew_near_its_end_and_after_it(tmp_path: Path, days: int) -> None:
    first, key = made_certificate(tmp_path, MOVED, NOW), parsed(tmp_path).public_key()
    later = NOW + timedelta(days=days)
    second = made_certificate(tmp_path, HOME, later)
    assert second.ends > later + timedelta(days=300) > first.ends
    assert parsed(tmp_path).public_key() == key
    assert {*second.names, *second.addresses} == MOVED.needed | MOVED.further | HOME.further


@pytest.mark.parametrize("name", ["certificate.pem", "key.pem"])
@pytest.mark.parametrize("damage", [b"", b"nonsense", None])
def test_what_is_damaged_is_made_anew(tmp_path: Path, name: str, damage: bytes | None) -> None:
    made_certificate(tmp_path, HOME, NOW)
    (tmp_path / name).unlink() if damage is None else (tmp_path / name).write_bytes(damage)
    assert made_certificate(tmp_path, HOME, NOW).names == ("lab.local", "localhost")


@posix
def test_nobody_else_may_read_its_key(tmp_path: Path) -> None:
    made_certificate(tmp_path / "https", HOME, NOW)
    assert (tmp_path / "https").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "https/key.pem").stat().st_mode & 0o777 == 0o600


@posix
def test_a_key_that_others_could_read_is_used_no_more(tmp_path: Path) -> None:
    made_certificate(tmp_path, HOME, NOW)
    (tmp_path / "key.pem").chmod(0o640)
    before = parsed(tmp_path).public_key()
    made_certificate(tmp_path, HOME, NOW)
    assert parsed(tmp_path).public_key() != before
    assert (tmp_path / "key.pem").stat().st_mode & 0o777 == 0o600


def test_nothing_but_the_two_files_is_left(tmp_path: Path) -> None:
    made_certificate(tmp_path, HOME, NOW)
    made_certificate(tmp_path, MOVED, NOW)
    assert {path.name for path in tmp_path.iterdir()} == {"certificate.pem", "key.pem"}


def test_a_folder_that_cannot_be_is_told_with_the_next_step(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(Failed) as caught:
        made_certificate(tmp_path / "file" / "https", HOME, NOW)
    assert "TETRASCOPE_DATA" in (caught.value.hint or "")
