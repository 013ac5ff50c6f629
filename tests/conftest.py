"""What the tests of running programs share: tests for one Keras only, processes of their own, a clean slate."""

from __future__ import annotations

import functools
import importlib.metadata
import importlib.util
import os
import random
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import processes
import pytest

import compat
from compat import versions

HERE = Path(__file__).parent

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

#: The oldest jax whose compiled functions may be kept: 0.4.30 computes NaN with them.
JAX_KEEPS_COMPILED = (0, 10)


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers",
        "only(keras=2 | 3, since=..., backend=..., package=...): the test says something about that Keras, about a backend, "
        "or needs an installed package; elsewhere it is deselected.",
    )
    if _release("jax") >= JAX_KEEPS_COMPILED:
        folder = tempfile.TemporaryDirectory(prefix="jax-compiled-")
        config.add_cleanup(folder.cleanup)
        os.environ["JAX_COMPILATION_CACHE_DIR"] = folder.name
        os.environ["JAX_PERSISTENT_CACHE_MIN_COMPILE_TIME_SECS"] = "0"
        os.environ["JAX_PERSISTENT_CACHE_MIN_ENTRY_SIZE_BYTES"] = "-1"


def _release(package: str) -> tuple[int, ...]:
    try:
        return versions.release(importlib.metadata.version(package))
    except importlib.metadata.PackageNotFoundError:
        return ()


@functools.cache
def _is_here(package: str) -> bool:
    return importlib.util.find_spec(package) is not None


def _belongs_here(item: pytest.Item) -> bool:
    for mark in item.iter_markers("only"):
        which = compat.which_keras()
        if mark.kwargs.get("keras", which.generation) != which.generation:
            return False
        backends = mark.kwargs.get("backend", which.backend)
        if which.backend not in ([backends] if isinstance(backends, str) else backends):
            return False
        if which.release < mark.kwargs.get("since", ()):
            return False
        if "package" in mark.kwargs and not _is_here(mark.kwargs["package"]):
            return False
    return True


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--sample",
        metavar="FOLDER=N",
        action="append",
        default=[],
        help="run N of the tests with parameters in a folder of tests/, chosen by COMPAT_SAMPLE_SEED (0)",
    )


def _out_of_sample(config: pytest.Config, items: list[pytest.Item]) -> list[pytest.Item]:
    away: list[pytest.Item] = []
    for wanted in config.getoption("--sample"):
        folder, _, count = wanted.partition("=")
        there = sorted(
            (item for item in items if hasattr(item, "callspec") and item.path.is_relative_to(HERE / folder)),
            key=lambda item: item.nodeid,
        )
        chosen = random.Random(int(os.environ.get("COMPAT_SAMPLE_SEED", "0")))
        kept = chosen.sample(there, min(int(count), len(there)))
        away += [item for item in there if item not in kept]
    return away


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests for another Keras are deselected: a skip would hide a test that should have run."""
    away = [item for item in items if not _belongs_here(item)]
    away += _out_of_sample(config, [item for item in items if item not in away])
    if away:
        config.hook.pytest_deselected(items=away)
        items[:] = [item for item in items if item not in away]


@pytest.fixture
def process(tmp_path: Path) -> processes.Process:
    """:func:`processes.run` in a folder of the test's own."""
    return functools.partial(processes.run, cwd=tmp_path)


@pytest.fixture
def fresh_notices() -> Iterator[None]:
    """Every call site may speak again: a test that looks for a notice does not depend on the tests before it."""
    from compat.runtime import notices

    notices.forget()
    yield
    notices.forget()


@pytest.fixture
def standalone_keras() -> Iterator[None]:
    """The process speaks the dialect of Keras up to 2.2."""
    compat.install(dialect="2.2")
    try:
        yield
    finally:
        compat.uninstall()
        compat.install(dialect="2.15")
        compat.uninstall()


@pytest.fixture
def keras() -> Iterator[Any]:
    """Keras 3 after ``compat.install()``, in the dialect 2.15."""
    compat.install(dialect="2.15")
    try:
        import keras

        yield keras
    finally:
        compat.uninstall()
