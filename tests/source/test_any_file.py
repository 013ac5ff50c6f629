"""Properties over files that nobody wrote for these tests: the standard library's and, where it is installed, Keras's own."""

from __future__ import annotations

import ast
import importlib.util
import random
import sysconfig
from pathlib import Path

import pytest

from compat.source import Options, Unreadable, check, fix

STDLIB = Path(sysconfig.get_paths()["stdlib"])
#: What makes a file of any library look as if it used Keras, so that all of it is walked.
HEAD = b"import keras\nfrom keras import backend as K\nfrom keras.layers import *\n"
OPTIONS = [Options(), Options(dialect="2.2", unsafe=True)]


def sample(folder: Path, count: int) -> list[Path]:
    files = [each for each in sorted(folder.rglob("*.py")) if "lib2to3" not in each.parts and "test" not in each.parts]
    return random.Random(0).sample(files, min(count, len(files)))


def of_keras() -> list[Path]:
    spec = importlib.util.find_spec("keras")
    return sample(Path(str(spec.origin)).parent, 60) if spec is not None and spec.origin else []


def changed(before: bytes, after: bytes) -> bool:
    return ast.dump(ast.parse(before)) != ast.dump(ast.parse(after))


@pytest.mark.parametrize("options", OPTIONS, ids=["safe", "unsafe"])
def test_fix_is_idempotent_and_gives_python(options: Options) -> None:
    for path in [*sample(STDLIB, 80), *of_keras()]:
        raw = path.read_bytes()
        text = HEAD + raw if b"__future__" not in raw and not raw.startswith(b"#") else raw
        try:
            result = fix(text, options)
        except Unreadable:
            with pytest.raises((SyntaxError, ValueError)):
                ast.parse(text)
            continue
        ast.parse(result.raw)
        assert fix(result.raw, options).raw == result.raw, path
        assert changed(text, result.raw) == bool(result.mended), path
        assert result.mended or result.raw == text, path


def test_what_is_mended_was_found() -> None:
    for path in of_keras():
        raw = path.read_bytes()
        may = [each for each in check(raw).findings if Options().may(each)]
        assert bool(may) == (fix(raw).raw != raw), path
