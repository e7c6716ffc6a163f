"""The page on a server that encrypts, in a browser that was told to trust its certificate, and no other."""

import base64
import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from playwright.sync_api import Browser, Page, expect
from tests.browser.chromium import ARGUMENTS
from tests.browser.conftest import PATIENCE_MS, TOUR_SEEN
from tests.browser.server_process import ServerProcess
from tests.browser.watch import Watch

from tetrascope.api.certificate import Certificate
from tetrascope.api.machine_names import machine_names
from tetrascope.api.made_certificate import made_certificate


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    return made_certificate(tmp_path_factory.mktemp("https"), machine_names("127.0.0.1"), datetime.now(UTC))


@pytest.fixture(scope="module")
def https_server(certificate: Certificate) -> Iterator[ServerProcess]:
    process = ServerProcess(certificate=certificate)
    yield process
    process.close()
    assert "Traceback" not in process.log(), process.log()


def key_digest(certificate: Path) -> str:
    """What Chromium is told to trust a key by."""
    key = x509.load_pem_x509_certificate(certificate.read_bytes()).public_key()
    told = hashlib.sha256(key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).digest()
    return base64.b64encode(told).decode()


@pytest.fixture
def page(browser: Browser, chromium_path: str, certificate: Certificate, https_server: ServerProcess) -> Iterator[Page]:
    trust = f"--ignore-certificate-errors-spki-list={key_digest(certificate.file)}"
    trusting = browser.browser_type.launch(executable_path=chromium_path, args=[*ARGUMENTS, trust])
    context = trusting.new_context(base_url=https_server.address, locale="en-GB")
    context.set_default_timeout(PATIENCE_MS)
    context.add_init_script(TOUR_SEEN)
    watch = Watch(context, https_server.address)
    page = context.new_page()
    yield page
    page.evaluate("0")
    complaints = watch.complaints()
    trusting.close()
    assert not complaints, "\n".join(complaints)


def test_scene_1_arrives_over_an_encrypted_stream(page: Page, https_server: ServerProcess) -> None:
    streams: list[str] = []
    page.on("websocket", lambda stream: streams.append(stream.url))
    page.goto("/")
    told = page.evaluate("fetch('/v1/samples', { headers: { Accept: 'application/json' } }).then(one => one.json())")
    image_id = next(one["image"]["image_id"] for one in told["samples"] if one["name"] == "cat")
    page.goto(f"/#/structure?image={image_id}&network=efficientnet-lite0")
    classes = page.get_by_role("list", name="Most probable classes", include_hidden=True)
    expect(classes).to_contain_text("Egyptian cat")
    assert {*streams} == {https_server.address.replace("https", "wss", 1) + "/v1/stream"}


def test_the_page_may_ask_for_vr_and_its_camera_and_for_little_else(page: Page) -> None:
    page.goto("/")
    assert page.evaluate("isSecureContext") is True
    allowed = set(page.evaluate("document.featurePolicy.allowedFeatures()"))
    assert {"xr-spatial-tracking", "camera"} <= allowed
    assert not allowed & {"microphone", "geolocation", "usb", "serial", "hid", "midi", "payment", "display-capture"}
    assert page.evaluate("typeof navigator.xr.isSessionSupported") == "function"


def test_a_browser_that_was_told_nothing_warns(browser: Browser, https_server: ServerProcess) -> None:
    context = browser.new_context()
    with pytest.raises(Exception, match="ERR_CERT_AUTHORITY_INVALID"):
        context.new_page().goto(https_server.address)
    context.close()
