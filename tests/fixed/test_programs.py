"""What ``compat fix`` makes of a whole program runs on plain Keras 3, without this library, with Keras 2's numbers.

A program of which ``fix`` says that something is left for a person is not run: it says so, and that is tested too.
"""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import recording
from catalogue import DIALECTS, DIFFERS, HERE, KERAS_2_2, KERAS_2_15, PROGRAMS, Program
from differs import EVERYWHERE, ON

import compat
from compat.changes import ALL
from compat.changes._kinds import LogName
from compat.source import Fixed, Options, fix

ROOT = Path(compat.__file__).resolve().parents[1]
WHICH = compat.which_keras()


def rewritten(keras: str, program: Program) -> Fixed:
    """The program once it is mended, unsafe forms included."""
    return fix(program.path.read_bytes(), Options(dialect=DIALECTS[keras], unsafe=True))


def is_left(result: Fixed) -> bool:
    return any(not finding.note for finding in result.left.findings)


def is_met(result: Fixed, page: str) -> bool:
    return any(finding.change.name == page for finding in result.left.findings)


CASES = [(keras, each) for keras in (KERAS_2_2, KERAS_2_15) for each in PROGRAMS if keras in each.recorded]
WHOLE = [case for case in CASES if not is_left(rewritten(*case))]
#: `tf.keras` stays where it is: a program that says so needs TensorFlow.
HAS_TENSORFLOW = importlib.util.find_spec("tensorflow") is not None
#: On jax plain Keras 3 carries no state through fit and predict.
NO_STATE = {"jax": "stateful_on_jax"}
RUN = [
    (keras, each)
    for keras, each in WHOLE
    if each.name not in EVERYWHERE
    and each.name not in ON.get(WHICH.backend, ())
    and WHICH.backend not in DIFFERS.get((each.name, keras), ())
    and (HAS_TENSORFLOW or b"tensorflow" not in rewritten(keras, each).raw)
    and not is_met(rewritten(keras, each), NO_STATE.get(WHICH.backend, ""))
]


LOGS = {entry.old: entry.new for change in ALL for entry in change.entries if isinstance(entry, LogName)}


def in_names_of_keras_3(recorded: recording.Recording) -> list[tuple[str, np.ndarray]]:
    """The results with the entries of a history under the names that Keras 3 gives them, in the order of those."""
    calls = []
    for label, value in recorded.calls:
        call, _, name = label.rpartition(" ")
        validated = "val_" if name.startswith("val_") else ""
        new = LOGS.get(name.removeprefix("val_"))
        calls.append((f"{call} {validated}{new}" if new else label, value))
    return sorted(calls, key=lambda each: each[0].split(" ", 1)[0] + (each[0] if " fit " in each[0] else ""))


def case_id(case: tuple[str, Program]) -> str:
    return f"{case[1].name}-{DIALECTS[case[0]]}"


@pytest.fixture(scope="session")
def runs(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str, Program], recording.Recording]:
    """The recording of a selected program: all of them run in one process for each dialect."""
    selected: dict[str, list[Program]] = {}
    for item in request.session.items:
        if "runs" in getattr(item, "fixturenames", ()):
            keras, program = item.callspec.params["case"]  # type: ignore[attr-defined]
            selected.setdefault(keras, []).append(program)
    folders = {keras: tmp_path_factory.mktemp(keras) for keras in selected}
    said = {}
    for keras, programs in selected.items():
        pairs = []
        for program in programs:
            path = folders[keras] / program.path.name
            path.write_bytes(rewritten(keras, program).raw)
            pairs += [str(path), str(path.with_suffix(".npz"))]
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "COMPAT_OFF": "1", "KERAS_BACKEND": WHICH.backend}
        command = [sys.executable, str(HERE / "harness.py"), *pairs]
        said[keras] = subprocess.run(command, env=environment, capture_output=True, text=True, check=False).stderr

    def get(keras: str, program: Program) -> recording.Recording:
        path = folders[keras] / f"{program.name}.npz"
        assert path.exists(), said[keras][-4000:]
        return recording.Recording.load(path)

    return get


@pytest.mark.only(keras=3)
@pytest.mark.parametrize("case", RUN, ids=case_id)
def test_rewritten_program_gives_the_numbers_of_keras_2(
    case: tuple[str, Program], runs: Callable[[str, Program], recording.Recording]
) -> None:
    keras, program = case
    expected = recording.Recording.load(program.recording(keras))
    expected.calls = in_names_of_keras_3(expected)
    parting = recording.difference(expected, runs(keras, program))
    assert not parting, f"{program.name} under {keras}: {parting}"


def test_what_is_left_out_is_known() -> None:
    assert set(EVERYWHERE) <= {program.name for _, program in WHOLE}


def test_most_programs_are_rewritten_whole() -> None:
    assert len(WHOLE) * 2 > len(CASES)
