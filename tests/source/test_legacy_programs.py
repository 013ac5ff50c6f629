"""Whole programs for Keras 2: what the fixer makes of them is Python, a fixed point, and has nothing left to be mended."""

from __future__ import annotations

from pathlib import Path

import pytest

from compat.changes._kinds import DIALECTS
from compat.source import Options, check, fix

PROGRAMS = sorted((Path(__file__).resolve().parents[1] / "legacy" / "programs").glob("*.py"))


def test_there_are_programs() -> None:
    assert len(PROGRAMS) > 20


@pytest.mark.parametrize("unsafe", [False, True], ids=["safe", "unsafe"])
@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: path.stem)
def test_fixed(path: Path, dialect: str, unsafe: bool) -> None:
    options = Options(dialect=dialect, unsafe=unsafe)
    result = fix(path.read_bytes(), options)
    compile(result.raw, str(path), "exec", dont_inherit=True)
    assert fix(result.raw, options).raw == result.raw
    assert [each.message for each in check(result.raw, options).findings if options.may(each)] == []


@pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: path.stem)
def test_only_keras_is_touched(path: Path) -> None:
    """Lines without anything to mend stay, byte for byte and in their order."""
    before = path.read_bytes()
    checked, touched = check(before), set()
    for finding in checked.findings:
        if finding.is_safe and finding.fix is not None:
            spans = [(edit.start, edit.end) for edit in finding.fix.edits]
            spans += [(checked.text.start(each.call), checked.text.end(each.call)) for each in finding.fix.calls]
            for start, end in spans:
                touched.update(range(checked.text.line_of(start), checked.text.line_of(end) + 1))
    after = iter(fix(before).raw.splitlines())
    kept = [line for number, line in enumerate(before.splitlines(), 1) if number not in touched]
    assert [line for line in kept if line not in after] == []
