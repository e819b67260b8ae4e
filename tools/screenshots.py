#!/usr/bin/env python3
"""Takes screenshots of pages of a site: SITE is its folder, OUT the folder for the pictures, PAGE a path in the site.

  tools/screenshots.py site /tmp/pictures index.html rules/index.html --widths 390,1280 --themes light,dark --full

A picture is named PAGE-WIDTH-THEME.png, with `_` for each `/` of the page's path. It needs the Python environment of
the browser checks (`tools/setup.sh checks`): run it with `.build/checks/bin/python`.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

CHROMIUM = "/usr/bin/chromium"


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description="Screenshots of pages of a site, named PAGE-WIDTH-THEME.png."
    )
    parser.add_argument("site", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("pages", nargs="+", metavar="page")
    parser.add_argument("--widths", default="390,1280", help="in pixels, with commas between")
    parser.add_argument("--themes", default="light,dark")
    parser.add_argument("--height", type=int, default=900)
    parser.add_argument("--full", action="store_true", help="the whole page, not its first screen")
    parser.add_argument("--print", action="store_true", dest="paper", help="as it is printed")
    return parser.parse_args()


def name(page: str, width: int, theme: str) -> str:
    path, _, fragment = page.partition("#")
    stem = path.removesuffix(".html").strip("/").replace("/", "_") or "index"
    return f"{stem}{'_' + fragment if fragment else ''}-{width}-{theme}.png"


def address(site: Path, page: str) -> str:
    path, _, fragment = page.partition("#")
    return (site.resolve() / path).as_uri() + (f"#{fragment}" if fragment else "")


def take(tab: Page, options: argparse.Namespace, page: str) -> None:
    """Each page is loaded anew per width, so that what scripts measure on loading is right."""
    for width in (int(text) for text in options.widths.split(",")):
        tab.set_viewport_size({"width": width, "height": options.height})
        tab.goto(address(options.site, page), wait_until="load")
        for theme in options.themes.split(","):
            tab.emulate_media(color_scheme=theme, media="print" if options.paper else "screen")
            target = options.out / name(page, width, theme)
            tab.screenshot(path=target, full_page=options.full, animations="disabled")
            print(target)


def main() -> int:
    options = arguments()
    missing = [page for page in options.pages if not (options.site / page.partition("#")[0]).is_file()]
    if missing:
        print(f"error: no such page in {options.site}: {', '.join(missing)}", file=sys.stderr)
        return 2
    options.out.mkdir(parents=True, exist_ok=True)
    sandbox = [] if os.geteuid() else ["--no-sandbox"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=sandbox)
        try:
            tab = browser.new_context().new_page()
            for page in options.pages:
                take(tab, options, page)
        finally:
            browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
