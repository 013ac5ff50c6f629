"""What becomes of a file of an archive, in a few words: the rows of ``verdicts.tsv`` and of the guide's table."""

from __future__ import annotations

import os
import warnings
from pathlib import Path
from typing import Any

import archives
import numpy as np
from archives import Archive, Numbers, difference, listed, one, series, unordered

import compat
from compat import saved

#: What the issue asks for.
PREDICTION, STEP = 1e-5, 1e-4
#: Outputs and gradients of float16.
_OF_HALF = {"mixed_precision": 2e-3}


def verdict(archive: Archive, name: str, folder: Path, numbers: Numbers) -> str:
    """Load one file, predict, train two steps, and say how that compares with Keras 2."""
    path = folder / name
    try:
        if name.endswith(".pkl") or name == "tokenizer.json":
            return _tokenizer(path, numbers)
        model = _loaded(archive, name, folder, numbers)
    except saved.Refused as refusal:
        return f"refused: {refusal.code or _short(refusal.what)}"
    except OSError as error:
        return f"unreadable: {_short(str(error).replace(str(path), name))}"
    except KeyError as error:
        # Plain Keras 3 on PyTorch, of any layer whose name has a dot.
        if "parameter name can't contain" in str(error).replace("\\", ""):
            return "not loaded: Keras 3 on PyTorch takes no '.' in a name"
        raise
    if name in archives.ARCHITECTURES and not _weights_of(folder):
        return "architecture: loads"
    half = _OF_HALF.get(archive.case, 0.0)
    said = _predictions(model, numbers, max(PREDICTION, half))
    if said or "loss" not in numbers or name in (*archives.WEIGHTS, *archives.ARCHITECTURES) or "noopt" in name:
        return said or "predicts"
    return _steps(model, numbers, max(STEP, half))


def _short(text: str) -> str:
    return text.splitlines()[0].replace("\t", " ")


def _tokenizer(path: Path, numbers: Numbers) -> str:
    found = compat.load_tokenizer(os.fspath(path))
    if path.stem == "chars":
        assert found.texts_to_sequences(["the cat"]) == [list(numbers["chars_0"])]
    else:
        texts = [str(each) for each in numbers["texts"]]
        assert found.texts_to_sequences(texts) == [list(numbers["seq_0"]), list(numbers["seq_1"])]
        np.testing.assert_allclose(found.texts_to_matrix(texts, mode="tfidf"), numbers["matrix"], rtol=1e-12)
    return "tokenizer: the same numbers"


def _weights_of(folder: Path) -> Path | None:
    found = [folder / name for name in archives.WEIGHTS[:2] if (folder / name).exists()]
    return found[0] if found else None


def _loaded(archive: Archive, name: str, folder: Path, numbers: Numbers) -> Any:
    objects = archive.custom_objects()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        if archive.case == "weights_by_name":
            return _by_name(name, folder)
        if name in archives.ARCHITECTURES:
            return compat.load_model(folder / name, objects, weights=_weights_of(folder))
        if name not in archives.WEIGHTS:
            return compat.load_model(folder / name, objects)
        model = _program(archive, folder, numbers)
        compat.load_weights(model, folder / name)
        return model


def _program(archive: Archive, folder: Path, numbers: Numbers) -> Any:
    """The model that a program builds, with other weights than those of the file."""
    program = next(folder / each for each in archives.PROGRAMS if (folder / each).exists())
    model = compat.load_model(program, archive.custom_objects(), compile=False)
    if not model.built:
        model(one(series(numbers, "x")))
    random = np.random.RandomState(0)
    model.set_weights([random.uniform(size=each.shape).astype(each.dtype) for each in model.get_weights()])
    return model


def _by_name(name: str, folder: Path) -> Any:
    """Layers that are not in the file, or of another shape, keep what they had: ones and zeros."""
    model = compat.load_model(folder / "config.json")
    for layer in model.layers:
        layer.set_weights(
            [np.ones_like(each) if each.ndim == 2 else np.zeros_like(each) for each in layer.get_weights()]
        )
    compat.load_weights(model, folder / "weights.h5", by_name=True, skip_mismatch=True)
    return model


def _predict(model: Any, x: list[np.ndarray]) -> list[np.ndarray]:
    if any(each.dtype.kind in "US" for each in x):
        import tensorflow as tf

        return [np.asarray(each) for each in listed(model(one([tf.constant(each) for each in x])))]
    return [np.asarray(each) for each in listed(model.predict(one(x), batch_size=len(x[0]), verbose=0))]


def _predictions(model: Any, numbers: Numbers, tolerance: float) -> str:
    x = series(numbers, "x")
    try:
        first = difference(_predict(model, x), series(numbers, "pred"))
        second, after = 0.0, 0.0
        if "pred2_0" in numbers:
            second = difference(_predict(model, x), series(numbers, "pred2"))
            model.reset_states()
            after = difference(_predict(model, x), series(numbers, "pred"))
    except (TypeError, ValueError, RuntimeError, NotImplementedError) as error:
        return f"loads, Keras 3 does not predict: {type(error).__name__}"
    for what, found in (("prediction", first), ("second prediction", second), ("prediction after a reset", after)):
        if not found <= tolerance:
            return f"{what} differs by {found:.0e}"
    return ""


def _steps(model: Any, numbers: Numbers, tolerance: float) -> str:
    if not model.compiled:
        return "predicts; not compiled"
    x, y = one(series(numbers, "x")), series(numbers, "y")
    weights = {"sample_weight": numbers["sw"]} if "sw" in numbers else {}
    for step in ("after", "after2"):
        model.reset_states()
        loss = np.ravel(np.asarray(model.train_on_batch(x, one(y) if y else None, **weights), "float64"))[0]
        if step == "after":
            found = difference([loss], [np.ravel(numbers["loss"])[0]])
            if not found <= tolerance:
                return f"predicts; loss differs by {found:.0e}"
        found = unordered(model.get_weights(), series(numbers, step))
        if not found <= tolerance:
            return f"predicts; {'first' if step == 'after' else 'second'} step differs by {found:.0e}"
    return "predicts and trains"
