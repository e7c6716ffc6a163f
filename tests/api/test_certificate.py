"""A certificate of one's own: what is wrong with it is told, each with a next step."""

import os
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    PrivateFormat,
)

from tetrascope.api.certificate import read_certificate
from tetrascope.errors import InvalidInput, NotFound, TetrascopeError

NOW = datetime(2026, 11, 29, tzinfo=UTC)
DAY = timedelta(days=1)
Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


class Own:
    """A key and a certificate for it, in files."""

    def __init__(self, folder: Path, key: Key, begins: datetime = NOW - DAY, ends: datetime = NOW + DAY) -> None:
        self.key = key
        name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "a lab")])
        names = [x509.DNSName("Lab.example"), x509.DNSName("*.lab.example"), x509.IPAddress(ip_address("127.0.0.1"))]
        self.certificate = (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(begins)
            .not_valid_after(ends)
            .add_extension(x509.SubjectAlternativeName(names), critical=False)
            .sign(key, hashes.SHA256())
        )
        self.file, self.key_file = folder / "certificate.pem", folder / "key.pem"
        self.file.write_bytes(self.certificate.public_bytes(Encoding.PEM))
        self.write_key(NoEncryption())

    def write_key(self, encryption: KeySerializationEncryption) -> None:
        self.key_file.write_bytes(self.key.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, encryption))


@pytest.fixture
def own(tmp_path: Path) -> Own:
    return Own(tmp_path, ec.generate_private_key(ec.SECP256R1()))


def refused(own: Own, now: datetime = NOW) -> TetrascopeError:
    with pytest.raises((InvalidInput, NotFound)) as caught:
        read_certificate(own.file, own.key_file, now)
    assert caught.value.message.startswith("Expected ")
    return caught.value


def test_it_is_read_with_its_names(own: Own) -> None:
    certificate = read_certificate(own.file, own.key_file, NOW)
    assert (certificate.names, certificate.addresses) == (("lab.example",), ("127.0.0.1",))
    assert certificate.ends == NOW + DAY
    told = bytes.fromhex(certificate.fingerprint.replace(":", ""))
    assert told == own.certificate.fingerprint(hashes.SHA256())


def test_an_rsa_key_will_do_and_both_may_be_in_one_file(tmp_path: Path) -> None:
    own = Own(tmp_path, rsa.generate_private_key(65537, 2048))
    whole = tmp_path / "whole.pem"
    for parts in ((own.file, own.key_file), (own.key_file, own.file)):
        whole.write_bytes(b"".join(part.read_bytes() for part in parts))
        assert read_certificate(whole, whole, NOW).names == ("lab.example",)


@pytest.mark.parametrize(("late", "word"), [(2 * DAY, "one that ended at 2026-11-30"), (-2 * DAY, "from 2026-11-28")])
def test_one_that_is_not_valid_now(own: Own, late: timedelta, word: str) -> None:
    error = refused(own, NOW + late)
    assert error.field == "certificate"
    assert word in error.message
    assert "--https makes one" in (error.hint or "")


def test_files_that_are_not_there(own: Own, tmp_path: Path) -> None:
    own.key_file.unlink()
    assert refused(own).field == "key"
    own.file.unlink()
    assert refused(own).field == "certificate"
    own.file = tmp_path
    assert "can be read" in refused(own).message or os.name != "posix"


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="whoever is root may read everything")
def test_a_file_that_may_not_be_read(own: Own) -> None:
    own.key_file.chmod(0)
    assert "Permission denied" in refused(own).message


def test_what_is_no_certificate(own: Own) -> None:
    for data in (b"", b"\x00\xff", own.key_file.read_bytes(), own.certificate.public_bytes(Encoding.DER)):
        own.file.write_bytes(data)
        error = refused(own)
        assert error.field == "certificate"
        assert "openssl x509 -inform der" in (error.hint or "")


def test_what_is_no_key(own: Own) -> None:
    for data in (b"", b"\x00\xff", own.file.read_bytes()):
        own.key_file.write_bytes(data)
        error = refused(own)
        assert (error.field, "BEGIN PRIVATE KEY" in error.message) == ("key", True)


def test_a_key_with_a_password(own: Own) -> None:
    own.write_key(BestAvailableEncryption(b"secret"))
    error = refused(own)
    assert (error.field, "without a password" in error.message) == ("key", True)
    assert "openssl pkey -in key.pem" in (error.hint or "")


def test_the_key_of_another(own: Own, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    own.key_file = Own(tmp_path / "other", ec.generate_private_key(ec.SECP256R1())).key_file
    error = refused(own)
    assert (error.field, "got another" in error.message) == ("key", True)


def test_a_key_that_is_too_short_for_today(tmp_path: Path) -> None:
    error = refused(Own(tmp_path, rsa.generate_private_key(65537, 1024)))
    assert error.field == "certificate"
    assert "KEY_TOO_SMALL" in error.message
