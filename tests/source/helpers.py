"""What the tests of the fixer share."""

from __future__ import annotations

import textwrap

from compat.source import Options, check, fix

SAFE = Options()


def dedent(source: str) -> str:
    """A program written inside a test."""
    return textwrap.dedent(source).lstrip("\n")


def fixed(source: str, options: Options = SAFE) -> str:
    """What the fixer makes of a program: it can be compiled, and the fixer leaves it as it is."""
    result = fix(dedent(source).encode(), options)
    compile(result.raw, "<fixed>", "exec", dont_inherit=True)
    assert fix(result.raw, options).raw == result.raw
    assert [each.message for each in result.left.findings if options.may(each)] == []
    return result.raw.decode()


def messages(source: str, options: Options = SAFE) -> list[str]:
    """The findings in a program, notes left out: ``line: CODE message``, with a star where it can be mended."""
    checked = check(dedent(source).encode(), options)
    return [
        f"{each.node.lineno}: {each.code}{' [*]' if options.may(each) else ''} {each.message}"
        for each in checked.findings
        if not each.note
    ]


def codes(source: str, options: Options = SAFE) -> list[str]:
    """The codes of the findings in a program, notes left out, with a star where it can be mended."""
    return [
        f"{each.code}*" if options.may(each) else each.code
        for each in check(dedent(source).encode(), options).findings
        if not each.note
    ]
