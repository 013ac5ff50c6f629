"""Notebooks: one program across cells; only the sources of cells change, and only where something is mended."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import nbformat
import pytest

from compat.source import Options, Outcome, Unreadable
from compat.source.notebooks import Notebook
from compat.source.outcome import checked, fixed


def code(source: str, in_lines: bool = True) -> dict[str, Any]:
    text: Any = source.splitlines(keepends=True) if in_lines else source
    return {
        "cell_type": "code",
        "execution_count": 3,
        "metadata": {"tags": ["a"]},
        "outputs": [{"output_type": "stream", "name": "stdout", "text": ["keras.optimizers.SGD(lr=9)\n", "é\n"]}],
        "source": text,
    }


def words(source: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "metadata": {}, "source": [source]}


def notebook(*cells: dict[str, Any], **about: Any) -> bytes:
    """A notebook as Jupyter writes it."""
    found = {
        "cells": list(cells),
        "metadata": about or {"language_info": {"name": "python"}},
        "nbformat": 4,
        "nbformat_minor": 4,
    }
    return (json.dumps(found, indent=1, ensure_ascii=False) + "\n").encode()


def look(raw: bytes) -> Outcome:
    return checked("notes.ipynb", raw, Options())


def mend(raw: bytes) -> bytes:
    outcome = fixed("notes.ipynb", raw, Options())
    assert outcome.errors == ()
    new = outcome.raw if outcome.raw is not None else raw
    nbformat.validate(nbformat.reads(new.decode("utf-8-sig"), as_version=4))
    assert fixed("notes.ipynb", new, Options()).raw is None
    return new


def sources(raw: bytes) -> list[str]:
    return ["".join(cell["source"]) for cell in json.loads(raw)["cells"]]


IMPORTS = "from keras.models import Sequential\nfrom keras.layers import LSTM\nfrom keras.optimizers import SGD"


def test_model_in_one_cell_and_its_use_in_another() -> None:
    raw = notebook(
        words("# keras"),
        code(IMPORTS),
        code("model = Sequential()\nmodel.add(LSTM(4, batch_input_shape=(2, 5, 3), stateful=True))"),
        words("then"),
        code("for _ in range(3):\n    model.reset_states()\n"),
    )
    assert [(item.code, item.cell, item.cell_line, item.column) for item in look(raw).items if not item.note] == [
        ("K2C101", 2, 2, 19),
        ("K2C105", 4, 2, 5),
    ]
    new = sources(mend(raw))
    assert new[1].startswith(f"import keras\n{IMPORTS}\n\n\ndef reset_states(model):")
    assert new[1].endswith("layer.reset_states()")
    assert new[2].endswith("model.add(keras.Input(batch_shape=(2, 5, 3)))\nmodel.add(LSTM(4, stateful=True))")
    assert new[4] == "for _ in range(3):\n    reset_states(model)\n"


def test_line_is_that_of_the_file() -> None:
    raw = notebook(words("keras"), code(f"{IMPORTS}\n\nSGD(lr=1)"))
    (item,) = look(raw).items
    assert raw.decode().splitlines()[item.line - 1].strip() == '"SGD(lr=1)"'
    assert (item.source, item.cell, item.cell_line) == ("SGD(lr=1)", 1, 5)


@pytest.mark.parametrize("in_lines", [True, False], ids=["lines", "text"])
def test_nothing_but_the_mended_source_changes(in_lines: bool) -> None:
    raw = notebook(
        words("é"), code(IMPORTS, in_lines), code("x = 'é'\ny = SGD(lr=0.1)  # ü\n", in_lines), code("z = 1", in_lines)
    )
    assert mend(raw) == raw.replace(b"SGD(lr=0.1)", b"SGD(learning_rate=0.1)")


@pytest.mark.parametrize(
    "write",
    [
        lambda found: json.dumps(found),
        lambda found: json.dumps(found, indent=4, sort_keys=True) + "\n",
        lambda found: json.dumps(found, separators=(",", ":"), ensure_ascii=False),
        lambda found: "\ufeff" + json.dumps(found, indent=2).replace("\n", "\r\n"),
    ],
    ids=["one line", "indented", "compact", "BOM and CRLF"],
)
def test_any_layout_of_the_file_stays(write: Any) -> None:
    raw = write(json.loads(notebook(code(IMPORTS), code("a = 'ü'\nb = SGD(lr=1)\n")))).encode()
    assert mend(raw) == raw.replace(b"SGD(lr=1)\\n", b"SGD(learning_rate=1)\\n")


MAGICS = """%matplotlib inline
!pip install keras==2.2.4  # lr=1
files = !ls
if True:
    %cd data
?SGD
SGD?
opt = SGD(lr=0.1)
opt.lr??"""


def test_magics_are_left_alone() -> None:
    raw = notebook(code(IMPORTS), code(MAGICS), code("%%time\nSGD(lr=1)"), code("%%bash\nSGD(lr=1)"))
    new = sources(mend(raw))
    assert new[1] == MAGICS.replace("(lr", "(learning_rate")
    assert new[2:] == ["%%time\nSGD(learning_rate=1)", "%%bash\nSGD(lr=1)"]


def test_strings_and_operators_that_look_like_magics() -> None:
    source = 'a = """\n%cd x\nWhat is it?\n!\n"""\nb = ("%d"\n   % SGD(lr=1).iterations)'
    assert sources(mend(notebook(code(IMPORTS), code(source))))[1] == source.replace("(lr", "(learning_rate")


def test_a_cell_that_is_no_python_does_not_stop_the_rest() -> None:
    raw = notebook(code(IMPORTS), code("for x in"), code("SGD(lr=1)"))
    outcome = look(raw)
    assert [item.cell for item in outcome.items] == [2]
    assert outcome.errors == ("cell 1 is not valid Python: line 1: invalid syntax",)


def test_notebook_in_another_language_is_passed_by() -> None:
    raw = notebook(code(f"{IMPORTS}\nSGD(lr=1)"), language_info={"name": "R"})
    assert look(raw) == Outcome("notes.ipynb")


def test_coding_line_in_a_cell_means_nothing() -> None:
    raw = notebook(code("# -*- coding: latin-1 -*-\nx = 'é'"), code(f"{IMPORTS}\nSGD(lr=1)"))
    assert len(look(raw).items) == 1


def test_worksheets_of_format_3() -> None:
    cell = {"cell_type": "code", "language": "python", "outputs": [], "input": code(f"{IMPORTS}\nSGD(lr=1)")["source"]}
    raw = json.dumps({"metadata": {}, "nbformat": 3, "worksheets": [{"cells": [words("a"), cell]}]}).encode()
    (item,) = look(raw).items
    assert (item.cell, item.cell_line) == (1, 4)
    assert fixed("a.ipynb", raw, Options()).raw == raw.replace(b"SGD(lr", b"SGD(learning_rate")


@pytest.mark.parametrize(
    "raw", [b"", b"keras", b"[]", b'{"cells": 1}', b'{"cells": [1]}', b"{", b'{"a": 1 "b"}', b"\xff{}"]
)
def test_what_is_no_notebook(raw: bytes) -> None:
    with pytest.raises(Unreadable, match="^it is no notebook: "):
        Notebook(raw)
    assert len(look(raw).errors) == 1


def test_word_of_the_markers_in_the_notebook_itself() -> None:
    raw = notebook(code(f"# compat-cell 0\n{IMPORTS}\n"), code("0  # compat-cell-masked 0\nSGD(lr=1)\n%cd x"))
    assert sources(mend(raw))[1] == "0  # compat-cell-masked 0\nSGD(learning_rate=1)\n%cd x"


def test_diff_shows_cells(tmp_path: Path) -> None:
    raw = notebook(code(IMPORTS), code("%cd x\nSGD(lr=1)"))
    diff = fixed("a.ipynb", raw, Options(), with_diff=True).diff
    assert diff.splitlines()[-4:] == [" # cell 1", " %cd x", "-SGD(lr=1)", "+SGD(learning_rate=1)"]
