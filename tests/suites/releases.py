"""The releases of Keras 2 whose tests are run: where they are, and a folder that pytest can run them in."""

from __future__ import annotations

import dataclasses
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Callable
from pathlib import Path

from imports import HELPERS, PACKAGE, as_installed, as_keras


@dataclasses.dataclass(frozen=True)
class Suite:
    """A release of Keras 2 and its tests.

    Attributes:
        origin: What pip downloads (``keras==2.2.4``: its source archive holds the tests), or a repository and its tag.
        folder: The folder of the tests there.
        dialect: The dialect that the tests are written in.
        lay: ``lay(source, root, real)`` puts the tests below ``root``, for the real Keras 2 or for this library.
        together: Whether the files of a folder are run by one process.
    """

    origin: str
    folder: str
    dialect: str
    lay: Callable[[Path, Path, bool], None]
    together: bool = False


def fetch(suite: Suite, into: Path) -> Path:
    """Download the release; returns the folder that holds ``suite.folder``."""
    if suite.origin.startswith("https:"):
        repository, _, tag = suite.origin.partition("@")
        command = ["git", "clone", "--quiet", "--depth", "1", "--branch", tag, repository, str(into / "release")]
        subprocess.run(command, check=True)
        return into / "release"
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", ":all:"]
    subprocess.run([*command, "--dest", str(into), suite.origin], check=True)
    with tarfile.open(next(into.glob("*.tar.gz"))) as opened:
        opened.extractall(into)
    return next(path for path in into.iterdir() if path.is_dir())


def _copied(source: Path, root: Path, real: bool) -> None:
    shutil.copytree(source / "tests", root / "tests", symlinks=True)


#: Folders of tf-keras, or single files, whose tests are run.
_TESTED = """
    layers/activation layers/attention layers/convolutional layers/core layers/locally_connected layers/merging
    layers/normalization layers/pooling layers/regularization layers/reshaping layers/rnn layers/layers_test.py
    losses_test.py metrics optimizers callbacks_test.py engine/sequential_test.py engine/functional_test.py
    models/cloning_test.py preprocessing regularizers_test.py constraints_test.py initializers activations_test.py
    backend_test.py utils
""".split()  # noqa: SIM905
#: Several machines, several devices, the network, and modules that were never public: what no program is made of.
_UNTESTED = tuple(
    f"{name}_test.py"
    for name in """
    _dtensor _pss audio_dataset_with_tfio composite_tensor_support dataset_creator kernelized_utils metrics_utils
    optimizer_v1 sidecar_evaluator steps_per_execution_tuning tf_utils timed_threads traceback_utils version_utils
    """.split()  # noqa: SIM905
)
#: What those tests are written with.
_HELPERS = """
    testing_infra/test_combinations.py testing_infra/test_utils.py tests/model_architectures.py
    tests/model_subclassing_test_util.py layers/preprocessing/preprocessing_test_utils.py
    distribute/strategy_combinations.py distribute/multi_worker_testing_utils.py utils/tf_inspect.py utils/tf_contextlib.py
""".split()  # noqa: SIM905


def _rewritten(source: Path, root: Path, real: bool) -> None:
    helpers = frozenset(f"{PACKAGE}.{path[:-3].replace('/', '.')}" for path in _HELPERS)
    tests = [
        test
        for each in _TESTED
        for test in (
            [source / PACKAGE / each] if each.endswith(".py") else (source / PACKAGE / each).rglob("*_test.py")
        )
        if not test.name.endswith(_UNTESTED)
    ]
    placed = {test: root / test.relative_to(source) for test in tests}
    if not real:
        placed |= {source / PACKAGE / path: root / HELPERS / path for path in _HELPERS}
    for old, new in placed.items():
        new.parent.mkdir(parents=True, exist_ok=True)
        text = old.read_text()
        new.write_text(as_installed(text) if real else as_keras(text, helpers))


SUITES = {
    "keras224": Suite("keras==2.2.4", "tests", "2.2", _copied),
    "tfkeras": Suite("https://github.com/keras-team/tf-keras@v2.21.0", PACKAGE, "2.15", _rewritten, together=True),
}
