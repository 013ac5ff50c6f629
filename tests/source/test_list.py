"""``compat list``: the table of every change and its answer."""

from __future__ import annotations

import json

import pytest

from compat.changes import ALL
from compat.changes._answers import Answer, answers
from compat.cli import main

WORDS = {"translated", "provided", "ignored", "ignored or refused", "refused", "same numbers"}


def test_every_entry_has_a_row_and_an_answer() -> None:
    rows = list(answers(ALL))
    assert len(rows) == sum(len(change.entries) for change in ALL)
    assert {row.page for row in rows} == {change.name for change in ALL}
    assert {row.answer for row in rows} <= WORDS
    assert all(row.name and row.how for row in rows)


def test_a_part_of_a_name_or_a_code_or_a_page(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list", "optimizer(lr"]) == 0
    shown = capsys.readouterr().out
    assert "K2C401  optimizer_lr  keras.optimizers.Optimizer(lr=)  translated  is learning_rate=\n" in shown
    assert shown.endswith("1 row. `compat explain CODE` prints a page.\n")
    for what in ("K2C401", "optimizer_lr"):
        assert main(["list", what]) == 0
        assert "keras.optimizers.Optimizer(lr=)" in capsys.readouterr().out


def test_formats(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list", "--format", "json"]) == 0
    rows = [Answer(**row) for row in json.loads(capsys.readouterr().out)]
    assert rows == list(answers(ALL))
    assert main(["list", "--format", "tsv"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split("\t") == ["code", "page", "name", "answer", "how"]
    assert len(lines) == len(rows) + 1
    assert {line.count("\t") for line in lines} == {4}


def test_by_answer(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list", "dtensor", "--answer", "refused", "--format", "tsv"]) == 0
    lines = capsys.readouterr().out.splitlines()[1:]
    assert lines
    assert all(line.split("\t")[3] == "refused" for line in lines)


def test_a_name_that_did_not_change(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list", "no_such_name"]) == 1
    assert "nothing changed for 'no_such_name'" in capsys.readouterr().err
