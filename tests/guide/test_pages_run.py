"""Every program of the guide is run: under plain Keras 3, under Keras 3 with compat, and under Keras 2."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from pages import PROGRAMS as EVERY_PROGRAM
from pages import Page, Program, label

from compat.versions import release, which_keras

WHICH = which_keras()
RUNNER = Path(__file__).with_name("run_blocks.py")
ROOT = Path(__file__).resolve().parents[2]
PROGRAMS = [
    (page, program)
    for page, program in EVERY_PROGRAM
    if "needs" not in program.block.options or importlib.util.find_spec(program.block.options["needs"])
]
IDS = [label(each) for each in PROGRAMS]

#: Errors are quoted from this release; older ones say some in other words, and do not see some at all.
QUOTED_FROM = (3, 15)


@cache
def results(kind: str) -> list[dict[str, Any]]:
    """The outcome of every program, each kind in one process: ``old``, ``new`` (the keras3 block), ``compat``."""
    programs = []
    for _, program in PROGRAMS:
        new = program.first("keras3", WHICH.backend)
        source = new.text if kind == "new" and new is not None else program.block.text
        programs.append({"source": source, "install": program.dialect if kind == "compat" else None})
    command = [sys.executable, str(RUNNER), *(["tf_keras"] if WHICH.package == "tf_keras" else [])]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TF_CPP_MIN_LOG_LEVEL": "3"}
    done = subprocess.run(
        command, input=json.dumps(programs), capture_output=True, text=True, env=environment, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout)


def outcome(kind: str, page: Page, program: Program) -> dict[str, Any]:
    index = next(index for index, each in enumerate(PROGRAMS) if each == (page, program))
    return results(kind)[index]


def expected(program: Program, kind: str) -> str:
    block = program.first(kind, WHICH.backend)
    return block.text if block is not None else ""


def says(text: str, quoted: str) -> bool:
    """Whether a text begins with what a page quotes; three dots stand for anything."""
    pattern = ".*".join(re.escape(part) for part in quoted.rstrip("\n").split("..."))
    return re.match(pattern + r"(\n|$)", text, re.DOTALL) is not None


def reaches(program: Program) -> bool:
    """Whether the installed Keras 2 is one that the program was written for."""
    until = program.block.options.get("until")
    return program.dialect == "2.15" and (until is None or release(WHICH.version) <= release(until))


#: Programs that import TensorFlow need it here; with compat they run without it.
PLAIN = [
    pytest.param(*each, marks=pytest.mark.only(package="tensorflow"), id=name)
    if "import tensorflow" in each[1].block.text
    else pytest.param(*each, id=name)
    for each, name in zip(PROGRAMS, IDS)
]


@pytest.mark.only(keras=3)
@pytest.mark.parametrize(("page", "program"), PLAIN)
def test_plain_keras_3_says_what_the_page_quotes(page: Page, program: Program) -> None:
    got, quoted = outcome("old", page, program), expected(program, "error")
    if release(WHICH.version) < QUOTED_FROM:
        assert "Traceback" not in got["error"]
    elif quoted.partition(":")[0].endswith("Warning"):
        assert got["error"] == ""
        assert any(says(each, quoted) for each in got["warnings"])
    elif quoted:
        assert says(got["error"], quoted), got["error"]
    else:
        assert got["error"] == ""
        printed = expected(program, "keras3-output") or expected(program, "output")
        assert printed in ("", got["printed"])


@pytest.mark.only(keras=3)
@pytest.mark.parametrize(("page", "program"), PROGRAMS, ids=IDS)
def test_keras3_block_runs_on_plain_keras_3(page: Page, program: Program) -> None:
    got = outcome("new", page, program)
    if program.first("keras3") is not None:
        assert got["error"] == ""
        assert got["printed"] == expected(program, "output")


@pytest.mark.only(keras=3)
@pytest.mark.parametrize(("page", "program"), PROGRAMS, ids=IDS)
def test_keras2_block_runs_with_compat(page: Page, program: Program) -> None:
    got, quoted = outcome("compat", page, program), expected(program, "compat-error")
    if release(WHICH.version) < release(program.block.options.get("since", "3.0")):
        assert got["error"]
    elif quoted:
        assert says(got["error"], quoted), got["error"]
    else:
        assert got["error"] == ""
        assert expected(program, "output") in ("", got["printed"])


@pytest.mark.only(keras=2)
@pytest.mark.parametrize(("page", "program"), PROGRAMS, ids=IDS)
def test_keras2_block_runs_on_keras_2(page: Page, program: Program) -> None:
    got = outcome("old", page, program)
    if reaches(program):
        assert got["error"] == ""
        assert expected(program, "output") in ("", got["printed"])
