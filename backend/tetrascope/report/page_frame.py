"""What every page has around it: a document that fetches nothing, and its list of contents."""

import base64
from collections.abc import Iterable
from hashlib import sha256

from tetrascope.report.markup import text
from tetrascope.report.page_style import STYLE

_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"


def framed(title: str, body: str, *, style: str = "", script: str = "") -> str:
    """The page.

    Args:
        title: plain text, without the program's name.
        body: markup.
        style: rules besides those that all pages share.
        script: the one script of the page, if any, which no other may join.
    """
    digest = base64.b64encode(sha256(script.encode()).digest()).decode("ascii")
    policy = f"{_POLICY}; script-src 'sha256-{digest}'" if script else _POLICY
    code = f"<script>{script}</script>\n" if script else ""
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<title>{text(title)}: Tetrascope</title>\n<link rel="icon" href="data:,">\n<style>{STYLE}{style}</style>\n'
        f"</head>\n<body>\n{body}\n{code}</body>\n</html>\n"
    )


def contents(links: Iterable[tuple[str, str]]) -> str:
    """A list of the page's parts, by their ids and names."""
    items = "".join(f'<li><a href="#{place}">{text(name)}</a></li>' for place, name in links)
    return f'<nav aria-label="Contents"><ul>{items}</ul></nav>'
