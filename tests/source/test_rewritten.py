"""What is found and rewritten, and how the rest of a file stays as it was."""

from __future__ import annotations

import pytest

from compat.source import Options, Unreadable, check, fix

LAYER = "LSTM(4, batch_input_shape=(2, 5, 3), stateful=True)"
NEW = "LSTM(4, stateful=True)"

STYLES = {
    "from_layers": (
        "from keras.models import Sequential\nfrom keras.layers import LSTM\nm = Sequential()\nm.add({})\n",
        LAYER,
    ),
    "module": ("import keras\nm = keras.models.Sequential()\nm.add(keras.layers.{})\n", LAYER),
    "alias": ("import keras as k\nm = k.models.Sequential()\nm.add(k.layers.{})\n", LAYER),
    "from_tensorflow": ("from tensorflow import keras\nm = keras.models.Sequential()\nm.add(keras.layers.{})\n", LAYER),
    "tf_chain": ("import tensorflow as tf\nm = tf.keras.models.Sequential()\nm.add(tf.keras.layers.{})\n", LAYER),
}


@pytest.mark.parametrize(("frame", "layer"), STYLES.values(), ids=STYLES.keys())
def test_every_style_of_import(frame: str, layer: str) -> None:
    fixed = fix(frame.format(layer).encode(), Options()).raw.decode()
    assert "batch_input_shape" not in fixed
    assert "Input(batch_shape=(2, 5, 3))" in fixed
    assert fixed.index("Input(batch_shape") < fixed.index("LSTM(4, stateful=True)")
    compile(fixed, "fixed.py", "exec")


TEXT = STYLES["from_layers"][0].format(LAYER)


def test_twice_is_once() -> None:
    once = fix(TEXT.encode(), Options()).raw
    assert fix(once, Options()).raw == once
    assert [each for each in check(once, Options()).findings if not each.note] == []


@pytest.mark.parametrize(
    ("raw", "encoding"),
    [
        (TEXT.replace("\n", "\r\n").encode(), "utf-8"),
        (b"\xef\xbb\xbf" + TEXT.encode(), "utf-8-sig"),
        (("# -*- coding: latin-1 -*-\nname = '\xe9'\n" + TEXT).encode("latin-1"), "latin-1"),
        (TEXT.rstrip("\n").encode(), "utf-8"),
    ],
    ids=["crlf", "bom", "latin-1", "no_newline_at_the_end"],
)
def test_bytes_of_the_file_are_kept(raw: bytes, encoding: str) -> None:
    fixed = fix(raw, Options()).raw
    assert fixed != raw
    text, before = fixed.decode(encoding), raw.decode(encoding)
    assert "Input(batch_shape=(2, 5, 3))" in text
    assert ("\r\n" in text) == ("\r\n" in before)
    assert text.count("\r\n") in (0, text.count("\n"))
    assert fixed.startswith(b"\xef\xbb\xbf") == raw.startswith(b"\xef\xbb\xbf")
    assert text.endswith("\n") == before.endswith("\n")
    if encoding == "latin-1":
        assert "name = '\xe9'" in text


def test_comments_and_lines_of_a_call_stay() -> None:
    text = (
        "import keras\n"
        "m = keras.Sequential()\n"
        "m.add(keras.layers.LSTM(\n"
        "    4,  # units\n"
        "    batch_input_shape=(2, 5, 3),\n"
        "    stateful=True,  # carried\n"
        "))\n"
    )
    fixed = fix(text.encode(), Options()).raw.decode()
    assert "# units" in fixed
    assert "# carried" in fixed
    assert "batch_input_shape" not in fixed
    compile(fixed, "fixed.py", "exec")


def test_a_finding_says_where() -> None:
    found = [each for each in check(TEXT.encode(), Options()).findings if not each.note]
    assert [each.code for each in found] == ["K2C101"]


def test_decay_and_rate_become_a_schedule() -> None:
    text = "import keras\no = keras.optimizers.SGD(lr=0.1, decay=1e-3)\n"
    fixed = fix(text.encode(), Options()).raw.decode()
    assert "InverseTimeDecay(0.1, 1, 1e-3)" in fixed
    assert "lr=0.1" not in fixed


@pytest.mark.parametrize("raw", [b"import keras\ndef (:\n", b"\xff\xfe import keras"], ids=["syntax", "encoding"])
def test_a_file_that_cannot_be_read_is_said(raw: bytes) -> None:
    with pytest.raises(Unreadable):
        check(raw, Options())
