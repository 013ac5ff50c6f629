"""The pages of the migration guide, as the tests read them.

A page is Markdown. Its fenced blocks say in their first line what they are:

===============================  =====================================================================================
``python keras2``                a program for Keras 2; ``dialect=2.2``, ``unsafe`` and ``select=K2C420`` after it are options
                                 of the fixer;
                                 ``until=2.10``: newer Keras 2 lacks it; ``since=3.1``: the oldest Keras 3 for compat;
                                 ``needs=tensorflow``: a package without which it is not run
``python keras3``                what the fixer makes of it
``text error``                   how plain Keras 3 fails on it: the type, and the message or the beginning of it
``text output``                  what it prints under Keras 2, under Keras 3 with compat, and once it is rewritten
``text keras3-output``           what it prints under plain Keras 3, where that is something else
``text compat-error``            how it fails under Keras 3 with compat, where it does
``python leave-alone``           code that looks like it and is right
===============================  =====================================================================================

``backend=jax,torch`` after one of the texts: it is so on these backends only. The blocks below a ``keras2`` block belong to it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from compat.changes import ALL
from compat.source import Options, Selection

FOLDER = Path(__file__).resolve().parents[2] / "migration_guide"
_FENCE = re.compile(r"^```(?P<info>[^\n`]+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass
class Block:
    """A fenced block: what it is, the options after that, and its text."""

    kind: str
    options: dict[str, str]
    text: str


@dataclass
class Program:
    """A ``keras2`` block and the blocks that belong to it."""

    block: Block
    blocks: list[Block] = field(default_factory=list)

    def first(self, kind: str, backend: str = "") -> Block | None:
        """The block of a kind, on a backend."""
        return next((each for each in self.blocks if each.kind == kind and _is_for(each, backend)), None)

    @property
    def dialect(self) -> str:
        return self.block.options.get("dialect", "2.15")

    @property
    def options(self) -> Options:
        """The options of the fixer."""
        select = self.block.options.get("select", "")
        return Options(Selection(tuple(filter(None, [select]))), self.dialect, "unsafe" in self.block.options)


@dataclass
class Page:
    """One page."""

    name: str
    text: str
    blocks: list[Block]
    programs: list[Program]


def read(name: str) -> Page:
    """The page of a change."""
    text = (FOLDER / f"{name}.md").read_text(encoding="utf-8")
    blocks = [_block(match) for match in _FENCE.finditer(text)]
    programs: list[Program] = []
    for block in blocks:
        if block.kind == "keras2":
            programs.append(Program(block))
        elif programs:
            programs[-1].blocks.append(block)
    return Page(name, text, blocks, programs)


def names() -> list[str]:
    """The names of the pages that are there."""
    return sorted(path.stem for path in FOLDER.glob("*.md") if path.stem != "README")


def _block(match: re.Match[str]) -> Block:
    language, *words = match.group("info").split()
    options = dict(word.partition("=")[::2] for word in words[1:])
    return Block(words[0] if words else language, options, match.group("text"))


def _is_for(block: Block, backend: str) -> bool:
    return backend in block.options.get("backend", backend).split(",")


CHANGES = {change.name: change for change in ALL}
PAGES = [read(name) for name in names()]
PROGRAMS = [(page, program) for page in PAGES for program in page.programs]


def label(pair: object) -> str:
    """A name for a test of a page, or of a program on one."""
    page, program = pair if isinstance(pair, tuple) else (pair, None)
    assert isinstance(page, Page)
    return page.name if program is None else f"{page.name}-{page.programs.index(program)}"
