"""The models of the archives. Each function builds one with the Kit of recorder.py; `covers` says what it is there for."""

import os
import pickle
import zlib

import numpy as np

CASES = []
ALL = {"k224": "h5", "k215": "h5 keras", "tfk221": "keras"}
NEW = {"k215": "h5 keras", "tfk221": "keras"}
FULL = {
    "k224": "h5 h5noopt json yaml weights pickle",
    "k215": "h5 h5noopt keras json weights weights3 ckpt sm smnoopt smnotrace",
    "tfk221": "h5 keras json weights weights3 ckpt sm",
}


def case(covers, writers=ALL, **extra):
    def deco(f):
        CASES.append(
            dict(
                name=f.__name__,
                covers=covers,
                writers=dict(writers),
                build=f,
                seed=zlib.crc32(f.__name__.encode()) % 10000,
                **extra,
            )
        )
        return f

    return deco


# ---------------------------------------------------------------- plain models


@case("Sequential, input_shape on the first layer, compiled with string names", FULL)
def dense_seq(k):
    m = k.Sequential([k.L.Dense(6, activation="relu", **k.ishape(4)), k.L.Dropout(0.0), k.L.Dense(2)])
    return {
        "model": m,
        "x": k.r(8, 4),
        "y": k.r(8, 2),
        "compile": {"optimizer": k.opt("Adam", 0.01), "loss": "mse", "metrics": ["mae"]},
        "warm": 2,
    }


@case("Sequential, explicit InputLayer", ALL)
def dense_input_layer(k):
    m = k.Sequential(
        [k.L.InputLayer(input_shape=(3,)), k.L.Dense(4, activation="elu"), k.L.Dense(1, activation="sigmoid")]
    )
    return {
        "model": m,
        "x": k.r(6, 3),
        "y": k.ri(2, 6, 1),
        "compile": {"optimizer": "rmsprop", "loss": "binary_crossentropy", "metrics": ["acc"]},
        "warm": 1,
    }


@case("Functional, 2 inputs, 2 outputs, losses and weights and metrics as dict", FULL)
def multi_io_dict(k):
    a, b = k.Input(shape=(4,), name="a"), k.Input(shape=(3,), name="b")
    h = k.L.concatenate([k.L.Dense(4, activation="tanh", name="da")(a), b], name="cat")
    o1, o2 = k.L.Dense(2, name="o1")(h), k.L.Dense(1, activation="sigmoid", name="o2")(h)
    m = k.Model(inputs=[a, b], outputs=[o1, o2])
    return {
        "model": m,
        "x": [k.r(6, 4), k.r(6, 3)],
        "y": [k.r(6, 2), k.ri(2, 6, 1)],
        "compile": {
            "optimizer": k.opt("SGD", 0.1),
            "loss": {"o1": "mse", "o2": "binary_crossentropy"},
            "loss_weights": {"o1": 0.5, "o2": 2.0},
            "metrics": {"o1": ["mae"], "o2": "accuracy"},
        },
    }


@case("Functional, 2 outputs, losses as list, loss_weights as list", ALL)
def multi_io_list(k):
    a = k.Input(shape=(5,), name="inp")
    h = k.L.Dense(4, activation="softsign")(a)
    m = k.Model(a, [k.L.Dense(3, activation="softmax")(h), k.L.Dense(1)(h)])
    return {
        "model": m,
        "x": k.r(6, 5),
        "y": [k.onehot(3, 6), k.r(6, 1)],
        "compile": {
            "optimizer": k.opt("SGD", 0.05, momentum=0.9),
            "loss": ["categorical_crossentropy", "mae"],
            "loss_weights": [1.0, 0.2],
        },
        "warm": 2,
    }


@case("one Dense applied to two inputs", ALL)
def shared_dense(k):
    a, b = k.Input(shape=(4,)), k.Input(shape=(4,))
    d = k.L.Dense(3, activation="tanh", name="shared")
    m = k.Model([a, b], k.L.Dense(1)(k.L.add([d(a), d(b)])))
    return {
        "model": m,
        "x": [k.r(5, 4), k.r(5, 4)],
        "y": k.r(5, 1),
        "compile": {"optimizer": k.opt("SGD", 0.1), "loss": "mean_squared_error"},
    }


@case("Functional inside Functional", ALL)
def nested_functional(k):
    i = k.Input(shape=(4,), name="inner_in")
    inner = k.Model(i, k.L.Dense(3, activation="tanh", name="inner_d")(i), name="inner")
    x = k.Input(shape=(4,), name="outer_in")
    m = k.Model(x, k.L.Dense(2, name="outer_d")(inner(x)))
    return {"model": m, "x": k.r(5, 4), "y": k.r(5, 2), "compile": {"optimizer": k.opt("SGD", 0.1), "loss": "mse"}}


@case("Functional inside Functional inside Functional, with BatchNormalization", ALL)
def nested_twice(k):
    i = k.Input(shape=(4,))
    n1 = k.Model(i, k.L.BatchNormalization()(k.L.Dense(4, name="d")(i)), name="n1")
    i = k.Input(shape=(4,))
    n2 = k.Model(i, k.L.Dense(3, activation="relu", name="d")(n1(i)), name="n2")
    i = k.Input(shape=(4,))
    m = k.Model(i, k.L.Dense(2, name="d")(n2(i)), name="top")
    return {"model": m, "x": k.r(8, 4), "y": k.r(8, 2), "compile": {"optimizer": k.opt("SGD", 0.1), "loss": "mse"}}


@case("a nested model applied to two inputs (siamese)", ALL)
def nested_shared(k):
    i = k.Input(shape=(6,))
    base = k.Model(i, k.L.Dense(3, activation="relu")(k.L.Dense(4, activation="tanh")(i)), name="base")
    a, b = k.Input(shape=(6,)), k.Input(shape=(6,))
    m = k.Model([a, b], k.L.Dense(1, activation="sigmoid")(k.L.multiply([base(a), base(b)])))
    return {
        "model": m,
        "x": [k.r(5, 6), k.r(5, 6)],
        "y": k.ri(2, 5, 1),
        "compile": {"optimizer": k.opt("SGD", 0.1), "loss": "binary_crossentropy"},
    }


@case("a nested model with two outputs, used whole", ALL)
def nested_two_outputs(k):
    i = k.Input(shape=(6,))
    base = k.Model(i, [k.L.Dense(3, activation="relu")(i), k.L.Dense(2, activation="tanh")(i)], name="base")
    a = k.Input(shape=(6,))
    p, q = base(a)
    m = k.Model(a, k.L.Dense(1)(k.L.concatenate([p, q])))
    return {"model": m, "x": k.r(5, 6), "y": k.r(5, 1), "compile": {"optimizer": k.opt("SGD", 0.1), "loss": "mse"}}


@case("Sequential inside Sequential", ALL)
def seq_in_seq(k):
    enc = k.Sequential([k.L.Dense(4, activation="relu", **k.ishape(5)), k.L.Dense(3)], name="enc")
    dec = k.Sequential([k.L.Dense(4, activation="relu", **k.ishape(3)), k.L.Dense(5)], name="dec")
    m = k.Sequential([enc, dec], name="auto")
    return {"model": m, "x": k.r(6, 5), "y": k.r(6, 5), "compile": {"optimizer": k.opt("SGD", 0.1), "loss": "mse"}}


@case("layers frozen before saving, one inside a nested model: weights order trainable first", ALL)
def frozen_layers(k):
    i = k.Input(shape=(4,))
    d1, d2 = k.L.Dense(4, name="d1"), k.L.Dense(4, name="d2")
    inner = k.Model(i, d2(k.L.BatchNormalization(name="bn")(d1(i))), name="inner")
    d1.trainable = False
    x = k.Input(shape=(4,))
    m = k.Model(x, k.L.Dense(2, name="out")(inner(x)))
    return {"model": m, "x": k.r(8, 4), "y": k.r(8, 2), "compile": {"optimizer": k.opt("SGD", 0.1), "loss": "mse"}}


@case(
    "names with '/', unicode and blanks-free oddities",
    {"k224": "h5 weights", "k215": "h5 weights", "tfk221": "h5 weights"},
)
def odd_names(k):
    x = k.Input(shape=(4,), name="in/put")
    h = k.L.Dense(3, activation="tanh", name="block1/dense/a")(x)
    h = k.L.Dense(3, activation="tanh", name="block1/dense")(h)
    m = k.Model(x, k.L.Dense(2, name="out.put-1")(h))
    return {"model": m, "x": k.r(5, 4), "y": k.r(5, 2), "compile": {"optimizer": k.opt("SGD", 0.1), "loss": "mse"}}


@case("unicode model name (TF 2 writers refuse it)", {"k224": "h5"})
def unicode_name(k):
    # TensorFlow scopes refuse non-ASCII names, so only the InputLayer-free model name carries one
    m = k.Sequential([k.L.Dense(3, **k.ishape(4))], name="mod_\u00e9")
    return {"model": m, "x": k.r(4, 4)}


# ---------------------------------------------------------------- recurrent


def rnn(k, cls, units=3, shape=(2, 5, 3), compiled=True, **kw):
    m = k.Sequential([getattr(k.L, cls)(units, **dict(kw, **k.first(*shape))), k.L.Dense(1)])
    return {
        "model": m,
        "x": k.r(*shape),
        "y": k.r(shape[0], 1),
        "stateful": kw.get("stateful", False),
        "compile": {"optimizer": k.opt("SGD", 0.1), "loss": "mse"} if compiled else None,
    }


@case("stateful LSTM, batch_input_shape", FULL)
def lstm_stateful(k):
    return rnn(k, "LSTM", stateful=True)


@case(
    "stateful LSTM with recurrent_activation hard_sigmoid",
    {"k224": "h5 weights json", "k215": "h5 keras json", "tfk221": "h5 keras"},
)
def lstm_hard_sigmoid(k):
    return rnn(k, "LSTM", stateful=True, recurrent_activation="hard_sigmoid")


@case("LSTM implementation=0", {"k224": "h5"})
def lstm_impl0(k):
    return rnn(k, "LSTM", implementation=0)


@case("LSTM implementation=2, unroll, go_backwards, unit_forget_bias off, recurrent_activation sigmoid", ALL)
def lstm_impl2_backwards(k):
    return rnn(
        k,
        "LSTM",
        implementation=2,
        unroll=True,
        go_backwards=True,
        unit_forget_bias=False,
        recurrent_activation="sigmoid",
    )


@case("LSTM time_major", {"k215": "h5 keras json", "tfk221": "h5 keras"})
def lstm_time_major(k):
    m = k.Sequential([k.L.LSTM(3, time_major=True, return_sequences=True, **k.first(5, 2, 3))])
    return {"model": m, "x": k.r(5, 2, 3)}


@case("GRU reset_after=True, stateful", ALL)
def gru_reset_after(k):
    return rnn(k, "GRU", stateful=True, reset_after=True, recurrent_activation="sigmoid")


@case(
    "GRU reset_after=False, default recurrent_activation",
    {"k224": "h5 json weights", "k215": "h5 keras", "tfk221": "h5 keras"},
)
def gru_reset_before(k):
    return rnn(k, "GRU", reset_after=False)


@case("stateful SimpleRNN, two stacked", ALL)
def simplernn_stateful(k):
    m = k.Sequential(
        [
            k.L.SimpleRNN(3, stateful=True, return_sequences=True, **k.first(2, 4, 3)),
            k.L.SimpleRNN(2, stateful=True, activation="relu"),
        ]
    )
    return {
        "model": m,
        "x": k.r(2, 4, 3),
        "y": k.r(2, 2),
        "stateful": True,
        "compile": {"optimizer": k.opt("SGD", 0.1), "loss": "mse"},
    }


@case(
    "Bidirectional LSTM concat, return_sequences",
    {"k224": "h5 weights", "k215": "h5 keras weights ckpt weights3", "tfk221": "h5 keras"},
)
def bidirectional_lstm(k):
    m = k.Sequential(
        [
            k.L.Bidirectional(k.L.LSTM(3, return_sequences=True, recurrent_activation="sigmoid"), **k.ishape(5, 3)),
            k.L.TimeDistributed(k.L.Dense(2)),
        ]
    )
    return {
        "model": m,
        "x": k.r(2, 5, 3),
        "y": k.r(2, 5, 2),
        "compile": {"optimizer": k.opt("SGD", 0.1), "loss": "mse"},
    }


@case("stateful Bidirectional GRU sum", ALL)
def bidirectional_gru_stateful(k):
    m = k.Sequential(
        [
            k.L.Bidirectional(
                k.L.GRU(3, stateful=True, recurrent_activation="sigmoid"), merge_mode="sum", **k.first(2, 5, 3)
            ),
            k.L.Dense(1),
        ]
    )
    return {
        "model": m,
        "x": k.r(2, 5, 3),
        "y": k.r(2, 1),
        "stateful": True,
        "compile": {"optimizer": k.opt("SGD", 0.1), "loss": "mse"},
    }


@case("stateful ConvLSTM2D (hard_sigmoid by default)", ALL)
def convlstm_stateful(k):
    m = k.Sequential(
        [k.L.ConvLSTM2D(2, 3, padding="same", stateful=True, **k.first(2, 3, 5, 5, 1)), k.L.Flatten(), k.L.Dense(1)]
    )
    return {
        "model": m,
        "x": k.r(2, 3, 5, 5, 1),
        "y": k.r(2, 1),
        "stateful": True,
        "compile": {"optimizer": k.opt("SGD", 0.1), "loss": "mse"},
    }


@case("RNN over a list of LSTMCell / GRUCell (StackedRNNCells)", ALL)
def stacked_cells(k):
    m = k.Sequential(
        [
            k.L.RNN(
                [k.L.LSTMCell(3, recurrent_activation="sigmoid"), k.L.LSTMCell(2, recurrent_activation="sigmoid")],
                **k.ishape(4, 3),
            ),
            k.L.Dense(1),
        ]
    )
    return {"model": m, "x": k.r(2, 4, 3), "y": k.r(2, 1), "compile": {"optimizer": k.opt("SGD", 0.1), "loss": "mse"}}


@case("a stateful LSTM inside a nested model (2.2.4 itself cannot run one)", NEW)
def nested_stateful(k):
    i = k.Input(batch_shape=(2, 4, 3))
    inner = k.Model(i, k.L.LSTM(3, stateful=True, recurrent_activation="sigmoid")(i), name="inner")
    x = k.Input(batch_shape=(2, 4, 3))
    m = k.Model(x, k.L.Dense(1)(inner(x)))
    return {
        "model": m,
        "x": k.r(2, 4, 3),
        "y": k.r(2, 1),
        "stateful": True,
        "compile": {"optimizer": k.opt("SGD", 0.1), "loss": "mse"},
    }


@case("return_state and initial_state in a functional encoder-decoder", ALL)
def encoder_decoder(k):
    e, d = k.Input(shape=(4, 3), name="enc"), k.Input(shape=(3, 2), name="dec")
    _, h, c = k.L.LSTM(3, return_state=True, recurrent_activation="sigmoid", name="encoder")(e)
    o = k.L.LSTM(3, return_sequences=True, recurrent_activation="sigmoid", name="decoder")(d, initial_state=[h, c])
    m = k.Model([e, d], k.L.TimeDistributed(k.L.Dense(2, activation="softmax"))(o))
    return {
        "model": m,
        "x": [k.r(2, 4, 3), k.r(2, 3, 2)],
        "y": k.onehot(2, 2, 3),
        "compile": {"optimizer": k.opt("SGD", 0.1), "loss": "categorical_crossentropy"},
    }


@case("Embedding mask_zero, batch_input_shape, stateful LSTM", ALL)
def embedding_mask_stateful(k):
    m = k.Sequential(
        [
            k.L.Embedding(10, 4, mask_zero=True, **k.first(2, 5)),
            k.L.LSTM(3, stateful=True, recurrent_activation="sigmoid"),
            k.L.Dense(2, activation="softmax"),
        ]
    )
    x = np.array([[1, 2, 3, 0, 0], [4, 5, 6, 7, 0]], "int32")
    return {
        "model": m,
        "x": x,
        "y": np.array([[0], [1]], "int32"),
        "stateful": True,
        "compile": {"optimizer": k.opt("SGD", 0.1), "loss": "sparse_categorical_crossentropy", "metrics": ["acc"]},
    }


@case("Embedding input_length, Flatten", ALL)
def embedding_input_length(k):
    kw = {} if k.new3 else {"input_length": 4}
    if k.new3:
        k.ishape(4)
    m = k.Sequential([k.L.Embedding(8, 3, **kw), k.L.Flatten(), k.L.Dense(1)])
    return {"model": m, "x": k.ri(8, 3, 4), "y": k.r(3, 1), "compile": {"optimizer": k.opt("SGD", 0.1), "loss": "mse"}}


@case("Masking, TimeDistributed(nested model)", ALL)
def masking_timedistributed(k):
    sub = k.Sequential([k.L.Dense(4, activation="tanh", **k.ishape(3)), k.L.Dense(2)], name="sub")
    m = k.Sequential(
        [
            k.L.TimeDistributed(sub, **k.ishape(4, 3)),
            k.L.Masking(mask_value=9.0),
            k.L.GRU(2, reset_after=False, recurrent_activation="sigmoid"),
        ]
    )
    return {"model": m, "x": k.r(2, 4, 3), "y": k.r(2, 2), "compile": {"optimizer": k.opt("SGD", 0.1), "loss": "mse"}}


@case("stateful CuDNNLSTM", {"k224": "x"}, direct=True)
def cudnn_lstm(k, d):
    from recorder import record_cudnn

    def make(k, cudnn):
        L, kw = (k.L.CuDNNLSTM, {}) if cudnn else (k.L.LSTM, {"recurrent_activation": "sigmoid"})
        return k.Sequential([L(3, stateful=True, name="rnn", **dict(kw, **k.first(2, 5, 3))), k.L.Dense(1, name="d")])

    return record_cudnn(k, d, make)


@case("CuDNNGRU", {"k224": "x"}, direct=True)
def cudnn_gru(k, d):
    from recorder import record_cudnn

    def make(k, cudnn):
        L, kw = (k.L.CuDNNGRU, {}) if cudnn else (k.L.GRU, {"recurrent_activation": "sigmoid", "reset_after": True})
        return k.Sequential([L(3, name="rnn", **dict(kw, **k.ishape(5, 3))), k.L.Dense(1, name="d")])

    return record_cudnn(k, d, make)


@case("Bidirectional(CuDNNLSTM), return_sequences", {"k224": "x"}, direct=True)
def cudnn_bidirectional(k, d):
    from recorder import record_cudnn

    def make(k, cudnn):
        L, kw = (k.L.CuDNNLSTM, {}) if cudnn else (k.L.LSTM, {"recurrent_activation": "sigmoid"})
        return k.Sequential(
            [k.L.Bidirectional(L(3, return_sequences=True, **kw), name="bi", **k.ishape(4, 3)), k.L.Dense(1, name="d")]
        )

    return record_cudnn(k, d, make)


# ---------------------------------------------------------------- convolution, normalization, attention


@case("Conv1D causal, pooling", ALL)
def conv1d(k):
    m = k.Sequential(
        [
            k.L.Conv1D(3, 2, padding="causal", dilation_rate=2, activation="relu", **k.ishape(8, 2)),
            k.L.MaxPooling1D(2),
            k.L.GlobalAveragePooling1D(),
            k.L.Dense(1),
        ]
    )
    return {"model": m, "x": k.r(3, 8, 2), "y": k.r(3, 1), "compile": {"optimizer": k.opt("SGD", 0.1), "loss": "mse"}}


@case("Conv2D same strides 2, BatchNormalization (fused), pooling", FULL)
def conv2d_bn(k):
    m = k.Sequential(
        [
            k.L.Conv2D(3, 3, strides=2, padding="same", use_bias=False, **k.ishape(7, 7, 2)),
            k.L.BatchNormalization(),
            k.L.Activation("relu"),
            k.L.AveragePooling2D(2),
            k.L.Flatten(),
            k.L.Dense(2, activation="softmax"),
        ]
    )
    return {
        "model": m,
        "x": k.r(4, 7, 7, 2),
        "y": k.onehot(2, 4),
        "compile": {"optimizer": k.opt("SGD", 0.1), "loss": "categorical_crossentropy", "metrics": ["accuracy"]},
    }


@case("DepthwiseConv2D, SeparableConv2D, SeparableConv1D, Conv2DTranspose", ALL)
def conv_depthwise(k):
    x = k.Input(shape=(6, 6, 2))
    h = k.L.DepthwiseConv2D(3, depth_multiplier=2, padding="same")(x)
    h = k.L.SeparableConv2D(3, 3, padding="same", activation="relu")(h)
    h = k.L.Conv2DTranspose(2, 3, strides=2, padding="same")(h)
    h = k.L.SeparableConv1D(2, 3)(k.L.Reshape((36, 8))(h))
    m = k.Model(x, k.L.Dense(1)(k.L.GlobalMaxPooling1D()(h)))
    return {
        "model": m,
        "x": k.r(2, 6, 6, 2),
        "y": k.r(2, 1),
        "compile": {"optimizer": k.opt("SGD", 0.1), "loss": "mse"},
    }


@case("BatchNormalization axis given as list / axis 1, not fused, no scale, no center", NEW)
def bn_axis_list(k):
    x = k.Input(shape=(4, 4, 3))
    h = k.L.BatchNormalization(axis=[3])(x)
    h = k.L.BatchNormalization(axis=1, scale=False, momentum=0.9, epsilon=1e-2)(h)
    h = k.L.BatchNormalization(axis=-1, center=False)(h)
    m = k.Model(x, k.L.Dense(1)(k.L.Flatten()(h)))
    return {
        "model": m,
        "x": k.r(4, 4, 4, 3),
        "y": k.r(4, 1),
        "compile": {"optimizer": k.opt("SGD", 0.1), "loss": "mse"},
    }


@case("BatchNormalization on rank 2 and rank 4, axis 1", {"k224": "h5"})
def bn_k224(k):
    x = k.Input(shape=(3, 4, 4))
    h = k.L.BatchNormalization(axis=1)(x)
    h = k.L.BatchNormalization(scale=False)(k.L.Flatten()(h))
    m = k.Model(x, k.L.Dense(1)(h))
    return {
        "model": m,
        "x": k.r(4, 3, 4, 4),
        "y": k.r(4, 1),
        "compile": {"optimizer": k.opt("SGD", 0.1), "loss": "mse"},
    }


@case("LayerNormalization (axis list), GroupNormalization, UnitNormalization", NEW)
def other_norms(k):
    x = k.Input(shape=(5, 4))
    h = k.L.LayerNormalization(axis=[1, 2])(x)
    h = k.L.LayerNormalization(epsilon=1e-5)(h)
    h = k.L.GroupNormalization(groups=2)(h)
    h = k.L.UnitNormalization()(h)
    m = k.Model(x, k.L.Dense(1)(k.L.Flatten()(h)))
    return {"model": m, "x": k.r(3, 5, 4), "y": k.r(3, 1), "compile": {"optimizer": k.opt("SGD", 0.1), "loss": "mse"}}


@case("MultiHeadAttention, self and cross, with mask argument", NEW)
def mha(k):
    a, b = k.Input(shape=(4, 6)), k.Input(shape=(3, 6))
    h = k.L.MultiHeadAttention(2, 3, name="self")(a, a)
    h = k.L.MultiHeadAttention(num_heads=2, key_dim=2, value_dim=3, output_shape=5, use_bias=False, name="cross")(
        h, value=b
    )
    m = k.Model([a, b], k.L.Dense(1)(k.L.GlobalAveragePooling1D()(h)))
    return {
        "model": m,
        "x": [k.r(2, 4, 6), k.r(2, 3, 6)],
        "y": k.r(2, 1),
        "compile": {"optimizer": k.opt("SGD", 0.1), "loss": "mse"},
    }


@case("Attention (use_scale), AdditiveAttention", NEW)
def attention(k):
    a, b = k.Input(shape=(4, 6)), k.Input(shape=(3, 6))
    h = k.L.Attention(use_scale=True)([a, b])
    h = k.L.AdditiveAttention()([h, b])
    m = k.Model([a, b], k.L.Dense(1)(k.L.Flatten()(h)))
    return {
        "model": m,
        "x": [k.r(2, 4, 6), k.r(2, 3, 6)],
        "y": k.r(2, 1),
        "compile": {"optimizer": k.opt("SGD", 0.1), "loss": "mse"},
    }


@case("LocallyConnected1D, LocallyConnected2D", {"k224": "h5", "k215": "h5 keras", "tfk221": "h5"})
def locally_connected(k):
    a = k.Input(shape=(5, 5, 2))
    h = k.L.LocallyConnected2D(2, 2, activation="tanh")(a)
    h = k.L.LocallyConnected1D(2, 3)(k.L.Reshape((16, 2))(h))
    m = k.Model(a, k.L.Dense(1)(k.L.Flatten()(h)))
    return {
        "model": m,
        "x": k.r(2, 5, 5, 2),
        "y": k.r(2, 1),
        "compile": {"optimizer": k.opt("SGD", 0.1), "loss": "mse"},
    }


@case("channels_first Conv2D, MaxPooling2D, Flatten(data_format)", {"k224": "h5"})
def channels_first(k):
    m = k.Sequential(
        [
            k.L.Conv2D(3, 3, data_format="channels_first", **k.ishape(2, 6, 6)),
            k.L.MaxPooling2D(2, data_format="channels_first"),
            k.L.Flatten(data_format="channels_first"),
            k.L.Dense(1),
        ]
    )
    return {"model": m, "x": k.r(2, 2, 6, 6), "train": False}


# ---------------------------------------------------------------- other layers


@case("merge layers, reshaping, padding, cropping, upsampling", ALL)
def shape_layers(k):
    x = k.Input(shape=(4, 4, 2))
    h = k.L.ZeroPadding2D(((1, 0), (0, 1)))(x)
    h = k.L.Cropping2D(1)(h)
    h = k.L.UpSampling2D(2, interpolation="nearest" if k.old else "bilinear")(h)
    h = k.L.Permute((2, 1, 3))(h)
    h = k.L.Reshape((-1, 4))(h)
    p, q = k.L.Dense(3)(h), k.L.Dense(3)(h)
    h = k.L.concatenate([k.L.add([p, q]), k.L.subtract([p, q]), k.L.maximum([p, q]), k.L.average([p, q])], axis=-1)
    h = k.L.dot([h, h], axes=1, normalize=True)
    h = k.L.Flatten()(h)
    h = k.L.Flatten()(k.L.RepeatVector(2)(h))
    m = k.Model(x, k.L.Dense(1)(h))
    return {
        "model": m,
        "x": k.r(2, 4, 4, 2),
        "y": k.r(2, 1),
        "compile": {"optimizer": k.opt("SGD", 0.01), "loss": "mse"},
    }


@case("advanced activations: LeakyReLU alpha, PReLU shared_axes, ELU, ThresholdedReLU, ReLU, Softmax", ALL)
def advanced_activations(k):
    x = k.Input(shape=(4, 6))
    h = k.L.LeakyReLU(alpha=0.2)(k.L.Dense(6)(x))
    h = k.L.PReLU(shared_axes=[1])(k.L.Dense(6)(h))
    h = k.L.ELU(alpha=0.7)(k.L.Dense(6)(h))
    h = k.L.ReLU(max_value=2.0, negative_slope=0.1, threshold=0.05)(k.L.Dense(6)(h))
    h = k.L.Softmax(axis=1)(h)
    m = k.Model(x, k.L.Dense(1)(k.L.Flatten()(h)))
    return {"model": m, "x": k.r(3, 4, 6), "y": k.r(3, 1), "compile": {"optimizer": k.opt("SGD", 0.1), "loss": "mse"}}


@case("ThresholdedReLU", ALL)
def thresholded_relu(k):
    m = k.Sequential([k.L.Dense(4, **k.ishape(3)), k.L.ThresholdedReLU(theta=0.3), k.L.Dense(1)])
    return {"model": m, "x": k.r(4, 3), "y": k.r(4, 1), "compile": {"optimizer": k.opt("SGD", 0.1), "loss": "mse"}}


@case("activations by name: hard_sigmoid, softplus, selu, exponential, linear", ALL)
def activation_names(k):
    m = k.Sequential(
        [
            k.L.Dense(4, activation="selu", **k.ishape(3)),
            k.L.Dense(4, activation="hard_sigmoid"),
            k.L.Activation("softplus"),
            k.L.Dense(3, activation="exponential"),
            k.L.Dense(1, activation="linear"),
        ]
    )
    return {"model": m, "x": k.r(4, 3), "y": k.r(4, 1), "compile": {"optimizer": k.opt("SGD", 0.02), "loss": "mse"}}


@case("an activation layer object as activation=", {"k215": "h5 keras", "tfk221": "keras"})
def activation_object(k):
    m = k.Sequential(
        [
            k.L.Dense(4, activation=k.L.LeakyReLU(0.3), **k.ishape(3)),
            k.L.Dense(4, activation="gelu"),
            k.L.Dense(1, activation="swish"),
        ]
    )
    return {"model": m, "x": k.r(4, 3), "y": k.r(4, 1), "compile": {"optimizer": k.opt("SGD", 0.1), "loss": "mse"}}


@case("regularizers, constraints, initializers by class (Orthogonal, VarianceScaling, Identity, TruncatedNormal)", ALL)
def reg_con_init(k):
    i = k.init
    m = k.Sequential(
        [
            k.L.Dense(
                5,
                kernel_initializer=i.Orthogonal(gain=1.2, seed=3),
                kernel_regularizer=k.reg.l1_l2(0.01, 0.02),
                bias_constraint=k.con.NonNeg() if not k.old else k.con.non_neg(),
                **k.ishape(4),
            ),
            k.L.Dense(
                5,
                kernel_initializer=i.VarianceScaling(scale=2.0, mode="fan_out", distribution="uniform"),
                kernel_constraint=k.con.MaxNorm(1.0),
                activity_regularizer=k.reg.l2(0.01),
            ),
            k.L.Dense(
                5,
                kernel_initializer=i.Identity(gain=0.5),
                bias_initializer=i.Constant(0.1),
                kernel_constraint=k.con.MinMaxNorm(0.1, 0.9),
            ),
            k.L.Dense(1, kernel_initializer=i.TruncatedNormal(stddev=0.1), kernel_constraint=k.con.UnitNorm()),
        ]
    )
    return {"model": m, "x": k.r(6, 4), "y": k.r(6, 1), "compile": {"optimizer": k.opt("SGD", 0.1), "loss": "mse"}}


@case("noise and dropout layers, ActivityRegularization", ALL)
def noise_layers(k):
    m = k.Sequential(
        [
            k.L.GaussianNoise(0.1, **k.ishape(4, 3)),
            k.L.SpatialDropout1D(0.2),
            k.L.GaussianDropout(0.1),
            k.L.AlphaDropout(0.1),
            k.L.Dropout(0.3, noise_shape=(None, 1, 3), seed=5),
            k.L.ActivityRegularization(l1=0.01),
            k.L.Flatten(),
            k.L.Dense(1),
        ]
    )
    return {
        "model": m,
        "x": k.r(3, 4, 3),
        "y": k.r(3, 1),
        "compile": {"optimizer": k.opt("SGD", 0.1), "loss": "mse"},
        "train": False,
    }


@case("Lambda with Python byte code", {"k224": "h5 json yaml", "k215": "h5 keras json sm", "tfk221": "h5 keras"})
def lambda_bytecode(k):
    m = k.Sequential([k.L.Dense(4, **k.ishape(3)), k.L.Lambda(lambda t: t * 2.0 + 1.0), k.L.Dense(1)])
    return {"model": m, "x": k.r(4, 3), "y": k.r(4, 1), "compile": {"optimizer": k.opt("SGD", 0.1), "loss": "mse"}}


def times_three(t):
    return t * 3.0


@case(
    "Lambda with a named function and arguments",
    {"k224": "h5", "k215": "h5 keras", "tfk221": "h5 keras"},
    custom=lambda k: {"times_three": times_three},
)
def lambda_named(k):
    m = k.Sequential([k.L.Dense(4, **k.ishape(3)), k.L.Lambda(times_three, output_shape=(4,)), k.L.Dense(1)])
    return {"model": m, "x": k.r(4, 3), "y": k.r(4, 1), "compile": {"optimizer": k.opt("SGD", 0.1), "loss": "mse"}}


def make_custom(k):
    class Scale(k.L.Layer):
        def __init__(self, factor=1.0, **kw):
            super().__init__(**kw)
            self.factor = factor

        def build(self, input_shape):
            self.s = self.add_weight(name="s", shape=(int(input_shape[-1]),), initializer="ones", trainable=True)
            super().build(input_shape)

        def call(self, x):
            return x * self.s * self.factor

        def compute_output_shape(self, s):
            return s

        def get_config(self):
            return dict(super().get_config(), factor=self.factor)

    ops = k.keras.ops if k.new3 else None

    def half_mse(y_true, y_pred):
        d = (y_true - y_pred) ** 2
        return 0.5 * (ops.mean(d, axis=-1) if k.new3 else k.K.mean(d, axis=-1))

    def worst(y_true, y_pred):
        d = y_true - y_pred
        return ops.max(ops.abs(d)) if k.new3 else k.K.max(k.K.abs(d))

    return {"Scale": Scale, "half_mse": half_mse, "worst": worst}


@case(
    "custom layer, custom loss function, custom metric function",
    {"k224": "h5", "k215": "h5 keras sm", "tfk221": "h5 keras"},
    custom=make_custom,
)
def custom_objects(k):
    c = make_custom(k)
    m = k.Sequential([k.L.Dense(3, **k.ishape(4)), c["Scale"](factor=2.0, name="sc"), k.L.Dense(1)])
    return {
        "model": m,
        "x": k.r(5, 4),
        "y": k.r(5, 1),
        "compile": {"optimizer": k.opt("SGD", 0.1), "loss": c["half_mse"], "metrics": [c["worst"]]},
    }


# ---------------------------------------------------------------- TensorFlow ops, preprocessing, precision


@case("TFOpLambda: tf ops and operators on KerasTensors", NEW)
def tf_ops(k):
    tf = k.tf
    x = k.Input(shape=(4, 3))
    h = tf.nn.relu(x) * 2.0 + 1.0
    h = tf.reshape(h, (-1, 12))
    h = k.L.Dense(4)(h)
    h = tf.concat([h, tf.math.tanh(h)], axis=-1) / 3.0
    h = tf.reduce_mean(tf.expand_dims(h, 1), axis=1) - h
    h = 1.0 - h
    m = k.Model(x, k.L.Dense(1)(h))
    return {"model": m, "x": k.r(3, 4, 3), "y": k.r(3, 1), "compile": {"optimizer": k.opt("SGD", 0.1), "loss": "mse"}}


@case("SlicingOpLambda: x[:, -1], x[:, :2], x[..., 1] (Ellipsis: only h5 can hold it)", {"k215": "h5", "tfk221": "h5"})
def slicing(k):
    x = k.Input(shape=(4, 3))
    h = k.L.concatenate([x[:, -1], x[:, 0, :2], x[..., 1]])
    h = k.L.Dense(2)(h)[..., None]
    m = k.Model(x, k.L.Dense(1)(k.L.Flatten()(h)))
    return {"model": m, "x": k.r(3, 4, 3), "y": k.r(3, 1), "compile": {"optimizer": k.opt("SGD", 0.1), "loss": "mse"}}


@case("SlicingOpLambda without Ellipsis", NEW)
def slicing_plain(k):
    x = k.Input(shape=(4, 3))
    h = k.L.concatenate([x[:, -1], x[:, 0, :2], x[:, ::2, 1]])
    m = k.Model(x, k.L.Dense(1)(h[:, 1:]))
    return {"model": m, "x": k.r(3, 4, 3), "y": k.r(3, 1), "compile": {"optimizer": k.opt("SGD", 0.1), "loss": "mse"}}


@case(
    "tf.keras 2.3-style TFOpLambda on shapes and casts: tf.shape, tf.cast, tf.one_hot, tf.where, tf.matmul",
    {"k215": "h5 keras json", "tfk221": "h5 keras"},
)
def tf_ops_shapes(k):
    tf = k.tf
    ids = k.Input(shape=(3,), dtype="int32")
    h = tf.one_hot(ids, 5)
    h = tf.matmul(h, tf.transpose(h, [0, 2, 1]))
    h = tf.where(h > 0.5, h, tf.zeros_like(h) - 1.0)
    h = tf.reshape(h, [tf.shape(ids)[0], 9])
    h = tf.clip_by_value(k.L.Dense(3)(h), -0.4, 0.4)
    h = h + tf.cast(ids, "float32")
    m = k.Model(ids, k.L.Dense(1)(h))
    return {"model": m, "x": k.ri(5, 4, 3), "y": k.r(4, 1), "compile": {"optimizer": k.opt("SGD", 0.1), "loss": "mse"}}


@case("image preprocessing: Rescaling, Resizing, CenterCrop, Random*", NEW)
def random_preprocessing(k):
    m = k.Sequential(
        [
            k.L.Rescaling(0.5, offset=0.1, **k.ishape(8, 8, 3)),
            k.L.RandomFlip("horizontal"),
            k.L.RandomRotation(0.1),
            k.L.RandomZoom(0.1),
            k.L.RandomTranslation(0.1, 0.1),
            k.L.RandomContrast(0.1),
            k.L.RandomBrightness(0.1),
            k.L.CenterCrop(6, 6),
            k.L.Resizing(4, 4),
            k.L.Flatten(),
            k.L.Dense(1),
        ]
    )
    return {"model": m, "x": k.r(2, 8, 8, 3)}


@case("Normalization, adapted", {"k215": "h5 keras sm", "tfk221": "h5 keras"})
def normalization(k):
    x = k.r(20, 3) * 4 + 2
    n = k.L.Normalization(**k.ishape(3))
    n.adapt(x)
    return {
        "model": k.Sequential([n, k.L.Dense(1)]),
        "x": x[:5],
        "y": k.r(5, 1),
        "compile": {"optimizer": k.opt("SGD", 0.1), "loss": "mse"},
    }


@case("TextVectorization, adapted, with Embedding", {"k215": "h5 keras sm", "tfk221": "keras"})
def text_vectorization(k):
    t = k.L.TextVectorization(max_tokens=20, output_mode="int", output_sequence_length=4)
    t.adapt(np.array(["the cat sat", "a dog ran", "the dog sat"]))
    x = k.Input(shape=(1,), dtype="string")
    m = k.Model(x, k.L.Dense(1)(k.L.Flatten()(k.L.Embedding(20, 3)(t(x)))))
    return {
        "model": m,
        "x": np.array([["the cat ran"], ["bird sat"]]),
        "fill": True,
        "predict": lambda m, x: m(k.tf.constant(x[0])).numpy(),
    }


@case("StringLookup, IntegerLookup, Hashing, Discretization, CategoryEncoding", {"k215": "h5 keras", "tfk221": "keras"})
def lookups(k):
    s, n, f = (
        k.Input(shape=(1,), dtype="string", name="s"),
        k.Input(shape=(1,), dtype="int64", name="n"),
        k.Input(shape=(1,), name="f"),
    )
    parts = [
        k.L.StringLookup(vocabulary=["a", "b", "c"], output_mode="one_hot")(s),
        k.L.IntegerLookup(vocabulary=[3, 5], output_mode="one_hot")(n),
        k.L.CategoryEncoding(4, output_mode="one_hot")(k.L.Discretization(bin_boundaries=[-0.5, 0.0, 0.5])(f)),
    ]
    m = k.Model([s, n, f], k.L.Dense(1)(k.L.concatenate(parts)))
    tf = k.tf
    return {
        "model": m,
        "x": [
            np.array([["a"], ["z"], ["c"]]),
            np.array([[3], [4], [5]], "int64"),
            np.array([[-1.0], [0.2], [0.7]], "float32"),
        ],
        "predict": lambda m, x: m([tf.constant(x[0]), tf.constant(x[1]), tf.constant(x[2])]).numpy(),
    }


@case("mixed_float16 policy on each layer", NEW)
def mixed_precision(k):
    k.keras.mixed_precision.set_global_policy("mixed_float16")
    try:
        m = k.Sequential([k.L.Dense(8, activation="relu", **k.ishape(4)), k.L.Dense(2, dtype="float32")])
    finally:
        k.keras.mixed_precision.set_global_policy("float32")
    return {
        "model": m,
        "x": k.r(4, 4),
        "y": k.r(4, 2),
        "compile": {"optimizer": k.opt("SGD", 0.1), "loss": "mse"},
        "train": False,
    }


# ---------------------------------------------------------------- training configuration


def opt_case(name, covers, make, writers, loss="mse", **comp):
    def build(k):
        m = k.Sequential([k.L.Dense(4, activation="tanh", **k.ishape(3)), k.L.Dense(1)])
        return {
            "model": m,
            "x": k.r(6, 3),
            "y": k.r(6, 1),
            "compile": dict(optimizer=make(k), loss=loss, **comp),
            "warm": 2,
        }

    build.__name__ = name
    case(covers, writers)(build)


K224, K215, TFK = {"k224": "h5"}, {"k215": "h5 keras"}, {"tfk221": "keras"}
LEG = {"k215": "h5 keras", "tfk221": "h5"}
opt_case(
    "opt_sgd_decay",
    "SGD lr, decay, momentum, nesterov, with iterations",
    lambda k: k.opt("SGD", 0.1, momentum=0.9, nesterov=True, decay=0.05),
    K224,
)
opt_case("opt_adam_decay", "Adam lr, decay, with state", lambda k: k.opt("Adam", 0.05, decay=0.1), K224)
opt_case("opt_adam_amsgrad", "Adam amsgrad, with state", lambda k: k.opt("Adam", 0.05, amsgrad=True), ALL)
opt_case("opt_rmsprop", "RMSprop, with state", lambda k: k.opt("RMSprop", 0.02), ALL)
opt_case("opt_adadelta", "Adadelta, with state", lambda k: k.opt("Adadelta", 0.5), ALL)
opt_case("opt_adamax", "Adamax, with state", lambda k: k.opt("Adamax", 0.05), ALL)
opt_case("opt_nadam", "Nadam, with state", lambda k: k.opt("Nadam", 0.05), ALL)
opt_case(
    "opt_legacy_sgd",
    "legacy.SGD decay momentum",
    lambda k: k.opt("SGD", 0.1, legacy=True, decay=0.05, momentum=0.9),
    LEG,
)
opt_case("opt_legacy_adam", "legacy.Adam decay", lambda k: k.opt("Adam", 0.05, legacy=True, decay=0.1), LEG)
opt_case(
    "opt_schedule",
    "Adam with ExponentialDecay schedule",
    lambda k: k.opt("Adam", k.keras.optimizers.schedules.ExponentialDecay(0.1, 2, 0.5)),
    NEW,
)
opt_case(
    "opt_clip_ema",
    "SGD clipnorm, weight_decay, ema",
    lambda k: k.opt("SGD", 0.1, clipnorm=0.5, weight_decay=0.01, use_ema=True),
    NEW,
)
opt_case("opt_clip_k224", "SGD clipnorm and clipvalue", lambda k: k.opt("SGD", 0.1, clipnorm=0.5), K224)


@case("loss object with reduction, metric objects, weighted_metrics", NEW)
def loss_objects(k):
    m = k.Sequential([k.L.Dense(3, **k.ishape(4))])
    return {
        "model": m,
        "x": k.r(6, 4),
        "y": k.onehot(3, 6),
        "compile": {
            "optimizer": k.opt("SGD", 0.1),
            "loss": k.keras.losses.CategoricalCrossentropy(
                from_logits=True, label_smoothing=0.1, reduction="sum_over_batch_size"
            ),
            "metrics": [k.keras.metrics.CategoricalAccuracy(name="acc"), k.keras.metrics.AUC(num_thresholds=10)],
            "weighted_metrics": ["mse"],
        },
    }


@case("loss object with the AUTO reduction of Keras 2", NEW)
def loss_reduction_auto(k):
    m = k.Sequential([k.L.Dense(1, **k.ishape(4))])
    return {
        "model": m,
        "x": k.r(6, 4),
        "y": k.r(6, 1),
        "compile": {
            "optimizer": k.opt("SGD", 0.1),
            "loss": k.keras.losses.Huber(delta=0.5, reduction="auto"),
            "steps_per_execution": 1,
        },
    }


@case("sample_weight_mode='temporal'", {"k224": "h5"})
def sample_weight_temporal(k):
    m = k.Sequential(
        [k.L.LSTM(3, return_sequences=True, recurrent_activation="sigmoid", **k.ishape(4, 2)), k.L.Dense(1)]
    )
    return {
        "model": m,
        "x": k.r(3, 4, 2),
        "y": k.r(3, 4, 1),
        "sw": np.array([[1, 1, 0, 0], [1, 1, 1, 0], [1, 1, 1, 1]], "float32"),
        "compile": {"optimizer": k.opt("SGD", 0.1), "loss": "mse", "sample_weight_mode": "temporal"},
    }


@case("add_loss and add_metric on a functional model", NEW)
def add_loss_metric(k):
    x = k.Input(shape=(4,))
    h = k.L.Dense(3, name="h")(x)
    m = k.Model(x, k.L.Dense(1)(h))
    m.add_loss(0.1 * k.tf.reduce_mean(h * h))
    m.add_metric(k.tf.reduce_sum(h), name="hsum", aggregation="mean")
    return {"model": m, "x": k.r(5, 4), "y": k.r(5, 1), "compile": {"optimizer": k.opt("SGD", 0.1), "loss": "mse"}}


# ---------------------------------------------------------------- subclassed


@case(
    "subclassed model: weights only, and SavedModel",
    {"k215": "weights weights3 ckpt keras sm", "tfk221": "weights weights3 ckpt sm"},
    custom=lambda k: {"Net": make_net(k)},
)
def subclassed(k):
    m = make_net(k)(3)
    x = k.r(4, 3)
    m(x)
    return {"model": m, "x": x, "y": k.r(4, 1), "compile": {"optimizer": k.opt("SGD", 0.1), "loss": "mse"}}


def make_net(k):
    class Net(k.Model):
        def __init__(self, units=3, **kw):
            super().__init__(**kw)
            self.units = units
            self.a = k.L.Dense(units, activation="tanh")
            self.blocks = [k.L.Dense(units), k.L.BatchNormalization()]
            self.out = k.L.Dense(1)

        def call(self, x, training=None):
            h = self.a(x)
            for b in self.blocks:
                h = b(h)
            return self.out(h)

        def get_config(self):
            return {"units": self.units}

    return Net


# ---------------------------------------------------------------- files written without a model


@case("Tokenizer, pickled and as JSON", {"k224": "x", "k215": "x", "tfk221": "x"}, direct=True)
def tokenizer(k, d):
    if k.old:
        from keras.preprocessing.text import Tokenizer
    else:
        Tokenizer = k.keras.preprocessing.text.Tokenizer
    t = Tokenizer(num_words=10, oov_token="<oov>", lower=True)
    texts = ["The cat sat on the mat.", "A dog ran; the cat ran."]
    t.fit_on_texts(texts)
    pickle.dump(t, open(os.path.join(d, "tokenizer.pkl"), "wb"), protocol=2)
    open(os.path.join(d, "tokenizer.json"), "w").write(t.to_json())
    c = Tokenizer(num_words=None, char_level=True)
    c.fit_on_texts(texts)
    pickle.dump(c, open(os.path.join(d, "chars.pkl"), "wb"), protocol=2)
    seqs = t.texts_to_sequences(["the bird sat", "cat ran"])
    np.savez_compressed(
        os.path.join(d, "expected.npz"),
        texts=np.array(["the bird sat", "cat ran"]),
        seq_0=np.array(seqs[0]),
        seq_1=np.array(seqs[1]),
        matrix=t.texts_to_matrix(["the bird sat", "cat ran"], mode="tfidf"),
        chars_0=np.array(c.texts_to_sequences(["the cat"])[0]),
    )
    return {"files": ["tokenizer.pkl", "tokenizer.json", "chars.pkl"]}


@case("weights.h5 loaded by_name into another architecture", {"k224": "x", "k215": "x"}, direct=True)
def weights_by_name(k, d):
    src = k.Sequential([k.L.Dense(4, name="a", **k.ishape(3)), k.L.Dense(4, name="b"), k.L.Dense(2, name="c")])
    from recorder import fill

    fill(src, 5)
    src.save_weights(os.path.join(d, "weights.h5"))
    dst = k.Sequential(
        [
            k.L.Dense(4, name="a", **k.ishape(3)),
            k.L.Dense(4, name="new", kernel_initializer="ones"),
            k.L.Dense(4, name="b"),
            k.L.Dense(5, name="c", kernel_initializer="ones"),
        ]
    )
    kw = {"skip_mismatch": True}
    dst.load_weights(os.path.join(d, "weights.h5"), by_name=True, **kw)
    x = k.r(3, 3)
    open(os.path.join(d, "config.json"), "w").write(dst.to_json())
    np.savez_compressed(
        os.path.join(d, "expected.npz"),
        x_0=x,
        pred_0=dst.predict(x),
        **{"w_%d" % i: v for i, v in enumerate(dst.get_weights())},
    )
    return {"files": ["weights.h5"]}


@case(
    "file in the Keras 1 layout: list config, Convolution2D/Dense output_dim, LSTM with 12 arrays, keras_version 1.2.2",
    {"k224": "x"},
    direct=True,
)
def keras1_style(k, d):
    import json

    import h5py

    rs = np.random.RandomState(7)

    def u(*s):
        return rs.uniform(-0.5, 0.5, s).astype("float32")

    lstm = {
        "class_name": "LSTM",
        "config": {
            "name": "lstm_1",
            "trainable": True,
            "batch_input_shape": [2, 4, 3],
            "input_dtype": "float32",
            "return_sequences": False,
            "go_backwards": False,
            "stateful": True,
            "unroll": False,
            "consume_less": "cpu",
            "output_dim": 3,
            "init": "glorot_uniform",
            "inner_init": "orthogonal",
            "forget_bias_init": "one",
            "activation": "tanh",
            "inner_activation": "hard_sigmoid",
            "W_regularizer": None,
            "U_regularizer": None,
            "b_regularizer": None,
            "dropout_W": 0.0,
            "dropout_U": 0.0,
            "input_dim": 3,
            "input_length": 4,
        },
    }
    dense = {
        "class_name": "Dense",
        "config": {
            "name": "dense_1",
            "trainable": True,
            "output_dim": 2,
            "init": "glorot_uniform",
            "activation": "linear",
            "W_regularizer": None,
            "b_regularizer": None,
            "activity_regularizer": None,
            "W_constraint": None,
            "b_constraint": None,
            "bias": True,
            "input_dim": 3,
        },
    }
    ws = {"lstm_1": [], "dense_1": [("dense_1_W", u(3, 2)), ("dense_1_b", u(2))]}
    for g in "icfo":
        ws["lstm_1"] += [("lstm_1_W_" + g, u(3, 3)), ("lstm_1_U_" + g, u(3, 3)), ("lstm_1_b_" + g, u(3))]
    path = os.path.join(d, "model.h5")
    with h5py.File(path, "w") as f:
        f.attrs["keras_version"] = b"1.2.2"  # Keras 1 wrote it at the top only
        f.attrs["model_config"] = json.dumps({"class_name": "Sequential", "config": [lstm, dense]}).encode()
        g = f.create_group("model_weights")
        g.attrs["layer_names"] = [b"lstm_1", b"dense_1"]
        for n in ("lstm_1", "dense_1"):
            lg = g.create_group(n)
            lg.attrs["weight_names"] = [w.encode() for w, _ in ws[n]]
            for w, v in ws[n]:
                lg.create_dataset(w, data=v)
    import warnings

    warnings.simplefilter("ignore")
    m = k.keras.models.load_model(path)
    x = k.r(2, 4, 3)
    m.reset_states()
    np.savez_compressed(
        os.path.join(d, "expected.npz"),
        x_0=x,
        pred_0=m.predict(x, batch_size=2),
        pred2_0=m.predict(x, batch_size=2),
        **{"w_%d" % i: v for i, v in enumerate(m.get_weights())},
    )
    return {"files": ["model.h5"]}
