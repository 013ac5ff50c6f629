"""Bytes in, bytes out: encodings, byte order marks, line ends, positions, and files that are no Python."""

from __future__ import annotations

import ast

import pytest

from compat.source import Unreadable, check, fix
from compat.source.edits import Edit, Overlap, apply, merge
from compat.source.text import Text

BEFORE = "from keras.optimizers import SGD\nname = '{text}'\nSGD(lr=0.1)  # {text}\n"
AFTER = BEFORE.replace("lr=", "learning_rate=")


@pytest.mark.parametrize("text", ["plain", "größer", "日本", "🙂"])
def test_utf_8(text: str) -> None:
    assert fix(BEFORE.format(text=text).encode()).raw == AFTER.format(text=text).encode()


def test_byte_order_mark_stays() -> None:
    mark = b"\xef\xbb\xbf"
    assert fix(mark + BEFORE.format(text="ä").encode()).raw == mark + AFTER.format(text="ä").encode()


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "iso-8859-15", "koi8-r", "shift_jis"])
def test_declared_encoding_stays(encoding: str) -> None:
    text = {"koi8-r": "слово", "shift_jis": "日本"}.get(encoding, "größer")
    cookie = f"# -*- coding: {encoding} -*-\n"
    raw = (cookie + BEFORE.format(text=text)).encode(encoding)
    assert fix(raw).raw == (cookie + AFTER.format(text=text)).encode(encoding)


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_line_ends_stay(newline: str) -> None:
    before = (
        "import keras\n\nmodel = keras.Sequential()\nmodel.add(keras.layers.LSTM(4, batch_input_shape=(1, 2, 3)))\n"
    )
    after = "import keras\n\nmodel = keras.Sequential()\nmodel.add(keras.Input(batch_shape=(1, 2, 3)))\n"
    after += "model.add(keras.layers.LSTM(4))\n"
    assert fix(before.replace("\n", newline).encode()).raw == after.replace("\n", newline).encode()


def test_line_ends_of_a_helper_are_those_of_the_file() -> None:
    raw = fix(b"import keras\r\nkeras.Sequential().reset_states()\r\n").raw
    assert b"def reset_states(model):\r\n" in raw
    assert raw.count(b"\n") == raw.count(b"\r\n")


def test_mixed_line_ends_stay() -> None:
    raw = b"from keras.optimizers import SGD\r\nx = 1\nSGD(lr=0.1)\r\n"
    assert fix(raw).raw == raw.replace(b"lr=", b"learning_rate=")


def test_tabs_stay() -> None:
    raw = b"import keras\nif x:\n\tm = keras.Sequential()\n\tm.add(keras.layers.Dense(1, input_dim=3))\n"
    assert fix(raw).raw == (
        b"import keras\nif x:\n\tm = keras.Sequential()\n\tm.add(keras.Input(shape=(3,)))\n\tm.add(keras.layers.Dense(1))\n"
    )


def test_no_line_end_at_the_end() -> None:
    raw = b"import keras\nm = keras.Sequential()\nm.add(keras.layers.Dense(1, input_dim=3, weights=w))"
    assert fix(raw).raw == (
        b"import keras\nm = keras.Sequential()\nm.add(keras.Input(shape=(3,)))\nm.add(keras.layers.Dense(1))\n"
        b"m.layers[-1].set_weights(w)"
    )


def test_wide_characters_before_the_place() -> None:
    raw = "import keras\nprint('🙂ä', keras.optimizers.SGD(lr=0.1))\n".encode()
    assert fix(raw).raw == raw.replace(b"lr=", b"learning_rate=")
    finding = check(raw).findings[0]
    text = Text(raw)
    assert text.column_of(text.start(finding.node)) == 34


def test_nested_quotes_and_f_strings() -> None:
    raw = b"""import keras\nf = f"{x!r:>{width}} 'lr=0.1'"\nkeras.optimizers.SGD(lr={'a"b': 0.1}['a"b'])\n"""
    assert fix(raw).raw == raw.replace(b"SGD(lr=", b"SGD(learning_rate=")


def test_invalid_escapes_do_not_warn() -> None:
    raw = b"import keras\nx = '\\d'\nkeras.optimizers.SGD(lr=0.1)\n"
    assert fix(raw).raw == raw.replace(b"lr=", b"learning_rate=")


BROKEN = {
    "Python 2": (b"import keras\nprint 1\n", "it is not valid Python: line 2: "),
    "unknown encoding": (
        b"# coding: nothing\nimport keras\n",
        "its encoding cannot be read: unknown encoding: nothing",
    ),
    "wrong bytes": (b"import keras\nx = '\xff'\n", "its encoding cannot be read: "),
    "zero byte": (b"import keras\x00\n", "it is not valid Python: "),
}


@pytest.mark.parametrize("name", BROKEN)
def test_no_python(name: str) -> None:
    raw, why = BROKEN[name]
    with pytest.raises(Unreadable) as caught:
        check(raw)
    assert str(caught.value).startswith(why)


def test_very_deep_code_is_read_or_refused() -> None:
    raw = b"import keras\nx = " + b"+".join([b"1"] * 4000) + b"\nkeras.optimizers.SGD(lr=0.1)\n"
    try:
        assert fix(raw).raw == raw.replace(b"lr=", b"learning_rate=")
    except Unreadable as error:
        assert str(error).startswith("it is nested too deeply")


def test_long_chain_of_names_is_read() -> None:
    lines = [
        "import keras",
        "x0 = keras.Sequential()",
        *(f"x{n + 1} = x{n}" for n in range(500)),
        "x500.reset_states()",
    ]
    assert len(check("\n".join(lines).encode()).findings) == 1


def test_edits_are_made_in_the_order_of_their_places() -> None:
    assert apply(b"abcdef", [Edit(4, 5, "X"), Edit(0, 1, ""), Edit(2, 2, "--")]) == b"b--cdXf"


def test_equal_edits_are_made_once_and_insertions_keep_their_order() -> None:
    assert merge([Edit(1, 1, "b"), Edit(1, 1, "a"), Edit(1, 1, "b")]) == [Edit(1, 1, "b"), Edit(1, 1, "a")]


def test_overlapping_edits_are_refused() -> None:
    with pytest.raises(Overlap, match="^bytes 2 to 3 would be changed twice$"):
        merge([Edit(0, 3, "x"), Edit(2, 4, "y")])


def test_positions() -> None:
    text = Text("a = 1\r\nä = f(b)\n".encode())
    call = ast.parse("a = 1\r\nä = f(b)\n").body[1]
    assert text.of(call) == "ä = f(b)"
    assert [text.line(1), text.line(2)] == ["a = 1", "ä = f(b)"]
    assert (text.line_of(text.start(call)), text.indentation(text.start(call))) == (2, "")
