"""The certificate by which a server that encrypts is known: read, and found to be one to serve with."""

import ssl
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from cryptography.x509.oid import ExtensionOID

from tetrascope.errors import InvalidInput, NotFound

MAX_BYTES = 2**20
"""Size of a file that may be one; with all who vouch for it a certificate has some thousand bytes."""


@dataclass(frozen=True)
class Certificate:
    """A certificate and its key, which are there and belong together."""

    file: Path
    key_file: Path
    fingerprint: str
    """SHA-256 of the certificate, as browsers show it: `1F:A0:...`."""
    names: tuple[str, ...]
    """Host names that it is for, without those that stand for many."""
    addresses: tuple[str, ...]
    """IP addresses that it is for."""
    ends: datetime


def read_certificate(file: Path, key_file: Path, now: datetime) -> Certificate:
    """The certificate in a PEM file, which those who vouch for it may follow.

    Args:
        file: of the certificate.
        key_file: of its private key; the same where both are in one.
        now: with its time zone.

    Raises:
        NotFound: a file is not there.
        InvalidInput: it cannot be read or holds something else; the certificate is not valid now; the key has a
            password, or does not fit.
    """
    certificate = _parsed(_read(file, "certificate"), file)
    if not certificate.not_valid_before_utc <= now < certificate.not_valid_after_utc:
        raise _not_now(certificate, file, now)
    _check_key(_read(key_file, "key"), key_file, certificate)
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(file, key_file)
    except ssl.SSLError as error:  # a key that is too short for today, say
        raise InvalidInput(
            f"Expected a certificate that browsers accept, got {str(file)!r}, of which OpenSSL says: "
            f"{error.reason or error}.",
            field="certificate",
            hint="Have one made with an ECDSA key (P-256) or an RSA key of 2048 bits or more.",
        ) from None
    names, addresses = names_in(certificate)
    return Certificate(
        file=file,
        key_file=key_file,
        fingerprint=certificate.fingerprint(hashes.SHA256()).hex(":").upper(),
        names=names,
        addresses=addresses,
        ends=certificate.not_valid_after_utc,
    )


def _read(file: Path, field: str) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(MAX_BYTES)
    except FileNotFoundError:
        raise NotFound(f"Expected a file, got {str(file)!r}, which is not there.", field=field) from None
    except OSError as error:
        raise InvalidInput(
            f"Expected a file that can be read, got {str(file)!r}: {error.strerror}.",
            field=field,
            hint="Let the user who runs this program read it.",
        ) from None


def _parsed(data: bytes, file: Path) -> x509.Certificate:
    """The first certificate: it is the server's own, and OpenSSL takes it so too."""
    try:
        return x509.load_pem_x509_certificates(data)[0]
    except ValueError:
        raise InvalidInput(
            f"Expected a certificate in PEM, which begins with -----BEGIN CERTIFICATE-----, got {str(file)!r}.",
            field="certificate",
            hint="Of a .der or .cer file: openssl x509 -inform der -in FILE -out certificate.pem. "
            "Of a .p12 or .pfx file: openssl pkcs12 -in FILE -nodes -out certificate.pem, which holds the key too.",
        ) from None


def _not_now(certificate: x509.Certificate, file: Path, now: datetime) -> InvalidInput:
    begins, ends = certificate.not_valid_before_utc, certificate.not_valid_after_utc
    what = f"one that ended at {ends:%Y-%m-%d %H:%M} UTC" if ends <= now else f"one from {begins:%Y-%m-%d %H:%M} UTC on"
    return InvalidInput(
        f"Expected a certificate that is valid now, {now:%Y-%m-%d %H:%M} UTC, got {what}: {str(file)!r}.",
        field="certificate",
        hint="Renew it, or leave --certificate out: --https makes one. If the date is wrong, set this machine's clock.",
    )


def _check_key(data: bytes, file: Path, certificate: x509.Certificate) -> None:
    try:
        key = load_pem_private_key(data, password=None)
    except TypeError:
        raise InvalidInput(
            f"Expected a private key without a password, got one with: {str(file)!r}.",
            field="key",
            hint=f"openssl pkey -in {file.name} -out open-key.pem asks for it and writes the key without; let nobody "
            "else read that file.",
        ) from None
    except Exception:  # one of a kind that nobody knows raises a class of the library's own
        raise InvalidInput(
            f"Expected a private key in PEM, which begins with -----BEGIN PRIVATE KEY-----, got {str(file)!r}.",
            field="key",
            hint="--key FILE names the file of the key, where it is not in that of the certificate.",
        ) from None
    if key.public_key() != certificate.public_key():
        raise InvalidInput(
            f"Expected the private key that the certificate was made for, got another: {str(file)!r}.",
            field="key",
            hint="Name the key that was used to ask for this certificate. In a file of several certificates the "
            "server's own comes first.",
        )


def names_in(certificate: x509.Certificate) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The host names that it is for, without those that stand for many, and the addresses."""
    try:
        told = certificate.extensions.get_extension_for_oid(ExtensionOID.SUBJECT_ALTERNATIVE_NAME).value
    except x509.ExtensionNotFound:
        return (), ()
    assert isinstance(told, x509.SubjectAlternativeName)
    names = [name.lower() for name in told.get_values_for_type(x509.DNSName) if "*" not in name]
    return tuple(names), tuple(str(each) for each in told.get_values_for_type(x509.IPAddress))
