#!/usr/bin/env python3
"""Opens pages of a site in chromium and tells what is wrong with them.

  .build/checks/bin/python Tests/Browser/check_pages.py SITE PAGE… [--pages FILE] [--best-practice] [--times]

SITE is the site's folder, a PAGE a path in it; FILE names pages too, one per line. Each problem is one line of JSON,
{"page", "theme", "width", "check", "message"}; theme and width are null where they make no difference. The status is
1 when there is a problem, 2 when the check itself cannot run.

Each page is loaded four times: at 390 and at 1280 pixels from a server of its own on 127.0.0.1, without JavaScript, and
from the disk. Themes and further widths need no load: the window is changed. The checks:

axe            No violation of axe-core's rules of WCAG 2.0, 2.1 and 2.2, A and AA, at 390 and 1280 pixels, light and
               dark; where the page has closed <details>, once more with all of them open. What axe cannot decide
               (`incomplete`) is not told. Of elements whose colours are alike the first is named.
best-practice  The same for axe-core's best practices; only with --best-practice.
overflow       The document does not scroll sideways at any of five widths, closed <details> closed and open. Boxes
               that scroll by themselves may.
request        Nothing is asked for but files of the site, which are there; nor is a foreign host named by
               `preconnect` and the like. Chromium is told to resolve no name, so nothing leaves the machine either.
console        No error on the console and no uncaught exception; from the disk as well.
csp            No violation of the page's Content-Security-Policy; from the disk as well.
shift          The cumulative layout shift is 0, at 390 and 1280 pixels. The server sends scripts and images late, so
               that the page is painted before they come, as it is over a network: on a fast machine all would be there
               before the first frame, and nothing could shift. Style sheets, without which nothing is painted, come a
               little late as well, so that the page is read to its end by then: where in it a busy machine stops for
               breath is chance, and a table of which half is painted moves when the other half comes. For the same
               reason a shift counts only if it shows in three loads.
no-script      Every word that `main` shows with scripts, it shows without them, as often. Left out are elements that
               carry `data-script-made`: by that the pages mark controls that scripts make, or that stand hidden until
               a script shows them. Words are counted, not lines, because a script may sort or lay out anew; less
               text with scripts (a filter, a fold) is no loss, since what counts is what a reader lacks without.
print          On paper, `header.site nav` is not to be seen, and neither a <pre> nor anything in it is cut off.

A page that leads on by <meta http-equiv="refresh"> is checked without that element; only from the disk it leads on,
and must arrive.
"""

from __future__ import annotations

import argparse
import http.server
import io
import json
import os
import re
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Page, Request, Response, sync_playwright

CHROMIUM = "/usr/bin/chromium"
HEIGHT = 900
# The widths at which a page is loaded and looked at, and those at which it must not scroll sideways either.
WIDTHS = (390, 1280)
OTHER_WIDTHS = (2560, 768, 320)
THEMES = ("light", "dark")
# The width of A4 between margins of 1 cm, at 96 pixels per inch.
PAPER_WIDTH = 718
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# How late the server sends a file, and how long after the load event a page may settle.
LATE_SECONDS = {".html": 0.0, ".css": 0.04}
OTHERS_LATE_SECONDS = 0.16
SETTLE_MILLISECONDS = 40
# In how many loads, one after the other, a shift must show.
SHIFTS = 3

REFRESH = re.compile(rb"<meta\s[^>]*http-equiv=[\"']?refresh[^>]*>", re.IGNORECASE)


@dataclass(frozen=True)
class Problem:
    page: str
    theme: str | None
    width: int | None
    check: str
    message: str


@dataclass
class Found:
    """The problems of one page, each once, in the order in which they were found."""

    page: str
    problems: dict[Problem, None] = field(default_factory=dict)

    def add(self, check: str, message: str, theme: str | None = None, width: int | None = None) -> None:
        self.problems[Problem(self.page, theme, width, check, message)] = None


# What runs in the page.

# A short name for an element, for messages: `main > div.table > pre#x`.
NAME = """
  const name = (node) => {
    const parts = [];
    for (let e = node; e && e.nodeType === 1 && parts.length < 3; e = e.parentElement) {
      const classes = [...e.classList].map((c) => "." + c).join("");
      parts.unshift(e.localName + (e.id ? "#" + e.id : "") + classes);
    }
    return parts.join(" > ") || "(text)";
  };
  const some = (nodes) => {
    const names = nodes.slice(0, 3).map(name);
    return names.join("; ") + (nodes.length > 3 ? `; and ${nodes.length - 3} more` : "");
  };
"""

# Waits until what the load event set off has been painted.
SETTLE = """(delay) => new Promise((done) =>
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, delay))))"""

# Ends every transition that a change of theme began, so that no colour is measured on its way.
STILL = """() => new Promise((done) => requestAnimationFrame(() => {
  for (const animation of document.getAnimations()) {
    try { animation.finish(); } catch { animation.cancel(); }
  }
  requestAnimationFrame(done);
}))"""

# Runs axe-core. Its rules of colour take nine tenths of its time, about a millisecond for each element, and thousands of
# elements look alike. So they are left the elements whose colours they have not seen: what decides a contrast is an
# element's own colour and size and what lies behind it, so two elements are alike when these are the same for them
# and for each of their ancestors. What is positioned may lie before something else and is like nothing. The other rules
# see the whole page; again in another theme or state only if that shows or hides something.
AXE = """async (tags) => {
  const COLOUR = ["color-contrast", "link-in-text-block"];
  const seen = window.axeSeen ??= {looks: new Map(), shapes: new Set()};
  let fresh = 0;
  let shape = innerWidth + ":";
  const look = (e, style, isSeen, behind) => {
    const text = [...e.childNodes].filter((n) => n.nodeType === 3).map((n) => n.data).join("");
    const isInText = e.localName === "a" && e.parentElement.textContent.trim() !== e.textContent.trim();
    // WCAG asks less of large text: 18 points, or 14 bold.
    const size = parseFloat(style.fontSize);
    const isLarge = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
    return [behind, e.localName === "a", isInText, /[a-z0-9]{2}/i.test(text), style.color, style.backgroundColor,
      style.backgroundImage, style.opacity, style.filter, style.mixBlendMode, style.textShadow, isLarge,
      style.fontWeight, style.fontStyle, style.textDecorationLine, style.borderBottomStyle, isSeen,
      e.matches(":disabled, [aria-disabled=true], [aria-hidden=true], [inert]")].join("|");
  };
  const visit = (e, behind) => {
    const style = getComputedStyle(e);
    // Not within a closed <details> either, whose content has a display of its own.
    const isSeen = e.checkVisibility({visibilityProperty: true});
    const key = look(e, style, isSeen, behind);
    let isAlike = seen.looks.has(key) && style.position === "static";
    if (!seen.looks.has(key)) {
      seen.looks.set(key, seen.looks.size);
      fresh += 1;
    }
    shape += isSeen ? 1 : 0;
    for (const child of e.children) isAlike = visit(child, seen.looks.get(key)) && isAlike;
    e.toggleAttribute("data-axe-alike", isAlike);
    return isAlike;
  };
  visit(document.documentElement, -1);
  const run = (context, rules) => axe.run(context, {
    runOnly: {type: "tag", values: tags}, rules, resultTypes: ["violations"], preload: false, iframes: false,
  });
  const violations = [];
  if (fresh) {
    const others = axe.getRules(tags).map((rule) => rule.ruleId).filter((id) => !COLOUR.includes(id));
    const off = Object.fromEntries(others.map((id) => [id, {enabled: false}]));
    violations.push(...(await run({exclude: [["[data-axe-alike]"]]}, off)).violations);
  }
  document.querySelectorAll("[data-axe-alike]").forEach((e) => e.removeAttribute("data-axe-alike"));
  if (!seen.shapes.has(shape)) {
    seen.shapes.add(shape);
    const off = Object.fromEntries(COLOUR.map((id) => [id, {enabled: false}]));
    violations.push(...(await run(document, off)).violations);
  }
  return violations.map((v) => ({
    id: v.id, help: v.help, tags: v.tags, count: v.nodes.length,
    nodes: v.nodes.slice(0, 3).map((n) => [
      n.target.join(" "), [...n.any, ...n.all, ...n.none].map((c) => c.message).slice(0, 2).join("; ")]),
  }));
}"""

OVERFLOW = """() => {
  const root = document.documentElement;
  const width = root.clientWidth;
  const all = document.scrollingElement.scrollWidth;
  if (all <= width) return null;
  %s
  const scrollsItself = (element) => {
    for (let e = element.parentElement; e && e !== document.body; e = e.parentElement) {
      if (getComputedStyle(e).overflowX !== "visible") return true;
    }
    return false;
  };
  const wide = [...document.body.querySelectorAll("*")].filter(
    (e) => e.getBoundingClientRect().right + scrollX > width + 0.5 && !scrollsItself(e));
  const inner = wide.filter((e) => !wide.some((other) => other !== e && e.contains(other)));
  return `the document is ${all} pixels wide: ${some(inner.length ? inner : wide)}`;
}""" % NAME

SHIFT = """(wait) => new Promise((done) => {
  %s
  const found = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (entry.hadRecentInput || entry.value === 0) continue;
      found.push([entry.value, entry.sources.map((source) => source.node).filter(Boolean)]);
    }
  }).observe({type: "layout-shift", buffered: true});
  setTimeout(() => {
    if (!found.length) return done(null);
    const sum = found.reduce((all, [value]) => all + value, 0);
    done(`the layout shifts by ${sum.toFixed(4)}: ${some([...new Set(found.flatMap(([, nodes]) => nodes))])}`);
  }, wait);
})""" % NAME

# The text of `main` as it is seen, elements that scripts make left out; null where there is no `main`.
MAIN_TEXT = """() => {
  const main = document.querySelector("main");
  if (!main) return null;
  const made = [...main.querySelectorAll("[data-script-made]")];
  const before = made.map((e) => e.getAttribute("style"));
  made.forEach((e) => e.style.setProperty("display", "none", "important"));
  const text = main.innerText;
  made.forEach((e, i) => before[i] === null ? e.removeAttribute("style") : e.setAttribute("style", before[i]));
  return text;
}"""

PRINT = """() => {
  %s
  const problems = [];
  const seen = [...document.querySelectorAll("header.site nav")].filter(
    (e) => e.checkVisibility({visibilityProperty: true, opacityProperty: true}));
  if (seen.length) problems.push(`on paper there is navigation: ${some(seen)}`);
  const cut = [...document.querySelectorAll("pre, pre *")].filter((e) => {
    const style = getComputedStyle(e);
    return (style.overflowY !== "visible" && e.scrollHeight > e.clientHeight + 1)
      || (style.overflowX !== "visible" && e.scrollWidth > e.clientWidth + 1);
  });
  if (cut.length) problems.push(`on paper text is cut off: ${some(cut)}`);
  return problems;
}""" % NAME

FOREIGN_HINTS = """() => [...document.querySelectorAll("link[rel][href]")]
  .filter((e) => /\\b(preconnect|dns-prefetch|prefetch|prerender|preload|modulepreload)\\b/i.test(e.rel))
  .map((e) => new URL(e.href, document.baseURI)).filter((url) => url.origin !== location.origin)
  .map((url) => url.href)"""

UNFOLD = """() => {
  const closed = [...document.querySelectorAll("details:not([open])")];
  closed.forEach((e) => { e.removeAttribute("name"); e.open = true; });
  return closed.length;
}"""


# The site, served.


class SiteHandler(http.server.SimpleHTTPRequestHandler):
    """Serves files, some late, and pages without <meta http-equiv="refresh">."""

    protocol_version = "HTTP/1.1"

    def send_head(self) -> io.BytesIO | None:  # type: ignore[override]
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            self.send_error(404)
            return None
        time.sleep(LATE_SECONDS.get(path.suffix, OTHERS_LATE_SECONDS))
        body = path.read_bytes()
        if path.suffix == ".html":
            body = REFRESH.sub(b"", body, count=1)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        return io.BytesIO(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


class QuietServer(http.server.ThreadingHTTPServer):
    """A browser that hangs up, as it does when a page is left, is no error."""

    def handle_error(self, request: object, client_address: object) -> None:
        pass


@contextmanager
def served(site: Path) -> Iterator[str]:
    def handler(*args: object) -> SiteHandler:
        return SiteHandler(*args, directory=str(site))  # type: ignore[arg-type]

    server = QuietServer(("127.0.0.1", 0), handler)  # type: ignore[arg-type]
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


# The checks of one page.


class Checker:
    """Checks pages of a site, one after the other, in two contexts of one browser: with scripts and without."""

    def __init__(self, browser: Browser, site: Path, origin: str, best_practice: bool) -> None:
        self.site = site.resolve()
        self.origin = origin
        self.tags = WCAG + (["best-practice"] if best_practice else [])
        self.found = Found("")
        self.listens = False
        self.scripted = self._tab(browser.new_context())
        self.plain = self._tab(browser.new_context(java_script_enabled=False))
        # A tab that goes from the server to the disk and back would start a process each time.
        self.disk = self._tab(browser.new_context())
        self.state: dict[Page, tuple[int, str, str]] = {}

    def _tab(self, context: BrowserContext) -> Page:
        tab = context.new_page()
        tab.on("request", self._on_request)
        tab.on("response", self._on_response)
        tab.on("websocket", lambda socket: self._tell("request", f"asks for {socket.url}"))
        tab.on("console", self._on_console)
        tab.on("pageerror", lambda error: self._tell("console", f"uncaught: {error.message}"))
        tab.on("dialog", lambda dialog: (self._tell("console", "opens a dialog"), dialog.dismiss()))
        return tab

    def check(self, page: str) -> list[Problem]:
        self.found = Found(page)
        try:
            for width in WIDTHS:
                self._load(page, width)
            # From here on the page is ours: what is done to it is not its fault.
            self.listens = False
            text = self.scripted.evaluate(MAIN_TEXT)
            self.scripted.evaluate(AXE_SCRIPT + "; 0")
            self._look("")
            if self.scripted.evaluate(UNFOLD):
                self._look("with all <details> open: ")
            self._print()
            self._without_scripts(page, text)
            self._from_disk(page)
        except Error as error:
            self.found.add("console", f"cannot be opened: {error.message.splitlines()[0]}")
        return list(self.found.problems)

    def _load(self, page: str, width: int) -> None:
        """What shows while a page loads."""
        self._set(self.scripted, width)
        for _ in range(SHIFTS):
            self._open(self.scripted, f"{self.origin}/{quote(page)}")
            self.scripted.evaluate(SETTLE, SETTLE_MILLISECONDS)
            shift = self.scripted.evaluate(SHIFT, 20)
            if not shift:
                break
        else:
            self.found.add("shift", shift, width=width)
        for url in self.scripted.evaluate(FOREIGN_HINTS):
            self.found.add("request", f"names {url}")

    def _look(self, state: str) -> None:
        """Axe in both themes at two widths, and whether the document keeps within five."""
        for theme, widths in zip(THEMES, (WIDTHS[::-1], WIDTHS)):
            for width in widths:
                self._set(self.scripted, width, theme)
                self.scripted.evaluate(STILL)
                self._axe(width, theme, state)
        for width in (WIDTHS[-1], *OTHER_WIDTHS, WIDTHS[0]):
            self._set(self.scripted, width, THEMES[-1])
            overflow = self.scripted.evaluate(OVERFLOW)
            if overflow:
                self.found.add("overflow", state + overflow, width=width)

    def _axe(self, width: int, theme: str, state: str) -> None:
        for violation in self.scripted.evaluate(AXE, self.tags):
            check = "axe" if set(WCAG) & set(violation["tags"]) else "best-practice"
            places = [f"{target} ({why})" if why else target for target, why in violation["nodes"]]
            if violation["count"] > len(places):
                places.append(f"and {violation['count'] - len(places)} more")
            message = f"{state}{violation['id']}: {violation['help']}: {'; '.join(places)}"
            self.found.add(check, message, theme, width)

    def _print(self) -> None:
        self._set(self.scripted, PAPER_WIDTH, media="print")
        for problem in self.scripted.evaluate(PRINT):
            self.found.add("print", problem)

    def _without_scripts(self, page: str, scripted: str | None) -> None:
        self._set(self.plain, WIDTHS[-1])
        self._open(self.plain, f"{self.origin}/{quote(page)}")
        self.listens = False
        plain = self.plain.evaluate(MAIN_TEXT)
        missing = Counter((scripted or "").split()) - Counter((plain or "").split())
        if missing:
            words = " ".join(list(missing)[:12])
            self.found.add(
                "no-script", f"{missing.total()} words of main are missing without scripts: {words}"
            )

    def _from_disk(self, page: str) -> None:
        """The request, console and csp checks, without a server."""
        path = self.site / page
        self._set(self.disk, WIDTHS[-1])
        self._open(self.disk, path.as_uri())
        if REFRESH.search(path.read_bytes()):
            self.disk.wait_for_url(lambda url: url != path.as_uri(), timeout=30_000)
        self.disk.evaluate(SETTLE, 0)
        self.listens = False

    def _set(self, tab: Page, width: int, theme: str = "light", media: str = "screen") -> None:
        """Sets what differs from how the tab is."""
        before = self.state.get(tab, (0, "", ""))
        if before[0] != width:
            tab.set_viewport_size({"width": width, "height": HEIGHT})
        if before[1:] != (theme, media):
            tab.emulate_media(media=media, color_scheme=theme)  # type: ignore[arg-type]
        self.state[tab] = (width, theme, media)

    def _open(self, tab: Page, url: str) -> None:
        self.listens = True
        tab.goto(url, wait_until="load", timeout=30_000)

    # What the browser tells while a page loads.

    def _tell(self, check: str, message: str) -> None:
        if self.listens:
            self.found.add(check, message)

    def _on_request(self, request: Request) -> None:
        if not self._is_ours(request.url):
            self._tell("request", f"asks for {request.url[:200]}")

    def _on_response(self, response: Response) -> None:
        if response.status >= 400:
            self._tell("request", f"asks for {urlsplit(response.url).path}, which is not there")

    def _is_ours(self, url: str) -> bool:
        if url.startswith("file:"):
            path = Path(unquote(urlsplit(url).path))
            return path.is_relative_to(self.site) and path.is_file()
        return url.startswith((self.origin + "/", "data:", "blob:" + self.origin, "blob:null"))

    def _on_console(self, message: ConsoleMessage) -> None:
        # What isn't there is told by the request already.
        if message.type != "error" or message.text.startswith("Failed to load resource"):
            return
        is_policy = "Content Security Policy" in message.text
        self._tell("csp" if is_policy else "console", message.text[:400])


@contextmanager
def chromium() -> Iterator[Browser]:
    flags = ["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]
    if os.geteuid() == 0:
        flags.append("--no-sandbox")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        try:
            yield browser
        finally:
            browser.close()


def check(site: Path, pages: list[str], best_practice: bool = False, times: bool = False) -> Iterator[Problem]:
    """The problems of pages of a site, as they are found."""
    with served(site) as origin, chromium() as browser:
        checker = Checker(browser, site, origin, best_practice)
        for page in pages:
            start = time.monotonic()
            yield from checker.check(page)
            if times:
                print(f"{time.monotonic() - start:.2f} s  {page}", file=sys.stderr)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Checks pages of a site in chromium.")
    parser.add_argument("site", type=Path)
    parser.add_argument("page", nargs="*")
    parser.add_argument("--pages", type=Path, metavar="FILE", help="more pages, one per line")
    parser.add_argument("--best-practice", action="store_true", help="axe-core's best practices too")
    parser.add_argument("--times", action="store_true", help="tell on standard error how long each page took")
    return parser.parse_intermixed_args()


def main() -> int:
    options = arguments()
    pages = options.page + (options.pages.read_text().splitlines() if options.pages else [])
    missing = [page for page in pages if not (options.site / page).is_file()]
    if missing or not pages:
        print(f"error: no page in {options.site}: {', '.join(missing) or 'none named'}", file=sys.stderr)
        return 2
    count = 0
    for problem in check(options.site, pages, options.best_practice, options.times):
        print(json.dumps(asdict(problem), ensure_ascii=False), flush=True)
        count += 1
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main())
