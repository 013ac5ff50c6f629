"""Every program gives the numbers that Keras 2.15 gave, under every Keras and backend."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import processes
import pytest
import record
from programs import PROGRAMS

import compat

HERE = Path(__file__).parent
TOLERANCE = 1e-5
WHICH = compat.which_keras()

#: Programs that a release of Keras 3, or a backend, cannot run right, for faults outside of what this library touches.
CANNOT: dict[Any, dict[str, str]] = {
    "torch": {"several_steps_per_execution": "Keras 3 refuses it on this backend"},
    (3, 0, 5): {
        "copies_of_bidirectional": "a copy of a Bidirectional has a third layer's weights",
        "frozen_stateful_layer": "trainable=False, set before a layer is built, does not reach its weights",
        "functional_two_outputs": "the history has no losses of single outputs",
        "generator_fit": "the first batch of a generator builds the model and does not train it",
        "generator_fit_of_several_epochs": "and batches are lost between epochs",
        "time_distributed_stateful_model": "the shape that a model inside TimeDistributed returns is not known",
        "validation_every_second_epoch": "a second validation goes on where the first one stopped",
    },
}
NAMES = sorted(PROGRAMS.keys() - CANNOT.get(WHICH.release, {}).keys() - CANNOT.get(WHICH.backend, {}).keys())

recorded = np.load(HERE / "recorded" / "keras-2.15.0.npz")
EXPECTED: dict[str, dict[str, Any]] = {}
for key in recorded.files:
    EXPECTED.setdefault(key.partition("/")[0], {})[key] = recorded[key]


def parting(name: str, found: dict[str, Any]) -> list[str]:
    """Where the numbers of a program part from the recorded ones, the first first."""
    expected, said = EXPECTED[name], []
    for key in sorted(expected.keys() ^ found.keys()):
        said.append(f"{key} is {'missing' if key in expected else 'new'}")
    for key in (key for key in expected if key in found):
        if expected[key].shape != found[key].shape:
            said.append(f"{key}: shape {found[key].shape}, recorded {expected[key].shape}")
        elif not np.allclose(found[key], expected[key], rtol=0, atol=TOLERANCE):
            said.append(f"{key}: differs by {np.abs(found[key] - expected[key]).max():.2e}")
    return said


def test_the_recording_is_whole() -> None:
    assert json.loads(str(recorded["__errors__"])) == {}
    assert EXPECTED.keys() - {"__about__", "__errors__"} == PROGRAMS.keys()


def test_tf_keras_recorded_the_same() -> None:
    """Two builds of Keras 2 agree: the numbers are Keras 2's, not one machine's."""
    other = np.load(HERE / "recorded" / "tf_keras-2.21.0.npz")
    for name in PROGRAMS:
        found = {key: other[key] for key in other.files if key.startswith(name + "/")}
        assert not parting(name, found), name


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.usefixtures("installed_pass")
def test_with_compat_keras(name: str) -> None:
    from compat import keras

    assert not parting(name, record.run(keras, name))


#: Under Keras 2 both ways give the same module, nearly untouched.
SECOND = NAMES if WHICH.generation == 3 else NAMES[::8]


@pytest.mark.parametrize("name", SECOND)
def test_with_install_and_plain_import(installed_pass: subprocess.Popen[str], name: str) -> None:
    found, errors = results(installed_pass)
    assert name not in errors, errors[name]
    assert not parting(name, found.get(name, {}))


@pytest.fixture(scope="session")
def installed_pass(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A process that runs the selected programs after ``compat.install()`` and ``import keras``, beside this one."""
    out = tmp_path_factory.mktemp("installed") / "numbers.npz"
    wanted = test_with_install_and_plain_import.__name__
    selected = {item.callspec.params["name"] for item in request.session.items if item.name.startswith(wanted)}  # type: ignore[attr-defined]
    if not selected:
        yield None
        return
    # The last first: on jax each process finds half of its functions compiled by the other.
    programs = sorted(selected, reverse=True)
    command = [sys.executable, str(HERE / "record.py"), "--install", "keras", str(out), *programs]
    child = subprocess.Popen(
        command,
        env=processes.environment(),
        text=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        cwd=os.getcwd(),
    )
    child.out = out  # type: ignore[attr-defined]
    yield child
    child.kill()
    child.communicate()


_results: list[tuple[dict[str, Any], dict[str, str]]] = []


def results(child: Any) -> tuple[dict[str, Any], dict[str, str]]:
    """``({program: numbers}, {program: traceback})`` of the other process, when it has ended."""
    if not _results:
        _, said = child.communicate(timeout=900)
        assert child.out.exists(), said[-4000:]
        found: dict[str, Any] = {}
        with np.load(child.out) as file:
            for key in file.files:
                found.setdefault(key.partition("/")[0], {})[key] = file[key]
            errors = json.loads(str(file["__errors__"]))
        _results.append((found, errors))
    return _results[0]
