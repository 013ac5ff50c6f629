"""Every page of the guide, as far as it can be tested without Keras: the fixer, the checker and ``explain``."""

from __future__ import annotations

import argparse
import re
from collections import Counter

import pages
import pytest
from pages import CHANGES, FOLDER, PAGES, PROGRAMS, Page, Program, label

from compat.changes import ALL
from compat.changes._kinds import Behavior
from compat.cli import explain
from compat.source import check, fix, guide

ROW = re.compile(r"^\| (K2C\d{3}) \| \[(\w+)\]\((\w+)\.md\) \| (.+) \| (yes|unsafe|no|information) \|$", re.MULTILINE)
INDEX = (FOLDER / "README.md").read_text(encoding="utf-8")


def is_information(name: str) -> bool:
    """Whether nothing of a change shows in a file as something to change."""
    return all(
        isinstance(entry, Behavior) and not entry.refused and not entry.assigned for entry in CHANGES[name].entries
    )


def test_pages_index_and_changes_are_the_same_set() -> None:
    rows = ROW.findall(INDEX)
    assert sorted(pages.names()) == sorted(CHANGES)
    assert sorted((code, name) for code, name, *_ in rows) == sorted((each.code, each.name) for each in ALL)
    assert all(name == file for _, name, file, *_ in rows)
    assert {code: title for code, _, _, title, _ in rows} == {each.code: each.title for each in ALL}


def test_codes_and_names_are_unique() -> None:
    assert [each for each, count in Counter(change.code for change in ALL).items() if count > 1] == []
    assert len(CHANGES) == len(ALL)


@pytest.mark.parametrize("page", PAGES, ids=label)
def test_index_says_whether_it_is_rewritten(page: Page) -> None:
    said = {name: word for _, name, _, _, word in ROW.findall(INDEX)}[page.name]
    rewritten = [program for program in page.programs if program.first("keras3")]
    if rewritten:
        assert said == ("unsafe" if all(program.options.unsafe for program in rewritten) else "yes")
    else:
        assert said == ("information" if is_information(page.name) else "no")


@pytest.mark.parametrize("page", PAGES, ids=label)
def test_page_has_its_parts(page: Page) -> None:
    change = CHANGES[page.name]
    assert page.text.startswith(f"# {change.code} {change.name}\n\n")
    assert "\n## Keras 2" in page.text
    assert "\n## Keras 3\n" in page.text
    assert "\n## With compat\n\n- At run time: " in page.text
    assert "\n- Saved files: " in page.text
    assert page.programs
    assert page.text.count("```") == 2 * len([*page.blocks])
    assert {block.kind for block in page.blocks} <= {
        "keras2", "keras3", "error", "output", "keras3-output", "compat-error", "leave-alone", "text",
    }  # fmt: skip


@pytest.mark.parametrize("page", PAGES, ids=label)
def test_title_of_the_page_is_that_of_the_change(page: Page) -> None:
    said = page.text.split("\n\n")[1].replace("`", "").replace("\n", " ").rstrip(".")
    assert said == CHANGES[page.name].title.rstrip(".")


@pytest.mark.parametrize(("page", "program"), PROGRAMS, ids=[label(each) for each in PROGRAMS])
def test_fixer_makes_the_keras3_block(page: Page, program: Program) -> None:
    new = program.first("keras3")
    fixed = fix(program.block.text.encode(), program.options)
    if new is None:
        assert fixed.raw.decode() == program.block.text
    else:
        assert fixed.raw.decode() == new.text


@pytest.mark.parametrize(("page", "program"), PROGRAMS, ids=[label(each) for each in PROGRAMS])
def test_checker_finds_the_change_and_can_fix_it_where_the_page_says_so(page: Page, program: Program) -> None:
    found = check(program.block.text.encode(), program.options).findings
    mine = [each for each in found if each.code == CHANGES[page.name].code]
    if program.first("keras3"):
        assert [each for each in mine if program.options.may(each)]
    else:
        assert [each for each in found if program.options.may(each)] == []
        assert all(each.note for each in found) or not is_information(page.name)


@pytest.mark.parametrize(("page", "program"), PROGRAMS, ids=[label(each) for each in PROGRAMS])
def test_keras3_block_is_left_alone(page: Page, program: Program) -> None:
    new = program.first("keras3")
    findings = check(new.text.encode(), program.options).findings if new else []
    assert [each.message for each in findings if not each.note] == []


LEAVE_ALONE = [(page, block.text) for page in PAGES for block in page.blocks if block.kind == "leave-alone"]


@pytest.mark.parametrize(("page", "text"), LEAVE_ALONE, ids=[page.name for page, _ in LEAVE_ALONE])
def test_leave_alone_block_has_no_finding(page: Page, text: str) -> None:
    assert [each.message for each in check(text.encode()).findings if not each.note] == []
    assert fix(text.encode()).raw.decode() == text


QUOTED = [(page, block.text) for page in PAGES for block in page.blocks if block.kind == "error"]


@pytest.mark.parametrize(("page", "text"), QUOTED, ids=[page.name for page, _ in QUOTED])
def test_quoted_error_leads_to_its_page(page: Page, text: str) -> None:
    assert page.name in [change.name for change in guide.speaking_of(text)]


@pytest.mark.parametrize("change", ALL, ids=lambda change: change.name)
def test_explain_prints_the_page(change: object, capsys: pytest.CaptureFixture[str]) -> None:
    name = getattr(change, "name")  # noqa: B009
    for what in (getattr(change, "code"), name, getattr(change, "code").lower()):  # noqa: B009
        assert explain.run(argparse.Namespace(what=[what])) == 0
        assert capsys.readouterr().out.rstrip() == (FOLDER / f"{name}.md").read_text(encoding="utf-8").rstrip()
