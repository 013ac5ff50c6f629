"""A page for whoever plans a migration: how far it is, what is automatic, what needs a person, and how it will look."""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Iterator

from ...changes import ALL
from ...source import Item, Outcome

_STYLE = """
:root { color-scheme: light dark; --line: #8884; --good: #1a7f37; --bad: #b35900; --add: #2da44e22; --del: #cf222e22; }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 72rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.2rem; margin-top: 2.2rem; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid var(--line); }
td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
code, pre { font: 13px/1.45 ui-monospace, monospace; } pre { overflow-x: auto; margin: .4rem 0; padding: .5rem; border: 1px solid var(--line); }
.tiles { display: flex; flex-wrap: wrap; gap: 1rem; } .tile { border: 1px solid var(--line); border-radius: 6px; padding: .6rem 1rem; }
.tile b { display: block; font-size: 1.7rem; } .auto { color: var(--good); } .person { color: var(--bad); }
details { border: 1px solid var(--line); border-radius: 6px; padding: .4rem .8rem; margin: .5rem 0; } summary { cursor: pointer; }
.add { background: var(--add); display: block; } .del { background: var(--del); display: block; } .at { opacity: .6; display: block; }
li { margin: .3rem 0; }
"""


class Report:
    """The page over one run of ``check``."""

    def __init__(self) -> None:
        self._outcomes: list[Outcome] = []

    def add(self, outcome: Outcome) -> None:
        """Take in a file."""
        self._outcomes.append(outcome)

    def write(self, path: str) -> None:
        """Write the page to a file."""
        with open(path, "w", encoding="utf-8") as file:
            file.write("\n".join(self._page()) + "\n")

    def _page(self) -> Iterator[str]:
        items = [item for each in self._outcomes for item in each.items if not item.note]
        yield '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">'
        yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
        yield f"<title>Keras 3 readiness</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>Keras 3 readiness</h1>"
        yield from self._tiles(items)
        yield from _changes(items)
        yield "<h2>By file</h2>"
        for each in sorted(self._outcomes, key=lambda each: (-_by_hand(each), -len(_findings(each)), each.path)):
            if _findings(each) or each.errors:
                yield from _file(each)
        yield "</body>\n</html>"

    def _tiles(self, items: list[Item]) -> Iterator[str]:
        total = len(self._outcomes)
        ready = total - sum(bool(_findings(each) or each.errors) for each in self._outcomes)
        fixed = total - sum(bool(_by_hand(each) or each.errors) for each in self._outcomes)
        automatic = sum(item.fixable for item in items)
        tiles = [
            ("files ready for Keras 3", _percent(ready, total), ""),
            ("files ready after `compat fix`", _percent(fixed, total), "auto"),
            ("places that are rewritten", str(automatic), "auto"),
            ("places that need a person", str(len(items) - automatic), "person"),
            ("files that mention Keras", str(total), ""),
        ]
        yield '<div class="tiles">'
        for label, number, kind in tiles:
            yield f'<div class="tile"><b class="{kind}">{number}</b>{_text(label)}</div>'
        yield "</div>"


def _changes(items: list[Item]) -> Iterator[str]:
    met, automatic = Counter(item.code for item in items), Counter(item.code for item in items if item.fixable)
    files = {code: len({item.path for item in items if item.code == code}) for code in met}
    yield "<h2>By change</h2>\n<table>\n<tr><th>Code</th><th>What changed</th><th class=n>Files</th>"
    yield "<th class=n>Automatic</th><th class=n>By hand</th></tr>"
    titles = {change.code: change.title for change in ALL}
    for code, count in met.most_common():
        yield (
            f"<tr><td><code>{code}</code></td><td>{_text(titles[code])}</td><td class=n>{files[code]}</td>"
            f'<td class="n auto">{automatic[code] or ""}</td><td class="n person">{count - automatic[code] or ""}</td></tr>'
        )
    yield "</table>\n<p><code>python -m compat explain CODE</code> prints the page of a change.</p>"


def _file(each: Outcome) -> Iterator[str]:
    found = _findings(each)
    by_hand = [item for item in found if not item.fixable]
    counts = f'<span class="auto">{len(found) - len(by_hand)} automatic</span>, <span class="person">{len(by_hand)} by hand</span>'
    yield f"<details><summary><code>{_text(each.path)}</code>: {counts}</summary>"
    for error in each.errors:
        yield f'<p class="person">It could not be read: {_text(error)}</p>'
    if by_hand:
        yield "<p>For a person:</p>\n<ul>"
        for item in by_hand:
            where = f"line {item.line}" if item.cell is None else f"cell {item.cell}, line {item.cell_line}"
            unsafe = " (<code>compat fix --unsafe</code> rewrites it)" if item.unsafe else ""
            yield f"<li>{where}: <code>{item.code}</code> {_text(item.message)}{unsafe}<pre>{_text(item.source)}</pre></li>"
        yield "</ul>"
    if each.diff:
        yield f"<p>What <code>compat fix</code> does:</p>\n<pre>{''.join(_diff(each.diff))}</pre>"
    yield "</details>"


def _diff(text: str) -> Iterator[str]:
    kinds = {"+": "add", "-": "del", "@": "at"}
    for line in text.splitlines()[2:]:
        kind = kinds.get(line[:1])
        yield f'<span class="{kind}">{_text(line)}</span>' if kind else _text(line) + "\n"


def _findings(each: Outcome) -> list[Item]:
    return [item for item in each.items if not item.note]


def _by_hand(each: Outcome) -> int:
    return sum(not item.fixable for item in _findings(each))


def _percent(part: int, whole: int) -> str:
    # Never 100 while something is left.
    return f"{100 * part // whole if whole else 100} %"


def _text(text: str) -> str:
    return html.escape(text)
