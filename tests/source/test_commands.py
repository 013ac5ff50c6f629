"""``compat check``, ``compat fix`` and ``compat explain``: what they print, what they return, what they write."""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path

import pytest

from compat import cli

OLD = "from keras.optimizers import SGD\n\toptimizer = SGD(lr=0.1)\n".replace("\t", "")
NEW = OLD.replace("lr=", "learning_rate=")


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "program.py"
    path.write_text(OLD)
    return path


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = cli.main(arguments)
    printed = capsys.readouterr()
    return status, printed.out, printed.err


def test_check_prints_findings(program: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "check", "program.py") == (
        1,
        "program.py:2:17: K2C401 [*] SGD(lr=...): An optimizer's lr is learning_rate\n"
        "    optimizer = SGD(lr=0.1)\n"
        "                    ^^^^^^\n"
        "1 finding in 1 file. [*] `compat fix` rewrites 1.\n",
        "",
    )


def test_check_of_a_clean_folder(program: Path, capsys: pytest.CaptureFixture[str]) -> None:
    program.write_text(NEW)
    (program.parent / "more.py").write_text("x = 1\n")
    assert run(capsys, "check", ".") == (0, "0 findings in 2 files.\n", "")


def test_check_goes_on_behind_a_file_that_cannot_be_read(program: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (program.parent / "broken.py").write_text("import keras\nprint 1\n")
    status, out, err = run(capsys, "check", ".", "--select", "optimizer_lr")
    assert status == 2
    assert out.startswith("program.py:2:17: K2C401 ")
    assert err.startswith("broken.py: could not be checked: it is not valid Python: line 2: ")


def test_check_says_what_unsafe_and_notes_would_show(program: Path, capsys: pytest.CaptureFixture[str]) -> None:
    program.write_text("import keras\nl = keras.layers.GRU(4, stateful=True)\nprint(l.output_shape)\n")
    status, out, _ = run(capsys, "check", "program.py")
    assert status == 1
    assert re.sub(r"\d+ notes", "N notes", out) == (
        "program.py:3:7: K2C204 l.output_shape: Layers have no input_shape and output_shape; only --unsafe rewrites it: a "
        "layer with several inputs or outputs, or called twice, gives a list\n"
        "    print(l.output_shape)\n"
        "          ^^^^^^^^^^^^^^\n"
        "1 finding in 1 file. `compat fix --unsafe` rewrites 1 more. --notes shows N notes.\n"
    )
    assert "program.py:2:25: K2C107 note GRU(stateful=...): " in run(capsys, "check", "program.py", "--notes")[1]


def test_notes_are_no_findings(program: Path, capsys: pytest.CaptureFixture[str]) -> None:
    program.write_text("import keras\nkeras.layers.GRU(4, stateful=True)\n")
    assert run(capsys, "check", "program.py")[0] == 0


def test_caret_stands_under_the_place_behind_tabs_and_wide_characters(
    program: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    program.write_text("import keras\nif 'ä':\n\tx = 'ö', keras.optimizers.SGD(lr=1)\n", encoding="utf-8")
    out = run(capsys, "check", "program.py")[1].splitlines()
    assert out[1] == "    \tx = 'ö', keras.optimizers.SGD(lr=1)"
    assert out[2] == "    \t" + " " * out[1].strip().index("lr") + "^^^^"


@pytest.mark.parametrize(
    ("option", "status"),
    [
        (["--select", "K2C1"], 0),
        (["--select", "K2C4"], 1),
        (["--select", "K2C101,optimizer_lr"], 1),
        (["--ignore", "K2C401"], 0),
        (["--ignore", "K2C101"], 1),
        (["--select", "K2C4", "--ignore", "optimizer_lr"], 0),
    ],
)
def test_select_and_ignore(option: list[str], status: int, program: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "check", "program.py", *option)[0] == status


def test_unknown_code(program: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, "check", "program.py", "--select", "K3")
    assert (status, out) == (2, "")
    assert err.startswith("compat check: unknown code 'K3'; expected one of K2C101, ")


def test_missing_path(program: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for command in ("check", "fix"):
        assert run(capsys, command, "nothing.py") == (2, "", f"compat {command}: no such file or folder: nothing.py\n")


def test_dialect_of_the_project(program: Path, capsys: pytest.CaptureFixture[str]) -> None:
    program.write_text("import keras\nkeras.layers.GRU(4)\n")
    assert run(capsys, "check", "program.py")[0] == 0
    assert run(capsys, "check", "program.py", "--dialect", "2.2")[0] == 1


def test_fix_rewrites_and_says_so(program: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "fix", "program.py") == (0, "1 place in 1 file rewritten; 0 findings left.\n", "")
    assert program.read_text() == NEW
    assert run(capsys, "fix", "program.py") == (0, "0 places in 0 files rewritten; 0 findings left.\n", "")


def test_fix_prints_what_is_left(program: Path, capsys: pytest.CaptureFixture[str]) -> None:
    program.write_text(OLD + "import keras\nkeras.layers.LSTM(4, time_major=True)\n")
    status, out, _ = run(capsys, "fix", "program.py")
    assert status == 1
    assert out.startswith("program.py:4:22: K2C201 LSTM(time_major=...): ")
    assert out.endswith("1 place in 1 file rewritten; 1 finding left.\n")


def test_diff_changes_nothing(program: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "fix", "--diff", "program.py") == (
        1,
        "--- program.py (Keras 2)\n"
        "+++ program.py (Keras 3)\n"
        "@@ -1,2 +1,2 @@\n"
        " from keras.optimizers import SGD\n"
        "-optimizer = SGD(lr=0.1)\n"
        "+optimizer = SGD(learning_rate=0.1)\n"
        "1 place in 1 file would be rewritten; 0 findings left.\n",
        "",
    )
    assert program.read_text() == OLD


def test_a_bad_file_does_not_stop_the_rest(program: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (program.parent / "broken.py").write_text("import keras\nprint 1\n")
    status, out, err = run(capsys, "fix", ".")
    assert status == 2
    assert out == "1 place in 1 file rewritten; 0 findings left.\n"
    assert err.startswith("broken.py: could not be rewritten: it is not valid Python")
    assert program.read_text() == NEW


def test_file_without_a_change_is_not_written(program: Path, capsys: pytest.CaptureFixture[str]) -> None:
    program.write_text(NEW)
    before = program.stat().st_mtime_ns
    assert run(capsys, "fix", "program.py")[0] == 0
    assert program.stat().st_mtime_ns == before


def test_keep_keras2(program: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = "import keras\nl = keras.layers.Dense(1)\nprint(l.input_shape, keras.optimizers.SGD(lr=1))\n"
    program.write_text(source)
    assert run(capsys, "fix", "--unsafe", "--keep-keras2", "program.py")[0] == 1
    assert program.read_text() == source.replace("lr=", "learning_rate=")


@pytest.mark.parametrize(
    "error",
    [
        "Unrecognized keyword arguments passed to LSTM: {'batch_input_shape': (2, 4, 3)}",
        "Traceback (most recent call last):\n  File 'x.py', line 3\nValueError: Unrecognized keyword arguments passed to "
        "GRU: {'batch_input_shape': (1, 2, 3)}",
    ],
)
def test_explain_finds_the_page_of_an_error(error: str, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "explain", error)
    assert status == 0
    assert out.startswith("# K2C101 batch_input_shape\n")


def test_explain_reads_stdin(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("'Sequential' object has no attribute 'reset_states'"))
    status, out, _ = run(capsys, "explain", "-")
    assert status == 0
    assert out.startswith("# K2C105 model_reset_states\n")


def test_explain_without_a_page(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, "explain", "something else")
    assert (status, out) == (2, "")
    assert err.startswith("compat explain: no page for 'something else'; expected a code (K2C101 to ")
    assert err.endswith("Hint: `compat check PATH` names the codes of a program.\n")
