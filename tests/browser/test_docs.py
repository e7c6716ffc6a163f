"""The page of the API at `/docs`: what the server says of its routes, to read and to try."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.browser.accessibility import assert_accessible
from tests.browser.conftest import DARK, DESKTOP, PHONE
from tests.browser.server_process import ServerProcess
from tests.browser.watch import Watch

from tetrascope.protocol.endpoints import ENDPOINTS


def open_docs(page: Page) -> None:
    page.goto("/docs")
    expect(page.locator(".opblock")).to_have_count(len(ENDPOINTS))


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE])
@pytest.mark.parametrize("context_options", [{}, DARK], ids=["light", "dark"])
def test_every_operation_is_listed(page: Page, screenshot: Callable[..., None]) -> None:
    open_docs(page)
    for endpoint in ENDPOINTS:
        # A path has invisible places at which its line may break.
        paths = [path.replace("\u200b", "") for path in page.locator(".opblock-summary-path").all_inner_texts()]
        assert endpoint.path in paths
        expect(page.get_by_text(endpoint.summary, exact=True)).to_be_visible()
    expect(page.get_by_role("main")).to_have_count(1)
    assert_accessible(page, ".page-bar")  # of Swagger UI's own markup axe finds much
    screenshot("list")
    page.locator("#operations-analyses-layers .opblock-summary-control").click()
    expect(page.locator("#operations-analyses-layers .opblock-body")).to_contain_text("Request body")
    screenshot("layers")


def test_health_can_be_tried(page: Page, server_process: ServerProcess, watch: Watch) -> None:
    open_docs(page)
    health = page.locator("#operations-server-health")
    health.locator(".opblock-summary-control").click()
    health.get_by_role("button", name="Try it out").click()
    health.get_by_role("button", name="Execute").click()
    answer = health.locator(".live-responses-table")
    expect(answer.locator(".response-col_status").last).to_contain_text("200")
    expect(answer).to_contain_text('"ready": true')
    assert f"{server_process.address}/v1/health" in watch.requests


def test_an_analysis_can_be_tried(page: Page) -> None:
    open_docs(page)
    samples = page.request.get("/v1/samples", headers={"Accept": "application/json"}).json()["samples"]
    inputs = page.locator("#operations-analyses-inputs")
    inputs.locator(".opblock-summary-control").click()
    inputs.get_by_role("button", name="Try it out").click()
    body = {"image_id": samples[0]["image"]["image_id"], "network_id": "efficientnet-lite0"}
    inputs.locator("textarea").fill(json.dumps(body))
    inputs.get_by_role("button", name="Execute").click()
    answer = inputs.locator(".live-responses-table")
    expect(answer.locator(".response-col_status").last).to_contain_text("200")
    expect(answer).to_contain_text('"framing"')


def test_the_document_can_be_saved(page: Page, tmp_path: Path) -> None:
    open_docs(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="openapi.json").click()
    download.value.save_as(tmp_path / "openapi.json")
    assert json.loads((tmp_path / "openapi.json").read_text())["openapi"].startswith("3.1")


def test_the_token_is_asked_for_once_and_sent_with_what_is_tried(
    page: Page, watch: Watch, token_server: ServerProcess
) -> None:
    watch.own(token_server.address)
    watch.expect("401")
    page.goto(f"{token_server.address}/docs")
    field = page.get_by_label("Token", exact=True)
    expect(field).to_be_focused()
    assert_accessible(page)
    field.fill("not-the-right-token-at-all")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_have_text("Expected this server's token, got another.")
    field.fill(token_server.token)
    page.keyboard.press("Enter")
    health = page.locator("#operations-server-health")
    health.locator(".opblock-summary-control").click()
    health.get_by_role("button", name="Try it out").click()
    health.get_by_role("button", name="Execute").click()
    expect(health.locator(".live-responses-table")).to_contain_text('"ready": true')
    assert not [url for url in watch.requests if token_server.token in url]


def test_the_help_leads_to_it_with_the_token_that_the_page_has(
    page: Page, watch: Watch, token_server: ServerProcess
) -> None:
    watch.own(token_server.address)
    page.goto(f"{token_server.address}/#token={token_server.token}")
    page.get_by_role("button", name="Help").click()
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="The API of this server").click()
    expect(opened.value.locator(".opblock")).to_have_count(len(ENDPOINTS))
    assert token_server.token not in opened.value.url
