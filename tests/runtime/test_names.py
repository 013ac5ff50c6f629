"""Every public name of Keras 2 has an answer: it is there, or it is refused with its page. And no other code sees them."""

from __future__ import annotations

import functools
import importlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import compat
from compat.changes import ALL
from compat.changes._kinds import Moved, Provided, Removed, Replaced
from compat.runtime import entries, names

pytestmark = pytest.mark.only(keras=3)
RECORDED = Path(__file__).parent / "recorded" / "names.tsv"
KINDS = (Moved, Provided, Removed, Replaced)
ENTRIES = [entry for change in ALL for entry in change.entries if isinstance(entry, KINDS)]
#: TensorFlow is needed to have these.
OF_TENSORFLOW = ("keras.backend.tf", "keras.layers.RandomHeight", "keras.layers.RandomWidth")


@pytest.fixture(scope="module", autouse=True)
def keras_2_code() -> Iterator[None]:
    compat.install()
    yield
    compat.uninstall()


def old_names() -> dict[str, tuple[str, str]]:
    """``{name: (kind, versions)}`` of keras 2.15.0 and keras 2.2.4, as they were found under these."""
    lines = (line.rstrip("\n").split("\t") for line in RECORDED.read_text(encoding="utf-8").splitlines())
    return {name: (kind, versions) for name, kind, versions in lines}


def reached(name: str) -> Any:
    """What ``import a.b; a.b.c`` gives for ``a.b.c``; a module that is in the way is imported."""
    parent, _, last = name.rpartition(".")
    try:
        module = importlib.import_module(parent)
    except ImportError as error:
        if "migration guide" in str(error):
            raise AttributeError(str(error)) from None
        raise
    try:
        return getattr(module, last)
    except AttributeError as error:
        if "migration guide" in str(error):
            raise
        return importlib.import_module(name)


def is_answered(name: str) -> bool:
    try:
        reached(name)
    except AttributeError as error:
        return "has no counterpart in Keras 3: " in str(error) and "Hint: see K2C" in str(error)
    return True


@pytest.mark.parametrize("module", sorted({name.rpartition(".")[0] for name in old_names()}))
def test_every_name_of_a_module_has_an_answer(module: str) -> None:
    for name in old_names():
        if name.rpartition(".")[0] == module and name not in OF_TENSORFLOW:
            assert is_answered(name), name


@pytest.mark.only(backend="tensorflow", package="tf_keras")
def test_every_name_of_tf_keras_has_an_answer() -> None:
    import tf_keras

    def walk(module: Any, path: str, seen: set[int]) -> Iterator[str]:
        seen.add(id(module))
        for name in dir(module):
            value = getattr(module, name)
            if name[0] != "_" and name not in ("src", "protobuf"):
                yield f"{path}.{name}"
                home = getattr(value, "__name__", "")
                if type(value) is type(tf_keras) and home.startswith("tf_keras.") and id(value) not in seen:
                    yield from walk(value, f"{path}.{name}", seen)

    #: In tf_keras after 2.15 only.
    newer = {"DynamicEmbedding", "DynamicLookup", "UpdateEmbeddingCallback"}
    for name in walk(tf_keras, "keras", set()):
        if name.rpartition(".")[2] not in {*newer, "__internal__"}:
            assert is_answered(name), name


def test_a_name_stands_in_one_table_only() -> None:
    found = Counter((entry.old, getattr(entry, "module", False)) for entry in ENTRIES)
    assert [name for name, count in found.items() if count > 1] == []


@pytest.mark.parametrize("entry", [entry for entry in ENTRIES if isinstance(entry, Moved)], ids=lambda entry: entry.old)
def test_what_moved_is_there(entry: Moved) -> None:
    if entry.module:
        importlib.import_module(entry.new)
    else:
        assert reached(entry.old) is not None


@pytest.mark.parametrize(
    "entry", [entry for entry in ENTRIES if isinstance(entry, Provided)], ids=lambda entry: entry.old
)
def test_what_is_provided_is_there(entry: Provided) -> None:
    if entry.old not in OF_TENSORFLOW:
        found = reached(entry.old)
        assert entries.load(entry.by) is getattr(found, "__wrapped__", found) or entries.load(entry.by) is found


@pytest.mark.parametrize(
    "entry", [entry for entry in ENTRIES if isinstance(entry, Removed)], ids=lambda entry: entry.old
)
def test_what_is_refused_says_why(entry: Removed) -> None:
    with pytest.raises(AttributeError, match="has no counterpart in Keras 3") as raised:
        reached(entry.old)
    assert entry.why in str(raised.value)
    assert entries.code_of(entry) in str(raised.value)
    assert not entry.why.endswith(".")


def test_an_import_statement_that_is_refused_keeps_the_message() -> None:
    with pytest.raises(ImportError, match="feature columns are gone"):
        from keras.layers import DenseFeatures  # noqa: F401
    with pytest.raises(ImportError, match="private data adapters"):
        import keras.engine.data_adapter  # noqa: F401
    with pytest.raises(ImportError, match="DTensor"):
        from keras.dtensor.experimental import LayoutMap  # noqa: F401


def test_old_modules_have_the_classes_themselves() -> None:
    import keras
    from keras.engine.topology import Input, InputLayer, Layer
    from keras.layers.convolutional import Convolution2D, Deconvolution2D
    from keras.layers.recurrent import LSTM
    from keras.utils.np_utils import to_categorical

    assert (LSTM, Layer, InputLayer) == (keras.layers.LSTM, keras.layers.Layer, keras.layers.InputLayer)
    assert (Convolution2D, Deconvolution2D) == (keras.layers.Conv2D, keras.layers.Conv2DTranspose)
    assert (Input, to_categorical) == (keras.Input, keras.utils.to_categorical)


def test_an_old_module_is_a_module() -> None:
    import keras.layers.core
    import keras.objectives

    assert keras.layers.core.Dense is keras.layers.Dense
    assert keras.objectives.mse is keras.losses.mean_squared_error
    with pytest.raises(AttributeError, match=r"module 'keras\.layers\.core' has no attribute 'Dens'"):
        keras.layers.core.Dens  # noqa: B018
    with pytest.raises(ImportError):
        from keras.layers.core import Dens  # noqa: F401
    with pytest.raises(ModuleNotFoundError):
        import keras.layers.core.dens


def test_a_star_import_brings_old_names_and_new_ones() -> None:
    found: dict[str, Any] = {"__name__": __name__, "__file__": __file__}
    exec("from keras.layers.recurrent import *; from keras.backend import *", found)
    import keras

    assert found["LSTM"] is keras.layers.LSTM
    assert found["dot"] is keras.backend.dot
    assert found["floatx"] is keras.backend.floatx


@pytest.mark.parametrize(
    "root",
    [
        "keras",
        "tensorflow.keras",
        "keras._tf_keras.keras",
        "keras.src",
        "keras.api._v2.keras",
        "keras.api._v1.keras",
        "tensorflow.python.keras",
        "tensorflow.compat.v1.keras",
        "compat.keras",
    ],
)
def test_every_root_has_the_old_paths(root: str) -> None:
    import keras

    if root.startswith("tensorflow.") and root != "tensorflow.keras" and not _has_tensorflow():
        return
    if root == "keras._tf_keras.keras" and not _has_tensorflow():
        return
    recurrent = importlib.import_module(f"{root}.layers.recurrent")
    assert recurrent.LSTM is keras.layers.LSTM
    assert importlib.import_module(f"{root}.engine.base_layer").Layer is keras.layers.Layer
    assert importlib.import_module(f"{root}.backend").dot is keras.backend.dot
    assert importlib.import_module(f"{root}.layers").Deconvolution2D is keras.layers.Conv2DTranspose
    if root != "keras.src":
        assert importlib.import_module(f"{root}.optimizers").legacy.Adam is keras.optimizers.Adam
        assert importlib.import_module(f"{root}.preprocessing.text").Tokenizer is not None


@functools.cache
def _has_tensorflow() -> bool:
    try:
        import tensorflow.python  # noqa: F401
    except ImportError:
        return False
    return True


def test_names_that_keras_3_keeps_for_show_are_the_old_ones() -> None:
    import keras

    optimizer = keras.optimizers.legacy.Adam(lr=0.5)
    assert isinstance(optimizer, keras.optimizers.Adam)
    assert keras.backend.get_value(optimizer.lr) == 0.5


def test_what_the_user_puts_in_a_module_stays() -> None:
    import keras

    def own(x: Any) -> Any:
        return x

    keras.backend.dot = own
    keras.activations.hard_sigmoid, kept = own, vars(keras.activations)["hard_sigmoid"]
    try:
        assert keras.backend.dot is own
        assert keras.activations.hard_sigmoid is own
    finally:
        del keras.backend.dot
        keras.activations.hard_sigmoid = kept
    assert keras.backend.dot is not own


def test_classes_that_are_others_now() -> None:
    import keras

    layer = keras.layers.CuDNNLSTM(3, return_sequences=True)
    assert type(layer) is keras.layers.LSTM
    assert isinstance(layer, keras.layers.CuDNNLSTM)
    assert issubclass(keras.layers.LSTM, keras.layers.CuDNNLSTM)
    assert layer.return_sequences
    assert type(keras.layers.ThresholdedReLU(0.5)) is keras.layers.ReLU
    atrous = keras.layers.AtrousConvolution1D(4, 3, atrous_rate=2)
    assert type(atrous) is keras.layers.Conv1D
    assert atrous.dilation_rate == (2,)

    class Own(keras.layers.CuDNNLSTM):
        pass

    assert issubclass(Own, keras.layers.LSTM)


@pytest.mark.only(backend="tensorflow")
def test_statistics_of_all_replicas() -> None:
    import keras

    assert keras.layers.experimental.SyncBatchNormalization(momentum=0.5).synchronized


def test_other_packages_get_plain_keras(process: Any, tmp_path: Path) -> None:
    site = tmp_path / "lib" / "site-packages"
    site.mkdir(parents=True)
    (site / "installed_package.py").write_text(
        "import importlib\n"
        "import keras\n"
        "def names():\n"
        "    found = [hasattr(keras.layers, 'recurrent'), hasattr(keras.backend, 'dot'), hasattr(keras.losses, 'mse')]\n"
        "    try:\n"
        "        importlib.import_module('keras.layers.core')\n"
        "    except ImportError as error:\n"
        "        found.append(str(error))\n"
        "    return found\n",
        encoding="utf-8",
    )
    done = process(
        """
        import sys
        sys.path.insert(0, "lib/site-packages")
        import compat
        compat.install()
        import keras
        assert keras.backend.dot and keras.losses.mse
        import keras.engine.topology
        import installed_package
        *found, message = installed_package.names()
        assert not any(found), found
        assert "compat.install(packages=['installed_package'])" in message, message
        print("ok")
        """
    )
    assert done.stdout.strip() == "ok"


def test_keras_src_is_that_of_keras_2_13(process: Any) -> None:
    """Its modules are those of ``keras``; private modules of Keras 3 are still found by their paths."""
    done = process(
        """
        import compat
        compat.install()
        import keras
        import keras.src.backend.common.global_state as state
        from keras.src import backend, losses
        from keras.src.layers import rnn
        from keras.src.layers.rnn import lstm, lstm_v1
        from keras.src.optimizers.legacy import adam
        from keras.src.preprocessing import sequence
        assert backend is keras.backend and backend.variable and losses is keras.losses
        assert rnn.LSTM is lstm.LSTM is keras.layers.LSTM and adam.Adam is keras.optimizers.Adam
        assert lstm_v1.LSTM(1).cell.recurrent_activation is not keras.layers.LSTM(1).cell.recurrent_activation
        assert sequence is keras.preprocessing.sequence and state.get_global_attribute
        print("ok")
        """
    )
    assert done.stdout.strip() == "ok"


def test_uninstall_takes_the_names_back(process: Any) -> None:
    done = process(
        """
        import sys
        import compat
        compat.install()
        import keras
        import keras.layers.recurrent
        from keras.api._v2.keras.layers import LSTM
        before = {name: sorted(vars(module)) for name, module in sys.modules.items() if name.startswith("keras.layers")}
        assert keras.backend.dot
        compat.uninstall()
        assert not hasattr(keras.layers, "recurrent") and not hasattr(keras.backend, "dot")
        assert not any(name.startswith(("keras.layers.recurrent", "keras.api")) for name in sys.modules)
        try:
            import keras.layers.recurrent
        except ImportError:
            print("ok")
        """
    )
    assert done.stdout.strip() == "ok"


def test_the_tables_are_read_in_no_time() -> None:
    assert len(names.added()["backend"]) > 150
    assert len(names.modules()) > 200
