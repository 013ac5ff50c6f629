"""What looks like Keras 2 and is none: no finding, and not a byte is changed. The larger half of the checker's tests."""

from __future__ import annotations

import pytest

from compat.source import Options, check, fix

ALONE = {
    "no_keras_at_all": "model.reset_states()\nopt = SGD(lr=0.1)\n",
    "the_word_in_a_comment": "# keras: LSTM(4, batch_input_shape=(1, 2, 3))\nx = 1\n",
    "the_word_in_a_string": "text = 'from keras.layers import LSTM; LSTM(batch_input_shape=(1, 2, 3))'\n",
    "native_input": "import keras\nm = keras.Sequential([keras.Input(batch_shape=(2, 5, 3)), keras.layers.LSTM(4)])\n",
    "input_dim_of_an_embedding": "import keras\ne = keras.layers.Embedding(input_dim=10, output_dim=4)\n",
    "lr_of_torch": "import keras\nimport torch\no = torch.optim.Adam(params, lr=0.1)\n",
    "lr_of_a_function_of_the_program": "import keras\ndef train(lr=0.1):\n    return lr\ntrain(lr=0.2)\n",
    "lr_of_a_class_of_the_program": (
        "import keras\nclass SGD:\n    def __init__(self, lr):\n        self.lr = lr\no = SGD(lr=0.1)\nprint(o.lr)\n"
    ),
    "input_shape_of_a_helper": "import keras\ndef build(input_shape):\n    return input_shape\nbuild(input_shape=(2,))\n",
    "reset_states_of_a_metric": "import keras\nm = keras.metrics.Mean()\nm.reset_state()\n",
    "k_is_ops": "import keras\nfrom keras import ops as K\nx = K.sum([1.0])\n",
    "k_is_a_class_of_the_program": "import keras\nclass K:\n    @staticmethod\n    def dot(a):\n        return a\nK.dot(1)\n",
    "import_guarded": (
        "try:\n    from keras.optimizers import Adam\nexcept ImportError:\n    from keras.optimizers.legacy import Adam\n"
    ),
    "version_guarded": (
        "import keras\nif keras.__version__.startswith('2.'):\n"
        "    layer = keras.layers.LSTM(4, batch_input_shape=(1, 2, 3))\n"
    ),
    "suppressed": (
        "import keras\nlayer = keras.layers.LSTM(4, batch_input_shape=(1, 2, 3))  # compat: ignore[K2C101]\n"
    ),
    "learning_rate": "import keras\no = keras.optimizers.SGD(learning_rate=0.1)\nprint(o.learning_rate)\n",
    "sigmoid": "import keras\nd = keras.layers.Dense(1, activation='sigmoid')\n",
    "tf_keras_stays_keras_2": (
        "import tf_keras\nm = tf_keras.Sequential([tf_keras.layers.LSTM(4, batch_input_shape=(1, 2, 3))])\n"
    ),
    "weights_of_numpy": "import keras\nimport numpy as np\na = np.average([1, 2], weights=[1, 2])\n",
}


@pytest.mark.parametrize("text", ALONE.values(), ids=ALONE.keys())
def test_it_is_left_alone(text: str) -> None:
    raw = text.encode()
    found = [each for each in check(raw, Options()).findings if not each.note]
    assert found == []
    assert fix(raw, Options()).raw == raw


UNCERTAIN = {
    "a_string_that_may_go_to_keras": "import keras\nname = 'hard_sigmoid'\nprint(name)\n",
    "a_class_of_an_unknown_library": "import keras\nfrom other.layers import LSTM\nl = LSTM(4, batch_input_shape=(1, 2, 3))\n",
}


@pytest.mark.parametrize("text", UNCERTAIN.values(), ids=UNCERTAIN.keys())
def test_an_uncertain_place_is_reported_with_its_reason_and_not_rewritten(text: str) -> None:
    found = check(text.encode(), Options()).findings
    assert found
    assert all(each.fix is None and each.why.startswith("left as it is: ") for each in found)
    assert fix(text.encode(), Options(unsafe=True)).raw == text.encode()
