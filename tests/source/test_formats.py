"""The forms in which findings are printed, what they hold, and the options that say what is looked at."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from compat import cli
from compat.cli import static

OLD = "import keras\nx = 'ü', keras.optimizers.SGD(lr=1, decay=None)\nkeras.layers.LSTM(4, time_major=flag)\n"


class Stdin:
    """Standard input with these bytes."""

    def __init__(self, raw: bytes) -> None:
        self.buffer = io.BytesIO(raw)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "old.py").write_text(OLD, encoding="utf-8")
    (tmp_path / "new.py").write_text("import keras\n")
    cell = {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None}
    source = ["import keras\n", "keras.optimizers.SGD(lr=1)"]
    cells = [{"cell_type": "markdown", "metadata": {}, "source": []}, {**cell, "source": source}]
    book = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 4}
    (tmp_path / "book.ipynb").write_text(json.dumps(book, indent=1))
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = cli.main(arguments)
    printed = capsys.readouterr()
    return status, printed.out, printed.err


def test_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, "check", ".", "--format", "json")
    assert (status, err) == (1, "")
    found = json.loads(out)
    assert [(each["path"], each["line"], each["column"], each["code"], each["fixable"]) for each in found] == [
        ("book.ipynb", 15, 22, "K2C401", True),
        ("old.py", 2, 31, "K2C401", True),
        ("old.py", 2, 37, "K2C402", True),
        ("old.py", 3, 22, "K2C201", False),
    ]
    assert {name for each in found[1:] for name in each} == {"path", "line", "column", "code", "message", "fixable"}
    assert (found[0]["cell"], found[0]["cell_line"]) == (1, 2)
    assert found[1]["message"] == "SGD(lr=...): An optimizer's lr is learning_rate"
    assert (folder / "book.ipynb").read_text().splitlines()[14].strip() == '"keras.optimizers.SGD(lr=1)"'


def test_json_without_findings(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "check", "new.py", "--format", "json") == (0, "[]\n", "")


def test_text_of_a_notebook_names_the_cell(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "check", "book.ipynb")[1].startswith("book.ipynb:cell 1:2:22: K2C401 [*] SGD(lr=...): ")


def test_github(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "a,b%.py").write_text("import keras\nkeras.optimizers.SGD(lr=1)\n")
    status, out, _ = run(capsys, "check", "a,b%.py", "book.ipynb", "--format", "github")
    assert status == 1
    assert out.splitlines() == [
        "::error file=a%2Cb%25.py,line=2,endLine=2,title=K2C401 optimizer_lr,col=22,endColumn=26::"
        "SGD(lr=...): An optimizer's lr is learning_rate",
        "::error file=book.ipynb,line=15,endLine=15,title=K2C401 optimizer_lr::"
        "SGD(lr=...): An optimizer's lr is learning_rate",
    ]


def test_sarif(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "a b.py").write_text("import keras\nkeras.optimizers.SGD(lr=1)\n")
    log = json.loads(run(capsys, "check", ".", "--format", "sarif")[1])
    assert log["version"] == "2.1.0"
    (found,) = log["runs"]
    assert found["tool"]["driver"]["name"] == "keras-compat"
    rules = found["tool"]["driver"]["rules"]
    for result in found["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    first = found["results"][0]["locations"][0]["physicalLocation"]
    assert first == {
        "artifactLocation": {"uri": "a%20b.py"},
        "region": {"startLine": 2, "endLine": 2, "startColumn": 22, "endColumn": 26},
    }
    assert [result["level"] for result in found["results"]] == ["warning"] * 5


def test_statistics(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "check", ".", "--statistics")
    assert status == 1
    lines = out.splitlines()
    assert lines[0] == "2  K2C401  [*]  optimizer_lr     An optimizer's lr is learning_rate"
    assert [line.split()[:2] for line in lines[1:3]] == [["1", "K2C402"], ["1", "K2C201"]]
    assert lines[3].startswith("4 findings in 3 files.")
    found = json.loads(run(capsys, "check", ".", "--statistics", "--format", "json")[1])
    assert [(row["count"], row["code"], row["fixable"]) for row in found] == [
        (2, "K2C401", 2), (1, "K2C402", 1), (1, "K2C201", 0),
    ]  # fmt: skip


def test_stdin(folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Stdin(OLD.encode()))
    status, out, _ = run(capsys, "check", "-", "--format", "json")
    assert status == 1
    assert [each["path"] for each in json.loads(out)] == ["-"] * 3
    monkeypatch.setattr(sys, "stdin", Stdin((folder / "book.ipynb").read_bytes()))
    status, out, _ = run(capsys, "check", "-", "--stdin-filename", "x.ipynb", "--format", "json")
    assert [(each["path"], each["cell"]) for each in json.loads(out)] == [("x.ipynb", 1)]


def test_fix_from_stdin_to_stdout(
    folder: Path, capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = OLD.replace("\n", "\r\n").encode()
    monkeypatch.setattr(sys, "stdin", Stdin(raw))
    assert cli.main(["fix", "-"]) == 1
    printed = capfdbinary.readouterr()
    assert printed.out == raw.replace(b"lr=1, decay=None", b"learning_rate=1")
    assert printed.err.startswith(b"-:3:22: K2C201 ")
    monkeypatch.setattr(sys, "stdin", Stdin(b"x = 1\n"))
    assert cli.main(["fix", "-"]) == 0
    assert capfdbinary.readouterr().out == b"x = 1\n"


def test_diff_of_stdin(folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Stdin(b"import keras\nkeras.optimizers.SGD(lr=1)\n"))
    status, out, _ = run(capsys, "fix", "--diff", "-")
    assert status == 1
    assert "+keras.optimizers.SGD(learning_rate=1)" in out.splitlines()


def test_diff_goes_with_no_document(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, "fix", "--diff", "--format", "json", "old.py")
    assert (status, out) == (2, "")
    assert err == "compat fix: --diff is text and does not go with --format json.\n"


# ---- [tool.compat] ---------------------------------------------------------------------------------------------------


def configured(folder: Path, text: str) -> None:
    (folder / "pyproject.toml").write_text(f"[tool.compat]\n{text}\n")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('select = ["K2C2"]', ["K2C201"]),
        ('select = "K2C2,K2C402"', ["K2C402", "K2C201"]),
        ('ignore = ["optimizer_lr", "K2C2"]', ["K2C402"]),
    ],
)
def test_configured_codes(folder: Path, text: str, found: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    configured(folder, text)
    out = run(capsys, "check", "old.py", "--format", "json")[1]
    assert [each["code"] for each in json.loads(out)] == found


def test_command_line_wins(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    configured(folder, 'select = ["K2C2"]\nformat = "json"\nunsafe = true')
    (found,) = json.loads(run(capsys, "check", "old.py", "--select", "K2C402")[1])
    assert found["code"] == "K2C402"
    layer = folder / "layer.py"
    layer.write_text("import keras\nlayer = keras.layers.Dense(1)\nprint(layer.output_shape)\n")
    assert json.loads(run(capsys, "check", "layer.py", "--select", "K2C204")[1])[0]["fixable"]
    assert not json.loads(run(capsys, "check", "layer.py", "--select", "K2C204", "--no-unsafe")[1])[0]["fixable"]


def test_configuration_of_the_program_s_own_project(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    configured(folder, 'dialect = "2.2"\nkeep-keras2 = true\npackages = ["x"]')
    (folder / "gru.py").write_text("import keras\nkeras.layers.GRU(4)\n")
    (folder / "elsewhere").mkdir()
    monkeypatch.chdir(folder / "elsewhere")
    assert run(capsys, "check", str(folder / "gru.py"))[0] == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('selct = ["K2C1"]', "[tool.compat] has no key 'selct'; expected one of select, ignore, dialect, "),
        ("unsafe = 1", "[tool.compat] unsafe is 1; expected a bool."),
        ("jobs = true", "[tool.compat] jobs is True; expected a int."),
        ('format = "xml"', "[tool.compat] format is 'xml'; expected one of text, json, github, sarif."),
        ('select = ["K9"]', "unknown code 'K9'"),
        ("select = [", "is not valid TOML"),
    ],
)
def test_bad_configuration(folder: Path, text: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    configured(folder, text)
    status, out, err = run(capsys, "check", "old.py")
    assert (status, out) == (2, "")
    assert err.startswith("compat check: ") and said in err


# ---- many files, bad files -------------------------------------------------------------------------------------------


def test_processes_find_what_one_finds(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number in range(20):
        (folder / f"more{number}.py").write_text(OLD, encoding="utf-8")
    one = run(capsys, "check", ".", "--jobs", "1")
    assert run(capsys, "check", ".", "--jobs", "2") == one
    assert one[1].count("K2C401") == 22


BAD = {
    "undecodable": b"import keras\nx = '\xff'\n",
    "unknown encoding": b"# coding: nonsense\nimport keras\n",
    "syntax error": b"import keras\ndef (:\n",
    "null byte": b"import keras\n\0\n",
    "nested brackets": b"import keras\nx = " + b"(" * 5000 + b")" * 5000,
    "nested lists": b"import keras\nx = " + b"[" * 150 + b"]" * 150 + b"\ny = " + b"-" * 100000 + b"1\n",
    "long chain": b"import keras\nx = keras" + b".a()" * 50000 + b"\n",
    "long sum": b"import keras\nx = keras" + b" + 1" * 100000 + b"\n",
}


@pytest.mark.parametrize("command", ["check", "fix"])
@pytest.mark.parametrize("name", [name for name in BAD if name not in ("long chain", "long sum")])
def test_bad_file_is_one_clear_line(folder: Path, command: str, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "bad.py").write_bytes(BAD[name])
    status, out, err = run(capsys, command, ".")
    assert status == 2
    assert err.startswith("bad.py: could not be ") and err.count("\n") == 1
    assert "old.py:" in out


@pytest.mark.parametrize("name", ["long chain", "long sum"])
def test_long_expression_does_no_harm(folder: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "bad.py").write_bytes(BAD[name])
    status, out, err = run(capsys, "check", ".")
    assert status == (2 if err else 1)
    assert err.count("\n") <= 1
    assert "old.py:" in out


def test_file_that_cannot_be_written(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: str, content: bytes) -> None:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr("compat.source.files.replace", refuse)
    status, _, err = run(capsys, "fix", "old.py", "book.ipynb")
    assert status == 2
    assert [line.partition(":")[0] for line in err.splitlines()] == ["old.py", "book.ipynb"]
    assert (folder / "old.py").read_text(encoding="utf-8") == OLD


@pytest.mark.parametrize("raw", [b"\xef\xbb\xbf" + OLD.encode(), ("# coding: latin-1\n" + OLD).encode("latin-1"),
                                 OLD.replace("\n", "\r\n").encode(), OLD.replace("\n", "\r").encode()],
                         ids=["BOM", "latin-1", "CRLF", "CR"])  # fmt: skip
def test_encoding_and_line_ends_stay(folder: Path, raw: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "old.py").write_bytes(raw)
    run(capsys, "fix", "old.py")
    assert (folder / "old.py").read_bytes() == raw.replace(b"lr=1, decay=None", b"learning_rate=1")


def test_every_key_of_the_configuration_is_an_option() -> None:
    import argparse

    parser = argparse.ArgumentParser()
    static.add_arguments(parser)
    spelled = {option.lstrip("-") for action in parser._actions for option in action.option_strings}
    assert set(static._KEYS) - {"packages"} <= spelled
