"""A certificate that the server makes for itself, since nobody vouches for a machine in a lab.

A browser warns of it once; who has compared its fingerprint knows that the warning is about this very server. So it is
kept, and made anew only when it has to be: then with the same key, by which clients may know it, and for all it was for
before, so that going to and fro between two networks takes no third. Its form is what browsers ask for:
https://cabforum.org/baseline-requirements, https://support.apple.com/103769.
"""

import contextlib
import os
import tempfile
from collections.abc import Collection
from datetime import datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from tetrascope.api.certificate import Certificate, names_in, read_certificate
from tetrascope.api.machine_names import MachineNames
from tetrascope.errors import Failed, TetrascopeError

VALID = timedelta(days=365)
"""Some browsers refuse more than 398 days."""
RENEWED_BEFORE = timedelta(days=30)
SLOW_CLOCK = timedelta(days=1)
"""By how much a headset's clock may be behind."""
MAX_NAMES = 64
"""Names and addresses that one is for, together; of more, those needed now and those of the latest networks stay."""
OTHERS = 0o077
"""What anybody but a file's owner may do with it, among its mode's bits."""
_USAGES = ("content_commitment", "key_encipherment", "data_encipherment", "key_agreement", "key_cert_sign", "crl_sign")


def made_certificate(folder: Path, names: MachineNames, now: datetime) -> Certificate:
    """The certificate that is kept in `folder`: made where there is none, one ends soon or lacks a name or an address.

    Its private key, ECDSA on P-256, stays the same, and can be read by its owner only. What it was for it stays for.

    Args:
        folder: is made too.
        names: what it must be for, and what it may.
        now: with its time zone.

    Raises `Failed` where it cannot be kept.
    """
    file, key_file = folder / "certificate.pem", folder / "key.pem"
    with contextlib.suppress(TetrascopeError):
        kept = read_certificate(file, key_file, now)
        enough = names.needed <= {*kept.names, *kept.addresses}
        if enough and kept.ends - now > RENEWED_BEFORE and _is_private(key_file):
            return kept
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        key = _kept_key(key_file)
        if key is None:
            key = ec.generate_private_key(ec.SECP256R1())
            _write(key_file, key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        # The latest come first, so that those that nobody has used for long go first.
        wanted = dict.fromkeys([*sorted(names.needed), *sorted(names.further), *_earlier_names(file, key)])
        _write(file, _signed(key, list(wanted)[: max(MAX_NAMES, len(names.needed))], now).public_bytes(Encoding.PEM))
    except OSError as error:
        raise Failed(
            f"Expected a folder in which a certificate can be kept, got {str(folder)!r}: {error.strerror or error}.",
            hint="Name another in the environment, as TETRASCOPE_DATA, or give a certificate of your own: "
            "--certificate FILE --key FILE.",
        ) from None
    return read_certificate(file, key_file, now)


def _is_private(file: Path) -> bool:
    """Whether only its owner may do anything with it; Windows keeps other people out of the folder."""
    return os.name != "posix" or not file.stat().st_mode & OTHERS


def _kept_key(file: Path) -> ec.EllipticCurvePrivateKey | None:
    """The key that is there; None where it is none to go on with."""
    if not file.is_file() or not _is_private(file):
        return None
    try:
        key = load_pem_private_key(file.read_bytes(), password=None)
    except (ValueError, TypeError):
        return None
    return key if isinstance(key, ec.EllipticCurvePrivateKey) else None


def _earlier_names(file: Path, key: ec.EllipticCurvePrivateKey) -> list[str]:
    """What the certificate in a file is for, also where it has ended; none where it is another key's."""
    try:
        certificate = x509.load_pem_x509_certificate(file.read_bytes())
        if certificate.public_key() != key.public_key():
            return []
        names, addresses = names_in(certificate)
    except (OSError, ValueError):
        return []
    return [*names, *addresses]


def _write(file: Path, data: bytes) -> None:
    """Have the file whole, whoever reads it meanwhile; its owner alone may."""
    number, name = tempfile.mkstemp(dir=file.parent)
    try:
        with os.fdopen(number, "wb") as opened:
            opened.write(data)
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _signed(key: ec.EllipticCurvePrivateKey, names: Collection[str], now: datetime) -> x509.Certificate:
    """A certificate for these names and addresses, which vouches for itself and for no other."""
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Tetrascope on this machine")])
    public = key.public_key()
    identifier = x509.SubjectKeyIdentifier.from_public_key(public)
    usage = x509.KeyUsage(
        digital_signature=True, encipher_only=False, decipher_only=False, **dict.fromkeys(_USAGES, False)
    )
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - SLOW_CLOCK)
        .not_valid_after(now + VALID)
        .add_extension(x509.SubjectAlternativeName([_general_name(name) for name in names]), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(identifier, critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(identifier), critical=False)
        .sign(key, hashes.SHA256())
    )


def _general_name(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ip_address(name))
    except ValueError:
        return x509.DNSName(name)
