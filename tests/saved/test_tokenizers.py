"""Pickled tokenizers: their numbers are read, nothing in them is run."""

from __future__ import annotations

import json
import os
import pickle
from collections import OrderedDict, defaultdict
from pathlib import Path
from typing import Any

import pytest
from archives import Archive

import compat
from compat import saved
from compat.saved import tokenizers

WRITERS = ("k224", "k215", "tfk221")


@pytest.mark.parametrize("writer", WRITERS)
def test_a_pickle_and_its_text_say_the_same(tmp_path: Path, writer: str) -> None:
    Archive(writer, "tokenizer").unpacked(tmp_path)
    of_pickle = json.loads(tokenizers.json_of(str(tmp_path / "tokenizer.pkl")))
    of_text = json.loads(tokenizers.json_of(str(tmp_path / "tokenizer.json")))
    counted = ("word_counts", "word_docs", "index_docs", "index_word", "word_index")
    for found in (of_pickle, of_text):
        found["config"].pop("analyzer", None)
        found["config"].update({name: json.loads(found["config"][name]) for name in counted})
    assert of_pickle == of_text


def test_a_converted_tokenizer(tmp_path: Path) -> None:
    Archive("k224", "tokenizer").unpacked(tmp_path)
    report = saved.convert(tmp_path / "chars.pkl")
    assert report.written == str(tmp_path / "chars.json")
    one, other = compat.load_tokenizer(report.written), compat.load_tokenizer(tmp_path / "chars.pkl")
    assert one.word_index == other.word_index and one.char_level


class Evil:
    def __init__(self, marker: Path) -> None:
        self.marker = marker

    def __reduce__(self) -> Any:
        return os.mkdir, (str(self.marker),)


@pytest.mark.parametrize("hidden", [False, True])
def test_code_in_a_pickle_is_not_run(tmp_path: Path, hidden: bool) -> None:
    path, marker = tmp_path / "tokenizer.pkl", tmp_path / "ran"
    value: Any = Evil(marker)
    path.write_bytes(pickle.dumps(OrderedDict(a=[value]) if hidden else value))
    for action in (saved.convert, compat.load_tokenizer):
        with pytest.raises(saved.UnreadableFile, match=r"the pickle asks for \w+\.mkdir, .* it was not run"):
            action(path)
    assert not marker.exists()
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (pickle.dumps({"a": 1}), "holds a dict, expected a Tokenizer"),
        (pickle.dumps(defaultdict(int)), "holds a defaultdict"),
        (b"\x80\x04garbage", "is no whole pickle"),
        (b"\x80\x04\x95\x05", "is no whole pickle"),
        (b"{}", "holds no Tokenizer"),
        (b"{", "is not JSON"),
        (
            b"\x80\x02ckeras_preprocessing.text\nTokenizer\n)\x81}X\x09\x00\x00\x00num_words]sb.",
            "num_words .* is a list",
        ),
        (
            b"\x80\x02ckeras_preprocessing.text\nTokenizer\n)\x81}X\x0a\x00\x00\x00word_index]sb.",
            "does not count words",
        ),
    ],
)
def test_what_is_no_tokenizer(tmp_path: Path, data: bytes, message: str) -> None:
    path = tmp_path / "tokenizer.pkl"
    path.write_bytes(data)
    with pytest.raises(saved.UnreadableFile, match=message):
        compat.load_tokenizer(path)


@pytest.mark.parametrize("name", ["tokenizer", "model"])
def test_a_pickled_model_is_not_loaded(tmp_path: Path, name: str) -> None:
    Archive("k224", "dense_seq").unpacked(tmp_path)
    with pytest.raises(saved.UnreadableFile, match="is a pickle, which runs what it likes"):
        compat.load_model(tmp_path / "model.pkl")
