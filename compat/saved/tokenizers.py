"""Pickled tokenizers of Keras 2, read without running what else a pickle may hold."""

from __future__ import annotations

import collections
import io
import json
import os
import pickle
from typing import Any

from .errors import UnreadableFile

_MOST_BYTES = 1 << 30
#: Where the class Tokenizer has been.
_MODULES = (
    "keras_preprocessing.text",
    "keras.preprocessing.text",
    "keras.src.preprocessing.text",
    "tf_keras.preprocessing.text",
    "tf_keras.src.preprocessing.text",
    "tensorflow.keras.preprocessing.text",
    "tensorflow.python.keras.preprocessing.text",
    "keras.src.legacy.preprocessing.text",
)
_PLAIN = {
    ("collections", "OrderedDict"): collections.OrderedDict,
    ("collections", "defaultdict"): collections.defaultdict,
    ("builtins", "int"): int,
    ("__builtin__", "int"): int,
    ("__builtin__", "long"): int,
}


#: What a Tokenizer is made with, and what it counted.
_PLAINLY = ("num_words", "filters", "lower", "split", "char_level", "oov_token", "document_count")
_COUNTED = ("word_counts", "word_docs", "index_docs", "index_word", "word_index")


class State:
    """Stands for a Tokenizer while it is read: it keeps what the pickle says and runs nothing."""


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        """The few classes that a tokenizer is made of.

        Raises:
            UnreadableFile: Any other.
        """
        if name == "Tokenizer" and module in _MODULES:
            return State
        if (module, name) == ("copyreg", "_reconstructor") or (module, name) == ("copy_reg", "_reconstructor"):
            return _reconstructed
        if name == "object" and module in ("builtins", "__builtin__"):
            return object
        found = _PLAIN.get((module, name))
        if found is None:
            raise UnreadableFile(
                f"the pickle asks for {module}.{name}, which is no part of a Tokenizer; it was not run",
                "only pickled Tokenizers are read; save a model with model.save() instead.",
            )
        return found

    def persistent_load(self, pid: Any) -> Any:
        raise UnreadableFile("the pickle asks for something outside itself", "only pickled Tokenizers are read.")


def _reconstructed(cls: Any, base: Any, state: Any) -> State:
    if cls is not State or base is not object or state is not None:
        raise UnreadableFile("the pickle makes an object that is no Tokenizer", "only pickled Tokenizers are read.")
    return State()


def state_of(data: bytes, name: str) -> dict[str, Any]:
    """The attributes of a pickled Tokenizer.

    Args:
        data: The pickle.
        name: How a message calls it.

    Raises:
        UnreadableFile: It is damaged, holds something else, or asks for code that is no part of a Tokenizer.
    """
    if len(data) > _MOST_BYTES:
        raise UnreadableFile(f"{name} has more than {_MOST_BYTES} bytes", "a Tokenizer is smaller.")
    try:
        found = _Unpickler(io.BytesIO(data)).load()
    except UnreadableFile as error:
        raise UnreadableFile(
            f"{name}: {str(error).partition(chr(10))[0]}", "only pickled Tokenizers are read."
        ) from error
    except Exception as error:  # a damaged pickle raises almost anything
        raise UnreadableFile(f"{name} is no whole pickle: {type(error).__name__}: {error}", "copy it again.") from error
    if type(found) is not State:
        raise UnreadableFile(
            f"{name} holds a {type(found).__name__}, expected a Tokenizer", "only pickled Tokenizers are read."
        )
    return dict(vars(found))


def json_of(path: str) -> str:
    """A Tokenizer in the text of its ``to_json()``, from a file that holds a pickled one or that text.

    Raises:
        UnreadableFile: The file holds neither, or asks for code.
    """
    try:
        if os.path.getsize(path) > _MOST_BYTES:
            raise UnreadableFile(f"{path} has more than {_MOST_BYTES} bytes", "a Tokenizer is smaller.")
        with open(path, "rb") as file:
            data = file.read()
    except OSError as error:
        if isinstance(error, UnreadableFile):
            raise
        raise UnreadableFile(f"{path} cannot be opened: {error.strerror}", "check the path.") from error
    if data.lstrip().startswith((b"{", b'"')):
        return _checked_text(data, path)
    state = state_of(data, path)
    config: dict[str, Any] = {name: _plain(state, name, path) for name in _PLAINLY if name in state}
    config.update({name: json.dumps(_counts(state, name, path)) for name in _COUNTED if name in state})
    return json.dumps({"class_name": "Tokenizer", "config": config})


def is_tokenizer_file(path: str) -> bool:
    """Whether a JSON file holds a Tokenizer."""
    try:
        json_of(path)
    except OSError:
        return False
    return True


def is_tokenizer(found: Any) -> bool:
    """Whether decoded JSON is a Tokenizer."""
    return isinstance(found, dict) and found.get("class_name") == "Tokenizer" and isinstance(found.get("config"), dict)


def _checked_text(data: bytes, path: str) -> str:
    try:
        found = json.loads(data)
        found = json.loads(found) if isinstance(found, str) else found
    except (ValueError, RecursionError) as error:
        raise UnreadableFile(f"{path} is not JSON: {error}", "expected what Tokenizer.to_json() wrote.") from error
    if not is_tokenizer(found):
        raise UnreadableFile(f"{path} holds no Tokenizer", "expected what Tokenizer.to_json() wrote.")
    return json.dumps(found)


def _plain(state: dict[str, Any], name: str, path: str) -> Any:
    value = state[name]
    if value is not None and type(value) not in (str, int, bool, float):
        raise UnreadableFile(f"{path}: {name} of the Tokenizer is a {type(value).__name__}", "the file seems damaged.")
    return value


def _counts(state: dict[str, Any], name: str, path: str) -> dict[Any, Any]:
    value = state[name]
    plain = (str, int)
    if not isinstance(value, dict) or any(type(k) not in plain or type(v) not in plain for k, v in value.items()):
        raise UnreadableFile(f"{path}: {name} of the Tokenizer does not count words", "the file seems damaged.")
    return value
