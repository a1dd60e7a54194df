"""The built site in Chromium: what readers see, and that it sends no request to another host.

Needs Debian's chromium and chromium-driver, and the extra `browser`.
"""

import json
import os
import shutil
import subprocess
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PAGES = {
    "home": "",
    "decision": "adr/adr-004-mkdocs-material-builds-the-site/",
    "index": "adr/",
    "rule": "rules/link-target-missing/",
    "tags": "tags/",
}
CONTRAST = (Path(__file__).parent / "contrast.js").read_text(encoding="utf-8")
NAMELESS = """
const named = (node) => (node.role !== "dialog" && node.textContent.trim()) || node.title ||
  ["aria-label", "aria-labelledby", "placeholder"].some((name) => node.getAttribute(name));
const usable = "a[href], button, input:not([type=radio]):not([type=checkbox]), select";
return [...document.querySelectorAll(`${usable}, [role=dialog]`)]
  .filter((node) => !named(node)).map((node) => node.outerHTML.slice(0, 120));
"""


def _missing(name):
    if os.environ.get("DOCSGATE_REQUIRE_BROWSER"):
        pytest.fail(f"{name} is not installed")
    pytest.skip(f"{name} is not installed")


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """This repository's own site, with a page of diagrams, served on this machine."""
    folder = tmp_path_factory.mktemp("site")
    project = tmp_path_factory.mktemp("project")
    for name in ("docs-cms", "site-config", "tests/rules", "tooling"):
        shutil.copytree(ROOT / name, project / name)
    shutil.copy(ROOT / "pyproject.toml", project)
    diagram = "# Diagram\n\nA diagram of two boxes.\n\n```mermaid\ngraph LR\n  one --> two\n```\n"
    (project / "docs-cms/guides/diagram.md").write_text(diagram, encoding="utf-8")
    command = [sys.executable, "-m", "docsgate", "build", "--output", str(folder / "docsgate")]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "tooling")}
    done = subprocess.run(
        command,
        cwd=project,
        env=environment,
        check=False,
        timeout=300,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    handler = partial(_Quiet, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/docsgate/"
        server.shutdown()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    try:
        from selenium import webdriver
    except ImportError:
        _missing("selenium")
    chromium, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not chromium or not driver:
        _missing("chromium with chromedriver")
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    opened = webdriver.Chrome(options, webdriver.ChromeService(driver))
    opened.set_page_load_timeout(60)
    yield opened
    opened.quit()


@pytest.fixture
def show(browser, address):
    """A function that opens a page in a colour scheme and at a width, and returns the browser."""

    def opened(page, scheme="light", width=1280):
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
        metrics = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600}
        browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        browser.get_log("performance")
        browser.get_log("browser")
        browser.get(address + page)
        return browser

    return opened


def requested(browser):
    """The addresses that the page has requested since it was opened."""
    entries = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    return [
        entry["params"]["request"]["url"]
        for entry in entries
        if entry["method"] == "Network.requestWillBeSent"
    ]


def wait_for(browser, script):
    from selenium.webdriver.support.ui import WebDriverWait

    return WebDriverWait(browser, 30).until(lambda opened: opened.execute_script(script))


@pytest.mark.parametrize("page", [*PAGES.values(), "guides/diagram/"])
def test_a_page_asks_only_the_host_it_comes_from(show, address, page):
    browser = show(page)
    wait_for(browser, "return document.readyState === 'complete'")
    browser.execute_script("document.querySelector('input[name=query]').focus()")
    wait_for(browser, "return performance.getEntriesByType('resource').length > 3")
    host = address.split("/docsgate/")[0]
    addresses = requested(browser)

    assert len(addresses) > 3
    assert [url for url in addresses if not url.startswith((f"{host}/", "data:", "blob:"))] == []
    assert [entry["message"] for entry in browser.get_log("browser")] == []


def test_a_diagram_is_drawn_by_the_script_that_the_site_brings(show, address):
    browser = show("guides/diagram/")

    wait_for(browser, "return document.querySelector('div.mermaid') !== null")
    assert f"{address}assets/mermaid.min.js" in requested(browser)


def test_a_page_without_diagrams_does_not_load_the_script_for_them(show):
    browser = show("")

    assert not [url for url in requested(browser) if "mermaid" in url]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_all_text_can_be_told_from_its_ground(show, page, scheme):
    """WCAG 2.2, 1.4.3: a contrast of 4.5 to 1, of 3 to 1 for large text."""
    assert show(page, scheme).execute_script(CONTRAST) == []


def test_weak_text_is_seen(show):
    browser = show("")
    browser.execute_script("document.querySelector('article p').style.color = '#999'")

    assert len(browser.execute_script(CONTRAST)) == 1


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_whatever_can_be_used_has_a_name(show, page):
    assert show(page).execute_script(NAMELESS) == []


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_nothing_is_wider_than_a_telephone(show, page):
    browser = show(page, width=390)

    assert browser.execute_script("return document.documentElement.scrollWidth") <= 390


def test_the_scheme_follows_the_system(show):
    ground = "return getComputedStyle(document.body).backgroundColor"

    assert show("", "light").execute_script(ground) != show("", "dark").execute_script(ground)


def test_an_index_can_be_filtered_by_words_and_by_status(show):
    from selenium.webdriver.common.by import By

    browser = show("adr/")
    rows = (
        "return [...document.querySelectorAll('.dg-index tbody tr')].filter(r => !r.hidden).length"
    )
    every = browser.execute_script(rows)
    browser.find_element(By.CSS_SELECTOR, ".dg-filter input").send_keys("cache pickle")
    by_words = browser.execute_script(rows)
    browser.find_element(By.CSS_SELECTOR, ".dg-filter input").clear()
    browser.find_element(By.XPATH, "//select/option[@value='Rejected']").click()
    by_status = browser.execute_script(rows)

    assert by_words == 1
    assert 1 <= by_status < every


def test_the_search_finds_a_decision(show):
    from selenium.webdriver.common.by import By

    browser = show("")
    browser.execute_script("document.querySelector('input[name=query]').focus()")
    browser.find_element(By.CSS_SELECTOR, "input[name=query]").send_keys("pyromark")
    found = "[...document.querySelectorAll('.md-search-result__link')].map(a => a.href)"

    wait_for(browser, f"return {found}.length > 0")
    assert any("adr-001" in address for address in browser.execute_script(f"return {found}"))
