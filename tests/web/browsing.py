"""A person at a browser: Debian's Chromium, driven by Playwright, and what every page must keep.

Set GATEWAY_SCREENSHOTS to a folder to keep a picture of every page at every width.
"""

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from gateway.casework.writer import Office
from gateway.identity import cookies
from tests.api.signing_in import Begin

_NAMES = ("chromium-headless-shell", "chromium", "chromium-browser")
CHROMIUM = next(filter(None, map(shutil.which, _NAMES)), "")
"""Where the browser is, the one without windows first: it goes on to the next page in two thirds of
the time. Empty where there is none."""
_WITHOUT = [
    "RenderDocument",  # a new frame for each page, and
    "SpareRendererForSitePerProcess",  # a process in reserve, are a third of the work of a page
    # What Playwright goes without: the browser heeds the last list alone.
    "AimEnabled",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "ThirdPartyStoragePartitioning",
]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    f"--disable-features={','.join(_WITHOUT)}",
]
WIDTHS = (320, 390, 1100)
HEIGHT = 900
SCREENSHOTS = "GATEWAY_SCREENSHOTS"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
_VIOLATIONS = """async tags => {
  const options = {runOnly: {type: "tag", values: tags}, resultTypes: ["violations"]}
  const {violations} = await axe.run(document, options)
  return violations.map(({id, help, nodes}) => ({id, help, nodes: nodes.map(one => one.html)}))
}"""
_HEADINGS = "[document.querySelectorAll('h1').length, document.title]"
_TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
_NUMBERS = re.compile(r"\b[0-9a-f]{16,}\b|\d+|(?<=csrf_token\" value=\")[^\"]+")
_EXAMINED: set[str] = set()
MOST_TABS = 60
_FOCUSED = "(document.activeElement.innerText || document.activeElement.name || '').trim()"
_SHOWS_FOCUS = """() => {
  const here = document.activeElement
  const own = getComputedStyle(here)
  const drawn = getComputedStyle(here.nextElementSibling || here, ":before")
  return [own, drawn].some(one => one.outlineStyle !== "none" || one.boxShadow !== "none")
}"""
_AFTER = """before => !!(
  before.compareDocumentPosition(document.activeElement) & Node.DOCUMENT_POSITION_FOLLOWING
)"""
PATIENCE = 30_000.0
"""How many milliseconds a page may take; reaching it is a failure."""


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser, without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


class Visitor:
    """Somebody who goes from page to page. `faults` is what no page may do."""

    def __init__(self, page: Page, address: str, *, scripts: bool) -> None:
        self.page = page
        self.faults: list[str] = []
        self.seen: set[str] = set()
        self._address = address
        self._scripts = scripts
        page.set_default_timeout(PATIENCE)
        page.on("request", lambda request: self._asked(request.url))
        page.on("response", lambda answer: self._answered(answer.url, answer.status))
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.faults.append(f"a script failed: {error}"))

    def sign_in(self, office: Office, person: str) -> None:
        """Begin a session for somebody, as a sign-in does, and take its cookie."""
        secret = office.carry_out_now(Begin(person)).secret
        self.page.context.add_cookies(
            [{"name": cookies.SESSION, "value": secret, "url": self._address}]
        )

    def open(self, path: str) -> int:
        """Open a page of the gateway; gives its status."""
        answer = self.page.goto(self._address + path)
        assert answer is not None
        return answer.status

    def press(self, name: str | re.Pattern[str]) -> None:
        """Press the last button of that name, which leads on to another page."""
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=name, exact=isinstance(name, str)).last.click()

    def follow(self, name: str | re.Pattern[str]) -> None:
        """Follow the first link of that name in the main part of the page."""
        main = self.page.locator("main, .govuk-back-link")
        exact = isinstance(name, str)
        with self.page.expect_navigation():
            main.get_by_role("link", name=name, exact=exact).first.click()

    def tab_to(self, words: str, *, back: bool = False) -> None:
        """Go on (or `back`) with Tab until what has the focus begins with the words.

        On the way the focus is always seen, and on with Tab it never goes back up the page.
        """
        before = None
        for _ in range(MOST_TABS):
            self.page.keyboard.press("Shift+Tab" if back else "Tab")
            here = self.focused
            assert self.page.evaluate(_SHOWS_FOCUS), f"{here}: nobody sees the focus"
            if before is not None:
                assert self.page.evaluate(_AFTER, before) != back, f"{here}: out of order"
            if here.startswith(words):
                return
            before = self.page.evaluate_handle("document.activeElement")
        raise AssertionError(f"no Tab leads to: {words}")

    @property
    def focused(self) -> str:
        """The words of what has the focus, or the name of the field."""
        return str(self.page.evaluate(_FOCUSED))

    def key(self, name: str, *, leads_on: bool = False) -> None:
        """Press a key; `leads_on`: to another page."""
        if not leads_on:
            self.page.keyboard.press(name)
            return
        with self.page.expect_navigation():
            self.page.keyboard.press(name)

    @property
    def heading(self) -> str:
        """The one main heading."""
        return self.page.locator("h1").inner_text().strip()

    def look(self, name: str) -> None:
        """Look at the page that is open: everything that every page must keep. `name`: of it."""
        page = self.page
        self.seen.add(name)
        headings, title = page.evaluate(_HEADINGS)
        assert 1 == headings, name
        assert title, name
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": HEIGHT})
            over = page.evaluate(_TOO_WIDE)
            assert 0 == over, f"{name}: {over} pixels too wide at {width}"
            self._keep_picture(f"{name}-{width}-{'with' if self._scripts else 'without'}")
        self._examine(name)
        assert [] == self.faults, name

    def _examine(self, name: str) -> None:
        """Let axe look, unless it saw this very page, but for numbers, in this process before."""
        page_as_it_is = _NUMBERS.sub("#", self.page.content())
        if page_as_it_is not in _EXAMINED:
            assert [] == self.page.evaluate(_VIOLATIONS, WCAG), name
            _EXAMINED.add(page_as_it_is)

    def _keep_picture(self, name: str) -> None:
        folder = os.environ.get(SCREENSHOTS)
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)

    def _asked(self, url: str) -> None:
        if not url.startswith(self._address):
            self.faults.append(f"another host was asked: {url}")

    def _answered(self, url: str, status: int) -> None:
        if "/assets/" in url and status >= HTTPStatus.BAD_REQUEST:
            self.faults.append(f"a file of the page is missing: {url}")

    def _said(self, message: ConsoleMessage) -> None:
        meant = message.text.startswith("Failed to load resource")  # a 404, or a script kept away
        if message.type == "error" and not meant:
            self.faults.append(f"the browser complained: {message.text}")


@contextmanager
def visiting(
    browser: Browser, address: str, headers: dict[str, str], *, scripts: bool
) -> Iterator[Visitor]:
    """Somebody at the gateway of that address, with scripts or without.

    Without: no script of the gateway's arrives. The engine stays on, because axe needs it.
    """
    context = browser.new_context(extra_http_headers=headers, reduced_motion="reduce")
    context.add_init_script(AXE_SCRIPT)  # quicker than one of half a megabyte for each look
    if not scripts:
        context.route("**/*.js", lambda route: route.abort())
    try:
        yield Visitor(context.new_page(), address, scripts=scripts)
    finally:
        context.close()
