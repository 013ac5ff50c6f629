"""Code that is right as it is, or not Keras's: no finding, and no byte changed."""

from __future__ import annotations

import pytest
from helpers import codes, dedent, fixed

ALONE = {
    "no keras at all": "def add(a, lr=0.1):\n    return a + lr\n",
    "keras only in a comment": "# keras\nmodel.reset_states()\nOptimizer(lr=0.1)\n",
    "keras only in a string": "print('keras')\nx.reset_states()\nLSTM(4, batch_input_shape=(1, 2, 3))\n",
    "optimizer of torch": """
        import keras
        import torch
        optimizer = torch.optim.Adam(params, lr=0.1)
        print(optimizer.lr, torch.optim.SGD(params, lr=0.1, decay=1e-3))
        """,
    "optimizer of torch by name": """
        import keras
        from torch.optim import SGD
        optimizer = SGD(params, lr=0.1)
        """,
    "scheduler of another library": """
        import keras
        import optax
        optax.sgd(lr=0.1, decay=0.1)
        """,
    "own class with lr": """
        import keras
        class Config:
            def __init__(self, lr):
                self.lr = lr
        print(Config(lr=0.1).lr)
        """,
    "own function with lr": "import keras\ndef train(lr, decay=0.0):\n    return lr\ntrain(lr=0.1, decay=1e-3)\n",
    "argparse has lr": "import keras\nimport argparse\nargs = argparse.ArgumentParser().parse_args()\nprint(args.lr)\n",
    "vocabulary size": """
        import keras
        words = keras.Input((10,), dtype="int32")
        keras.layers.Embedding(input_dim=50, output_dim=8)(words)
        """,
    "input layer": "import keras\nkeras.layers.InputLayer(batch_input_shape=(2, 5, 3))\n",
    "input layer with batch size": "import keras\nkeras.layers.InputLayer(input_shape=(5, 3), batch_size=2)\n",
    "input function": "import keras\nkeras.Input(shape=(5, 3), batch_size=2)\n",
    "helper of a test": """
        from keras.layers import Dense
        def layer_test(layer_cls, kwargs, input_shape):
            return layer_cls(**kwargs)
        layer_test(Dense, kwargs={"units": 2}, input_shape=(3, 2))
        """,
    "helper from elsewhere": """
        from keras.layers import Dense
        from testing import layer_test
        layer_test(Dense, input_shape=(3, 2), input_dim=3, batch_size=2)
        """,
    "build": "import keras\nkeras.layers.Dense(2).build(input_shape=(None, 3))\n",
    "fit and predict have a batch size": """
        import keras
        model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(1)])
        model.fit(x, y, batch_size=2)
        model.predict(x, batch_size=2)
        """,
    "own layer with the argument": """
        import keras
        class Front(keras.layers.Layer):
            def __init__(self, input_shape, weights):
                super().__init__()
                self.shape = input_shape
        keras.Sequential([Front(input_shape=(3,), weights=[1.0])])
        """,
    "own attention takes a batch shape": """
        import keras
        def attention(batch_input_shape):
            return batch_input_shape
        attention(batch_input_shape=(1, 2, 3))
        """,
    "reset of a layer without states": """
        import keras
        layer = keras.layers.LSTM(4, stateful=True)
        model = keras.Sequential([keras.Input(batch_shape=(1, 2, 3)), layer])
        layer.reset_states()
        model.layers[0].reset_states()
        model.get_layer("lstm").reset_states()
        """,
    "reset method of an own class": """
        import keras
        class Agent:
            def reset_states(self):
                self.steps = 0
        agent = Agent()
        agent.reset_states()
        """,
    "reset method of an own model": """
        import keras
        class Net(keras.Model):
            def reset_states(self):
                self.rnn.reset_states()
            def restart(self):
                self.reset_states()
        net = Net()
        net.reset_states()
        """,
    "reset under hasattr": """
        import keras
        def restart(model: keras.Model):
            if hasattr(model, "reset_states"):
                model.reset_states()
        """,
    "reset behind hasattr": """
        import keras
        def restart(model: keras.Model):
            hasattr(model, "reset_states") and model.reset_states()
        """,
    "version test": """
        import keras
        from keras.optimizers import SGD
        if keras.__version__.startswith("2"):
            optimizer = SGD(lr=0.1)
        else:
            optimizer = SGD(learning_rate=0.1)
        """,
    "flag of a version test": """
        import keras
        old = int(keras.__version__.split(".")[0]) < 3
        if old:
            model = keras.Sequential([keras.layers.LSTM(4, batch_input_shape=(1, 2, 3))])
        """,
    "flag from another file": """
        import keras
        from config import KERAS_3
        optimizer = keras.optimizers.SGD(learning_rate=0.1) if KERAS_3 else keras.optimizers.SGD(lr=0.1)
        """,
    "the new form first, then the old": """
        from keras.optimizers import SGD
        try:
            optimizer = SGD(learning_rate=0.1)
        except TypeError:
            optimizer = SGD(lr=0.1)
        """,
    "import from the new place, then the old": """
        try:
            from keras.utils import to_categorical
        except ImportError:
            from keras.utils.np_utils import to_categorical
        """,
    "signature test": """
        import inspect
        import keras
        kwargs = {}
        if "lr" in inspect.signature(keras.optimizers.SGD).parameters:
            optimizer = keras.optimizers.SGD(lr=0.1)
        """,
    "tf_keras is Keras 2": """
        import tf_keras as keras
        model = keras.Sequential([keras.layers.LSTM(4, batch_input_shape=(1, 2, 3))])
        model.compile(keras.optimizers.SGD(lr=0.1))
        model.reset_states()
        """,
    "tf.keras is made Keras 2": """
        import os
        os.environ["TF_USE_LEGACY_KERAS"] = "1"
        import tensorflow as tf
        model = tf.keras.Sequential([tf.keras.layers.LSTM(4, batch_input_shape=(1, 2, 3))])
        model.compile(tf.keras.optimizers.SGD(lr=0.1))
        model.reset_states()
        """,
    "keras of TensorFlow 1": """
        from tensorflow.compat.v1 import keras
        model = keras.Sequential([keras.layers.Dense(4, batch_input_shape=(1, 2))])
        model.compile(keras.optimizers.SGD(lr=0.1))
        """,
    "LSTM and GRU take an implementation": """
        from keras.layers import GRU, LSTM, LSTMCell
        LSTM(4, implementation=1), GRU(4, implementation=2), LSTMCell(4, implementation=1)
        """,
    "Embedding takes weights": "from keras.layers import Embedding\nEmbedding(3, 2, weights=[table])\n",
    "ConvLSTM with its activation by position": """
        from keras.layers import ConvLSTM2D
        ConvLSTM2D(8, 3, (1, 1), "same", None, (1, 1), "tanh", "sigmoid")
        """,
    "a string that is compared": """
        import keras
        def name(activation):
            return 0.2 if activation == "hard_sigmoid" else activation in ("hard_sigmoid", "sigmoid")
        """,
    "shapes of a model": """
        import keras
        model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(1)])
        print(model.input_shape, model.output_shape)
        """,
    "shapes that an own layer sets": """
        import keras
        class Front(keras.layers.Layer):
            def __init__(self):
                super().__init__()
                self.output_shape = (None, 3)
            def compute_output_shape(self, input_shape):
                return self.output_shape
        """,
    "new spelling": """
        import keras
        model = keras.Sequential([keras.Input(batch_shape=(2, 5, 3)), keras.layers.LSTM(4, stateful=True)])
        model.compile(keras.optimizers.SGD(learning_rate=keras.optimizers.schedules.InverseTimeDecay(0.1, 1, 0.01)))
        """,
    "module of another package": "import keras\nfrom layers.recurrent import LSTM\nfrom .utils import np_utils\n",
    "a variable called keras": "keras = object()\nkeras.optimizers.SGD(lr=0.1)\n",
    "loop with a choice of classes": """
        import keras
        def restart(model: keras.Model):
            for layer in model.layers:
                if isinstance(layer, keras.layers.LSTM):
                    layer.reset_states()
        """,
    "loop that does more": """
        import keras
        def restart(model: keras.Model):
            for layer in model.layers:
                if hasattr(layer, "reset_states"):
                    print(layer.name)
                    layer.reset_states()
        """,
    "comment to ignore a code": "from keras.optimizers import SGD\nSGD(lr=0.1)  # compat: ignore[K2C401]\n",
    "comment to ignore a page": "from keras.optimizers import SGD\nSGD(lr=0.1)  # compat: ignore[optimizer_lr] later\n",
    "comment to ignore all": "from keras.optimizers import SGD\nSGD(lr=0.1, decay=1e-3)  # compat: ignore\n",
    "comment at the end of a statement": """
        from keras.optimizers import SGD
        optimizer = SGD(
            lr=0.1,
        )  # compat: ignore[K2C401]
        """,
}


@pytest.mark.parametrize("name", ALONE)
def test_left_alone(name: str) -> None:
    assert codes(ALONE[name]) == []
    assert fixed(ALONE[name]) == dedent(ALONE[name])


def test_comment_for_another_code_hides_nothing() -> None:
    assert codes("from keras.optimizers import SGD\nSGD(lr=0.1)  # compat: ignore[K2C101]\n") == ["K2C401*"]


def test_comment_inside_a_string_hides_nothing() -> None:
    assert codes("from keras.optimizers import SGD\nSGD(lr=0.1), '# compat: ignore'\n") == ["K2C401*"]
