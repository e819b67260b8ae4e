"""Proofs that the checks find what they are for: a sound page, and pages with one thing wrong each.

  .build/checks/bin/python -m unittest discover -s Tests/Browser
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path
from typing import Any

import check_markup

POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'"
STYLE = """
:root { color-scheme: light dark; --ground: #fff; --text: #111; }
@media (prefers-color-scheme: dark) { :root { --ground: #111; --text: #eee; } }
body { margin: 0; background: var(--ground); color: var(--text); overflow-wrap: anywhere; }
a { color: inherit; }
.box { overflow-x: auto; } .box p { width: 3000px; }
.faint { color: #999; }
.bright { color: #767676; }
.night { background: #222; }
.wide { width: 350px; height: 1px; }
.low { max-height: 3em; overflow: auto; }
@media print { header.site.quiet { display: none; } .low.whole { max-height: none; } }
"""
SCRIPT_FILES = {
    "made.js": """
        const say = (text, made) => {
          const p = document.createElement("p");
          p.textContent = text;
          p.toggleAttribute("data-script-made", made);
          document.querySelector("main").append(p);
        };
    """,
    "marked.js": 'say("a control", true);',
    "unmarked.js": 'say("only with scripts", false);',
    "first.js": 'document.querySelector("main").prepend(document.createElement("h2"), "pushes all down");',
    "throws.js": 'console.error("told"); throw new Error("thrown");',
}
IMAGE = '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200"></svg>'


def page(body: str, head: str = "", header: str = '<header class="site quiet"><nav>Site</nav></header>') -> str:
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>A page</title>\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        f'<link rel="stylesheet" href="style.css">\n{head}</head>\n'
        f"<body>\n{header}\n<main>\n<h1>A page</h1>\n{body}\n</main>\n</body>\n</html>\n"
    )


def scripts(*names: str) -> str:
    return "".join(f'<script src="{name}.js" defer></script>\n' for name in names)


SOUND = page(
    '<p>Words. <a href="plain.html">A link</a></p>\n'
    '<div class="box" tabindex="0" role="region" aria-label="Wide"><p>A box that scrolls</p></div>\n'
    '<img src="late.svg" alt="Late, but its room is kept" width="300" height="200">\n'
    '<pre class="low whole" tabindex="0">one\ntwo\nthree\nfour\nfive</pre>\n'
    "<details><summary>More</summary><p>Inside</p></details>",
    scripts("made", "marked"),
)

# Pages with one thing wrong: which check must find it, and what its message must hold.
BROKEN: dict[str, tuple[str, str, str]] = {
    "contrast": (page('<p class="faint">Hard to read</p>'), "axe", "color-contrast"),
    "contrast-dark": (page('<p class="bright">Grey on black</p>'), "axe", "color-contrast"),
    "contrast-behind": (
        page('<p class="bright"></p><div><p>Well</p></div><div class="night"><p>Dark on dark</p></div>'),
        "axe",
        "color-contrast",
    ),
    "contrast-fold": (
        page('<details><summary>More</summary><p class="faint">Hard to read</p></details>'),
        "axe",
        "with all <details> open: color-contrast",
    ),
    "label": (page('<p>Find <input type="text"></p>'), "axe", "label:"),
    "inline-script": (page("<script>document.title = 'x'</script><p>Words</p>"), "csp", "inline script"),
    "inline-style": (page('<p style="color: inherit">Words</p>'), "csp", "inline style"),
    "wide": (page('<div class="wide"></div>'), "overflow", "div.wide"),
    "wide-fold": (
        page('<details><summary>More</summary><div class="wide"></div></details>'),
        "overflow",
        "with all <details> open: the document is 350 pixels wide",
    ),
    "shift-image": (page('<img src="late.svg" alt="Late"><p>Words below</p>'), "shift", "shifts by"),
    "shift-script": (page("<p>Words below</p>", scripts("first")), "shift", "shifts by"),
    "remote-image": (
        page('<img src="https://example.com/a.png" alt="Far" width="9" height="9">').replace(
            "img-src 'self'", "img-src *"
        ),
        "request",
        "asks for https://example.com/a.png",
    ),
    "preconnect": (
        page("<p>Words</p>", '<link rel="preconnect" href="https://example.com">\n'),
        "request",
        "names https://example.com",
    ),
    "missing-file": (page("<p>Words</p>", scripts("nowhere")), "request", "/nowhere.js, which is not there"),
    "console": (page("<p>Words</p>", scripts("throws")), "console", "told"),
    "exception": (page("<p>Words</p>", scripts("throws")), "console", "uncaught: thrown"),
    "no-script": (
        page("<p>Words</p>", scripts("made", "unmarked")),
        "no-script",
        "3 words of main are missing",
    ),
    "print-navigation": (
        page("<p>Words</p>", header='<header class="site"><nav>Site</nav></header>'),
        "print",
        "header.site > nav",
    ),
    "print-cut": (
        page('<pre class="low" tabindex="0">one\ntwo\nthree\nfour\nfive</pre>'), "print", "pre.low"
    ),
}
# The only other check that may find something on a page of BROKEN.
ALSO = {"shift-script": "no-script"}

Found = dict[str, list[dict[str, Any]]]


class PageChecks(unittest.TestCase):
    """All pages in one run of the program, which is what takes the time."""

    status: int
    found: Found

    @classmethod
    def setUpClass(cls) -> None:
        with tempfile.TemporaryDirectory() as folder:
            site = Path(folder)
            pages = {name: text for name, (text, _, _) in BROKEN.items()} | {
                "sound": SOUND,
                "plain": page("<p>Words</p>"),
                "leads-on": page("<p>Words</p>", '<meta http-equiv="refresh" content="0; url=plain.html">\n'),
            }
            for name, text in pages.items():
                (site / f"{name}.html").write_text(text)
            for name, text in (SCRIPT_FILES | {"style.css": STYLE, "late.svg": IMAGE}).items():
                (site / name).write_text(text)
            names = site / "names.txt"
            names.write_text("".join(f"{name}.html\n" for name in pages))
            program = [sys.executable, str(Path(__file__).with_name("check_pages.py"))]
            done = subprocess.run([*program, folder, "--pages", str(names)], stdout=subprocess.PIPE, text=True)
            cls.status = done.returncode
            cls.found = {f"{name}.html": [] for name in pages}
            for line in done.stdout.splitlines():
                problem = json.loads(line)
                cls.found[problem["page"]].append(problem)

    def test_sound_pages_have_no_problem(self) -> None:
        for name in ("sound.html", "plain.html", "leads-on.html"):
            self.assertEqual(self.found[name], [])

    def test_a_problem_ends_the_run_with_one(self) -> None:
        self.assertEqual(self.status, 1)

    def test_what_is_wrong_is_found_and_nothing_else(self) -> None:
        for name, (_, check, message) in BROKEN.items():
            with self.subTest(name):
                problems = self.found[f"{name}.html"]
                self.assertIn(message, " ".join(p["message"] for p in problems if p["check"] == check))
                self.assertLessEqual({p["check"] for p in problems}, {check, ALSO.get(name, check)}, problems)

    def test_a_problem_of_one_theme_is_told_of_that_theme(self) -> None:
        self.assertEqual({p["theme"] for p in self.found["contrast-dark.html"]}, {"dark"})
        self.assertEqual({p["theme"] for p in self.found["contrast.html"]}, {"light"})

    def test_a_problem_of_one_width_is_told_of_that_width(self) -> None:
        self.assertEqual({p["width"] for p in self.found["wide.html"]}, {320})


class MarkupCheck(unittest.TestCase):
    def messages(self, text: str) -> list[check_markup.Message]:
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "a page.html").write_text(text)
            return check_markup.run(Path(folder), ["a page.html"])

    def test_a_sound_page_has_no_error(self) -> None:
        self.assertEqual(self.messages(SOUND), [])

    def test_an_unclosed_element_is_an_error(self) -> None:
        errors = [m for m in self.messages(page("<div><p>Words")) if check_markup.is_error(m)]
        self.assertTrue(any("Unclosed element “div”" in m.text for m in errors), errors)
        self.assertEqual({m.page for m in errors}, {"a page.html"})

    def test_a_filter_takes_its_whole_message_and_no_other(self) -> None:
        message = check_markup.Message("a.html", 1, 1, "error", "Element “search” is unknown here.", "")
        whole = check_markup.Filter("Element “search” is unknown here\\.", "")
        part = check_markup.Filter("Element “search”", "")
        self.assertFalse(check_markup.is_error(message, (whole,)))
        self.assertTrue(check_markup.is_error(message, (part,)))

    def test_every_filter_has_a_reason(self) -> None:
        for row in check_markup.KNOWN_BETTER:
            self.assertTrue(row.message and row.reason)


if __name__ == "__main__":
    unittest.main()
