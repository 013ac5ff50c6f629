"""Run programs unchanged and record every number that their Keras calls give.

    python harness.py [--compat] [--keras NAME] PROGRAM OUT [PROGRAM OUT ...]

The program's own imports decide which Keras answers. ``--compat`` calls ``compat.install()`` first (the dialect comes
from ``COMPAT_DIALECT``); ``--keras tf_keras`` makes ``import keras`` mean that package. Recorded are, in order, the
results of the outermost fit, evaluate, predict, train_on_batch, test_on_batch and predict_on_batch calls (and of their
``_generator`` forms), the final weights of every model that was trained, and what the program printed. OUT is written
by ``recording.Recording.save``; a program that fails is written too, with its traceback, and the exit status is 1.

Initial weights come from ``weights.Weights``; ``tensorflow1`` makes the training of Keras 2.2 repeatable.
"""

from __future__ import annotations

import argparse
import builtins
import functools
import importlib
import importlib.abc
import importlib.util
import io
import os
import platform
import sys
import tempfile
import tokenize
import traceback
import types
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
import tensorflow1
from recording import Recording
from weights import Weights, subclasses

PACKAGES = ("keras", "tf_keras")
#: method -> name under which its results are recorded: Keras 3 has one method for both forms.
METHODS = {
    "fit": "fit",
    "evaluate": "evaluate",
    "predict": "predict",
    "fit_generator": "fit",
    "evaluate_generator": "evaluate",
    "predict_generator": "predict",
    "train_on_batch": "train_on_batch",
    "test_on_batch": "test_on_batch",
    "predict_on_batch": "predict_on_batch",
}
TRAINS = ("fit", "train_on_batch")


class AfterImport(importlib.abc.MetaPathFinder):
    """Calls ``then(module)`` when one of the named packages has been imported, at once if it was before."""

    def __init__(self, names: tuple[str, ...], then: Callable[[Any], None]) -> None:
        self.waiting = set(names) - set(sys.modules)
        self.then = then
        for name in names:
            if name in sys.modules:
                then(sys.modules[name])

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> Any:
        if name not in self.waiting:
            return None
        self.waiting.discard(name)
        try:
            spec = importlib.util.find_spec(name)
        finally:
            self.waiting.add(name)
        if spec is not None and spec.loader is not None:
            spec.loader = _Loader(spec.loader, self.then)
        return spec


class _Loader(importlib.abc.Loader):
    def __init__(self, loader: Any, then: Callable[[Any], None]) -> None:
        self.loader = loader
        self.then = then

    def create_module(self, spec: Any) -> Any:
        return self.loader.create_module(spec)

    def exec_module(self, module: Any) -> None:
        module.__spec__.loader = module.__loader__ = self.loader
        self.loader.exec_module(module)
        self.then(module)


class Harness:
    """Watches every Keras that is imported and runs programs one after the other."""

    def __init__(self) -> None:
        self.weights = Weights()
        self.recording = Recording()
        self.trained: list[Any] = []
        self.depth = self.count = 0
        self.loaded: list[Any] = []
        sys.meta_path.insert(0, AfterImport(PACKAGES, self.watch))

    def watch(self, keras: Any) -> None:
        """Patch one Keras package, just imported."""
        if not hasattr(keras, "initializers") or keras in self.loaded:
            return
        self.loaded.append(keras)
        self.weights.install(keras)
        tensorflow = sys.modules.get("tensorflow")
        if tensorflow is not None and tensorflow.__version__.startswith("1."):
            tensorflow1.write_after_read(keras, tensorflow)
        model = keras.models.Model
        for cls in {*model.__mro__, *subclasses(model)}:
            for name in METHODS.keys() & vars(cls).keys():
                setattr(cls, name, self.recorded(vars(cls)[name], METHODS[name]))

    def recorded(self, method: Callable[..., Any], label: str) -> Callable[..., Any]:
        """The method, whose result is recorded unless another recorded method called it."""

        @functools.wraps(method)
        def call(model: Any, *args: Any, **kwargs: Any) -> Any:
            self.depth += 1
            try:
                result = method(model, *args, **kwargs)
            finally:
                self.depth -= 1
            if not self.depth:
                self.recording.add(f"{self.count:03d} {label}", getattr(result, "history", result))
                self.count += 1
                if label in TRAINS and not any(model is each for each in self.trained):
                    self.trained.append(model)
            return result

        return call

    def run(self, path: str, beside: bool = True) -> Recording:
        """Run one program in an empty folder and return what it computed; ``beside``: it may import its neighbours."""
        self.weights.drawn.clear()
        self.recording, self.trained, self.depth, self.count = Recording(), [], 0, 0
        for keras in self.loaded:
            keras.backend.clear_session()
        try:
            with _as_main(os.path.abspath(path), self.print_, beside) as (code, namespace):
                exec(code, namespace)
            for index, model in enumerate(self.trained):
                self.recording.add(f"weights {index}", list(model.get_weights()))
        except (Exception, SystemExit):
            self.recording.error = traceback.format_exc()
        self.recording.about = self.versions()
        return self.recording

    def print_(self, *values: Any, **options: Any) -> None:
        """``print`` of the program."""
        if options.get("file") in (None, sys.stdout):
            text = io.StringIO()
            builtins.print(*values, **{**options, "file": text, "flush": False})
            self.recording.printed += text.getvalue()
        builtins.print(*values, **options)

    def versions(self) -> dict[str, Any]:
        """The versions at work, by package."""
        about = {"python": platform.python_version(), "numpy": np.__version__}
        for name in (*PACKAGES, "tensorflow", "jax", "torch"):
            version = getattr(sys.modules.get(name), "__version__", None)
            if version is not None:
                about[name] = str(version)
        return about


@contextmanager
def _as_main(path: str, print_: Callable[..., None], beside: bool = True) -> Iterator[tuple[Any, dict[str, Any]]]:
    """The code and the namespace of a script as ``python path`` would set them up, in a temporary working folder."""
    with tokenize.open(path) as file:
        code = compile(file.read(), path, "exec", dont_inherit=True)
    main = types.ModuleType("__main__")
    main.__file__ = path
    main.__dict__["print"] = print_
    before = sys.modules["__main__"], list(sys.argv), list(sys.path), os.getcwd()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        sys.modules["__main__"] = main
        sys.argv[:] = [path]
        if beside:
            sys.path.insert(0, os.path.dirname(path))
        try:
            yield code, main.__dict__
        finally:
            sys.modules["__main__"], sys.argv[:], sys.path[:], folder_before = before
            os.chdir(folder_before)


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--compat", action="store_true", help="call compat.install() before the programs")
    parser.add_argument("--keras", metavar="NAME", help="import this package first and let 'keras' mean it")
    parser.add_argument("pairs", nargs="+", metavar="PROGRAM OUT")
    options = parser.parse_args(argv)
    if len(options.pairs) % 2:
        parser.error("every PROGRAM needs its OUT")
    if options.compat:
        import compat

        compat.install()
    harness = Harness()
    if options.keras:
        sys.modules["keras"] = importlib.import_module(options.keras)
    status = 0
    pairs = [os.path.abspath(path) for path in options.pairs]
    for program, out in zip(pairs[::2], pairs[1::2]):
        recording = harness.run(program)
        recording.save(out)
        if recording.error:
            builtins.print(f"{os.path.basename(program)}: {recording.error}", file=sys.stderr)
            status = 1
    return status


if __name__ == "__main__":
    sys.exit(main())
