"""Keras 2 code: who it is, told from who calls."""

from __future__ import annotations

import functools
import os
import sysconfig
import threading
from typing import Any

import pytest

from compat import keras
from compat.runtime import callers, view

SITE = sysconfig.get_path("purelib")
ASK = """
import sys

def ask():
    return keras2_code(sys._getframe())

def through(call):
    return call(ask)
"""


@pytest.fixture
def scope(monkeypatch: pytest.MonkeyPatch) -> callers.Scope:
    """A scope of the test's own; the real one comes back. Keras is widened, whatever a test before took back."""
    view.prepare()
    fresh = callers.Scope()
    monkeypatch.setattr(callers, "SCOPE", fresh)
    return fresh


def module(name: str, file: str | None) -> dict[str, Any]:
    """The names of a module that asks whether it is Keras 2 code."""
    names: dict[str, Any] = {"__name__": name, "keras2_code": callers.keras2_code}
    if file is not None:
        names["__file__"] = file
    exec(compile(ASK, file or "<ipython-input-1>", "exec"), names)
    return names


MINE = module("mine", os.path.abspath("mine.py"))
CELL = module("__main__", None)
PACKAGE = module("some_package.inner", os.path.join(SITE, "some_package", "inner.py"))


def test_nobody_before_install(scope: callers.Scope) -> None:
    assert not any(each["ask"]() for each in (MINE, CELL, PACKAGE))


def test_the_users_files_and_notebooks_after_install(scope: callers.Scope) -> None:
    scope.installed = True
    assert MINE["ask"]()
    assert CELL["ask"]()
    assert not PACKAGE["ask"]()


def test_a_named_package(scope: callers.Scope) -> None:
    scope.packages.add("some_package")
    assert PACKAGE["ask"]()
    assert not MINE["ask"]()


def test_a_marked_module_alone(scope: callers.Scope) -> None:
    scope.modules.add("mine")
    assert MINE["ask"]()
    assert not CELL["ask"]()
    assert not PACKAGE["ask"]()


def asked_through(names: dict[str, Any], frame: dict[str, Any]) -> bool:
    """What a function of ``frame`` is told when a function of ``names`` calls it."""
    inside = {**names, "inner": frame["ask"]}
    exec(compile("def ask_through(): return inner()", names["__file__"], "exec"), inside)
    return bool(inside["ask_through"]())


def test_the_standard_library_speaks_for_its_caller(scope: callers.Scope) -> None:
    scope.installed = True
    library = module("functools", functools.__file__)
    assert asked_through(MINE, library)
    assert not asked_through(PACKAGE, library)


@pytest.mark.parametrize(
    "engine", ["keras.src.layers.layer", "tensorflow.python.x", "jax._src.x", "torch.nn.x", "numpy.x"]
)
def test_engines_speak_for_their_caller(scope: callers.Scope, engine: str) -> None:
    scope.installed = True
    frame = module(engine, os.path.join(SITE, *engine.split(".")) + ".py")
    assert asked_through(MINE, frame)
    assert not asked_through(PACKAGE, frame)


def test_a_library_s_own_thread(scope: callers.Scope) -> None:
    """Nobody of the user's is on the stack: the process decides."""
    engine = module("keras.src.thread", os.path.join(SITE, "keras", "thread.py"))["ask"]
    for installed in (True, False):
        scope.installed = installed
        answers: list[bool] = []
        asks = module("keras.src.runs", os.path.join(SITE, "keras", "runs.py"))
        asks.update(engine=engine, answers=answers)
        exec(compile("def run(): answers.append(engine())", asks["__file__"], "exec"), asks)
        thread = threading.Thread(target=asks["run"])
        thread.start()
        thread.join()
        assert answers == [installed]


def test_a_project_file_inside_a_folder_called_keras(scope: callers.Scope) -> None:
    scope.installed = True
    assert module("keras_tricks", os.path.abspath(os.path.join("keras", "tricks.py")))["ask"]()


BUILD = """
def activation():
    return keras.layers.Dense(1, activation="hard_sigmoid").activation

def gates():
    return keras.layers.ConvLSTM2D(1, 3).recurrent_activation

def by_config():
    return keras.layers.Dense.from_config({"units": 1, "activation": "hard_sigmoid"}).activation

def in_a_wrapper():
    return keras.layers.Bidirectional(keras.layers.LSTM(1, recurrent_activation="hard_sigmoid")).backward_layer.cell
"""


@pytest.mark.only(keras=3)
def test_a_value_means_what_it_means_to_its_writer(scope: callers.Scope) -> None:
    """A keyword that Keras 3 would refuse is taken from everybody, a value is read as the code that gave it meant it."""
    import keras as native

    scope.installed = True
    for names, is_keras_2 in ((MINE, True), (CELL, True), (PACKAGE, False)):
        inside = {**names, "keras": native}
        exec(compile(BUILD, names.get("__file__", "<ipython-input-2>"), "exec"), inside)
        meant = [inside[name]() for name in ("activation", "gates", "by_config")]
        meant.append(inside["in_a_wrapper"]().recurrent_activation)
        own = native.src.activations.hard_sigmoid
        sigmoid = native.src.activations.sigmoid
        for found, plain in zip(meant, (own, sigmoid, own, own)):
            assert (found is plain) is not is_keras_2
            assert found.__module__.startswith("compat.") is is_keras_2


@pytest.mark.only(keras=3)
def test_a_module_marks_itself_by_using_the_view(scope: callers.Scope) -> None:
    import keras as native

    mine = {"__name__": "uses_the_view", "__file__": os.path.abspath("uses_the_view.py"), "keras": keras}
    other = {"__name__": "uses_plain", "__file__": os.path.abspath("uses_plain.py"), "keras": native}
    for names in (mine, other):
        exec(compile(BUILD, names["__file__"], "exec"), names)
    assert other["activation"]() is native.src.activations.hard_sigmoid
    assert mine["activation"]().__module__.startswith("compat.")
    assert scope.modules == {"uses_the_view"}
    assert other["activation"]() is native.src.activations.hard_sigmoid
    exec(
        compile("from compat.keras.layers import Dense", "third.py", "exec"),
        {"__name__": "third", "__file__": "third.py"},
    )
    assert scope.modules == {"uses_the_view", "third"}
