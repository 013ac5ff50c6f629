"""Notices: once for each call site, at the user's line; and the report of a run."""

from __future__ import annotations

import logging
import warnings
from typing import Any

import pytest
from processes import Process

import compat
from compat.runtime import notices
from compat.runtime.notices import Keras2Notice, Keras2Translation

pytestmark = [pytest.mark.only(keras=3), pytest.mark.usefixtures("fresh_notices", "speaking")]


@pytest.fixture
def speaking() -> Any:
    compat.install()
    yield
    compat.uninstall()


def caught(action: Any) -> list[warnings.WarningMessage]:
    with warnings.catch_warnings(record=True) as found:
        warnings.simplefilter("always")
        action()
    return [each for each in found if issubclass(each.category, Keras2Translation)]


def three_times() -> None:
    import keras

    for _ in range(3):
        keras.optimizers.SGD(lr=0.1)  # line of the notice
    keras.optimizers.SGD(lr=0.1)


def test_once_for_each_line() -> None:
    found = caught(three_times)
    first = three_times.__code__.co_firstlineno
    assert [each.lineno - first for each in found] == [4, 5]
    assert {each.filename for each in found} == {__file__}
    assert str(found[0].message) == "K2C401 optimizer_lr: keras.optimizers.Optimizer(lr=): is learning_rate="
    assert caught(three_times) == []


def test_names_members_positions_and_modules_say_so() -> None:
    def program() -> None:
        import keras
        from keras.layers import Deconvolution2D  # noqa: F401

        keras.optimizers.SGD(0.1).lr  # noqa: B018
        keras.layers.Embedding(3, 2, "uniform", None, "l2")

    said = [str(each.message).partition(":")[0] for each in caught(program)]
    assert said == ["K2C602 names_elsewhere", "K2C401 optimizer_lr", "K2C627 positional_order"]


def test_native_spellings_say_nothing() -> None:
    def program() -> None:
        import keras

        model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(2, activation="relu")])
        model.compile(keras.optimizers.SGD(learning_rate=0.1), "mse", metrics=["mae"])
        model.build()

    assert caught(program) == []


def test_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMPAT_NOTICES", "off")
    assert caught(three_times) == []
    assert [(each.times, each.place[0]) for each in notices.report()] == [(4, __file__)]


def test_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMPAT_NOTICES", "error")
    with pytest.raises(Keras2Notice, match="K2C401 optimizer_lr"):
        three_times()


def test_log(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    monkeypatch.setenv("COMPAT_NOTICES", "log")
    with caplog.at_level(logging.WARNING, logger="compat"):
        assert caught(three_times) == []
    assert [record.getMessage().partition(": K2C401")[0] for record in caplog.records] == [
        f"{__file__}:{three_times.__code__.co_firstlineno + line}" for line in (4, 5)
    ]


def test_another_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMPAT_NOTICES", "loud")
    with pytest.raises(ValueError, match="COMPAT_NOTICES='loud' is unknown; expected one of once, off, log, error"):
        three_times()


PROGRAM = """
    from keras.optimizers import SGD
    for _ in range(3):
        SGD(lr=0.1)
    SGD(lr=0.1)
    print("done")
"""


def test_a_program_warns_at_its_lines(process: Process) -> None:
    done = process(None, "-c", "", COMPAT_NOTICES=None)
    done = process("import compat; compat.install()\n" + PROGRAM.replace("\n    ", "\n"), COMPAT_NOTICES=None)
    assert done.stderr.count("Keras2Translation: K2C401 optimizer_lr") == 2
    assert "users_program.py:5: Keras2Translation" in done.stderr


def test_report(process: Process, tmp_path: Any) -> None:
    (tmp_path / "old.py").write_text(PROGRAM.replace("\n    ", "\n"), encoding="utf-8")
    done = process(None, "-m", "compat", "run", "--report", "old.py", COMPAT_NOTICES="off")
    assert "Keras2Translation" not in done.stderr  # TensorFlow says things of its own there
    lines = done.stdout.splitlines()
    assert lines[:2] == ["done", "compat: 4 translations of 1 kinds in this process"]
    assert lines[2].split() == ["count", "page", "Keras", "2", "Keras", "3", "first", "at"]
    assert lines[3].split() == [
        "4", "K2C401", "optimizer_lr", "keras.optimizers.Optimizer(lr=)", "is", "learning_rate=", "old.py:4",
    ]  # fmt: skip


def test_report_of_a_program_that_fails(process: Process, tmp_path: Any) -> None:
    (tmp_path / "old.py").write_text("from keras.optimizers import SGD\nSGD(lr=0.1)\nraise SystemExit(3)\n")
    done = process(None, "-m", "compat", "run", "--report", "old.py", status=3, COMPAT_NOTICES="off")
    assert "K2C401 optimizer_lr" in done.stdout
    (tmp_path / "new.py").write_text("import keras\n")
    done = process(None, "-m", "compat", "run", "--report", "new.py")
    assert done.stdout == "compat: nothing was translated: the program is written for Keras 3.\n"
