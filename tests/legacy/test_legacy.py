"""Whole Keras 2 programs run unchanged and give the numbers that real Keras 2 recorded."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import recording
from catalogue import DIALECTS, DIFFERS, HERE, KERAS_2_2, KERAS_2_15, PROGRAMS, TF_KERAS, Program

import compat

ROOT = Path(compat.__file__).resolve().parents[1]
WHICH = compat.which_keras()

#: Keras 3 must give the numbers of both Keras 2 dialects, an installed Keras 2.13 or later its own.
REFERENCES = (KERAS_2_2, KERAS_2_15) if WHICH.generation == 3 else (KERAS_2_15,)

CASES = [
    (keras, program)
    for keras in REFERENCES
    for program in PROGRAMS
    if keras in program.recorded
    and (WHICH.generation == 2 or WHICH.backend not in DIFFERS.get((program.name, keras), ()))
]
RECORDED_TWICE = [program for program in PROGRAMS if TF_KERAS in program.recorded]


def _case_id(case: tuple[str, Program]) -> str:
    return f"{case[1].name}-{DIALECTS[case[0]]}"


def _environment(dialect: str) -> dict[str, str]:
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    return {**os.environ, "PYTHONPATH": path, "COMPAT_DIALECT": dialect, "TF_CPP_MIN_LOG_LEVEL": "3"}


@pytest.fixture(scope="session")
def runs(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> dict[tuple[str, str], recording.Recording]:
    """The recordings of this environment: the selected programs, one process per dialect."""
    selected: dict[str, list[Program]] = {}
    for item in request.session.items:
        if "runs" in getattr(item, "fixturenames", ()):
            keras, program = item.callspec.params["case"]  # type: ignore[attr-defined]
            selected.setdefault(keras, []).append(program)
    results: dict[tuple[str, str], recording.Recording] = {}
    for keras, programs in selected.items():
        folder = tmp_path_factory.mktemp(keras)
        pairs = [str(path) for each in programs for path in (each.path, folder / f"{each.name}.npz")]
        done = subprocess.run(
            [sys.executable, str(HERE / "harness.py"), "--compat", *pairs],
            env=_environment(DIALECTS[keras]),
            capture_output=True,
            text=True,
            check=False,
        )
        for program in programs:
            results[keras, program.name] = _result(folder / f"{program.name}.npz", done.stderr)
    return results


def _result(path: Path, stderr: str) -> recording.Recording:
    if path.exists():
        return recording.Recording.load(path)
    died = recording.Recording()
    died.error = f"the process died before it finished:\n{stderr[-4000:]}"
    return died


@pytest.mark.parametrize("case", CASES, ids=_case_id)
def test_program_gives_the_numbers_of_keras_2(
    case: tuple[str, Program], runs: dict[tuple[str, str], recording.Recording]
) -> None:
    keras, program = case
    expected = recording.Recording.load(program.recording(keras))
    parting = recording.difference(expected, runs[keras, program.name])
    assert not parting, f"{program.name} under {keras}: {parting}"


@pytest.mark.parametrize("dialect", [DIALECTS[keras] for keras in REFERENCES])
def test_compat_run_prints_what_the_program_prints(dialect: str, tmp_path: Path) -> None:
    """``lstm_by_hand`` sets every weight itself, so its text is the same without the harness."""
    program = next(each for each in PROGRAMS if each.name == "lstm_by_hand")
    keras = next(each for each in REFERENCES if DIALECTS[each] == dialect)
    done = subprocess.run(
        [sys.executable, "-m", "compat", "run", "--dialect", dialect, str(program.path)],
        env=_environment(dialect),
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    expected = recording.Recording.load(program.recording(keras))
    assert recording.difference_in_text(expected.printed, done.stdout) == ""


@pytest.mark.parametrize("program", RECORDED_TWICE, ids=lambda each: each.name)
def test_the_two_newest_keras_2_recorded_the_same(program: Program) -> None:
    old, new = (recording.Recording.load(program.recording(keras)) for keras in (KERAS_2_15, TF_KERAS))
    assert recording.difference(old, new) == ""


def test_every_program_is_in_the_catalogue_and_recorded() -> None:
    names = [program.name for program in PROGRAMS]
    assert sorted(names) == sorted(path.stem for path in (HERE / "programs").glob("*.py"))
    wanted = {program.recording(keras) for program in PROGRAMS for keras in program.recorded}
    assert wanted == set((HERE / "recorded").glob("*/*.npz"))
