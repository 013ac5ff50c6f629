"""How often each change is met."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator

from ..changes import ALL
from ..source import Item


def write(items: Iterable[Item], form: str) -> Iterator[str]:
    """A line for each change that is met, the most frequent first; as a list of objects where ``form`` is ``json``."""
    found = list(items)
    met, mended = Counter(item.code for item in found), Counter(item.code for item in found if item.fixable)
    titles = {change.code: (change.name, change.title) for change in ALL}
    rows = [(count, code, mended[code], *titles[code]) for code, count in met.most_common()]
    if form == "json":
        names = ("count", "code", "fixable", "name", "title")
        yield json.dumps([dict(zip(names, row)) for row in rows], indent=2)
        return
    widths = [max((len(str(row[column])) for row in rows), default=0) for column in range(4)]
    for count, code, fixable, name, title in rows:
        star = "[*]" if fixable else "   "
        yield f"{count:>{widths[0]}}  {code}  {star}  {name:<{widths[3]}}  {title}"
