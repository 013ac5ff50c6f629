"""Every layer with its arguments: what it makes of fixed inputs with fixed weights."""

from __future__ import annotations

from typing import Any

from number_case import Case, evaluated, fill, result

_SPACES = ((1, "9"), (2, "9, 8"), (3, "4, 5, 4"))


def _layer(
    expression: str, *data: str, mask: bool = False, positive: bool = False, training: bool | None = None
) -> Case:
    def run(keras: Any) -> Any:
        arrays = [evaluated(keras, each) for each in data]
        inputs = [keras.layers.Input(each.shape[1:], dtype=each.dtype.name) for each in arrays]
        given = [keras.layers.Masking()(each) for each in inputs] if mask else inputs
        layer = evaluated(keras, f"layers.{expression}")
        outputs = layer(given[0] if len(given) == 1 else given)
        model = keras.models.Model(inputs[0] if len(inputs) == 1 else inputs, outputs)
        fill(layer, positive)
        return result(keras, model, arrays, training)

    options = f"{', masked' if mask else ''}{'' if training is None else f', training={training}'}"
    return Case(f"layer: {expression} of {', '.join(data)}{options}", run)


def _on(data: str, *expressions: str, **options: Any) -> list[Case]:
    return [_layer(each, *data.split("; "), **options) for each in expressions]


def _convolutions() -> list[Case]:
    found = []
    for rank, size in _SPACES:
        data, name = f"floats(2, {size}, 2) / {rank}", f"Conv{rank}D"
        for padding in ("valid", "same", *(["causal"] if rank == 1 else [])):
            found += _on(
                data,
                f"{name}(3, 3, padding={padding!r})",
                f"{name}(3, 2, padding={padding!r}, dilation_rate=2)",
                f"{name}(3, 3, padding={padding!r}, strides=2)",
                f"{name}(3, 2, strides=3, padding={padding!r}, use_bias=False)",
            )
        found += _on(data, f"{name}(4, 3, groups=2)", f"{name}(2, 2, activation='hard_sigmoid')")
        for padding in ("valid", "same"):
            found += _on(
                data,
                f"{name}Transpose(3, 3, padding={padding!r})",
                f"{name}Transpose(3, 3, padding={padding!r}, strides=2)",
                f"{name}Transpose(3, 2, padding={padding!r}, strides=3)",
                f"{name}Transpose(2, 3, strides=2, padding={padding!r}, output_padding=1)",
            )
        found += _on(data, f"{name}Transpose(3, 3, dilation_rate=2)")
    for name, first in (("DepthwiseConv2D", ""), ("SeparableConv2D", "4, ")):
        for padding in ("valid", "same"):
            found += _on(
                "floats(2, 8, 9, 2)",
                f"{name}({first}3, padding={padding!r}, depth_multiplier=2)",
                f"{name}({first}3, padding={padding!r}, strides=2)",
                f"{name}({first}3, padding={padding!r}, activation='relu', use_bias=False)",
            )
        found += _on("floats(2, 8, 9, 2)", f"{name}({first}3, dilation_rate=2)", f"{name}({first}(2, 3))")
    found += _on(
        "floats(2, 8, 2)",
        "SeparableConv1D(4, 3)",
        "SeparableConv1D(4, 3, padding='same', depth_multiplier=3)",
        "SeparableConv1D(4, 3, padding='causal')",
        "SeparableConv1D(4, 3, padding='causal', dilation_rate=2)",
        "SeparableConv1D(4, 2, strides=2)",
        "SeparableConv1D(4, 3, dilation_rate=2)",
        "DepthwiseConv1D(3)",
        "DepthwiseConv1D(3, padding='same', depth_multiplier=2)",
        "LocallyConnected1D(3, 3)",
        "LocallyConnected1D(3, 3, strides=2, activation='tanh')",
    )
    found += _on(
        "floats(2, 6, 5, 2)",
        "LocallyConnected2D(3, 3)",
        "LocallyConnected2D(2, (2, 3), strides=(2, 1), use_bias=False)",
        "Convolution2D(2, 3)",
        "Conv2D(2, 3, data_format='channels_last', padding='same')",
    )
    return found


def _pools() -> list[Case]:
    found = []
    for rank, size in _SPACES:
        data = f"floats(2, {size}, 2)"
        for kind, short in (("Max", "Max"), ("Average", "Avg")):
            name = f"{kind}Pooling{rank}D"
            for padding in ("valid", "same"):
                found += _on(
                    data,
                    f"{name}(2, padding={padding!r})",
                    f"{name}(3, strides=2, padding={padding!r})",
                    f"{name}(2, strides=1, padding={padding!r})",
                )
            found += _on(data, f"{name}()", f"Global{name}()", f"Global{short}Pool{rank}D()")
            found += _on(data, f"Global{name}(keepdims=True)")
        found += _on(
            data,
            f"UpSampling{rank}D()",
            f"UpSampling{rank}D(3)",
            f"ZeroPadding{rank}D()",
            f"ZeroPadding{rank}D(2)",
            f"Cropping{rank}D()",
        )
    found += _on("masked()", "GlobalAveragePooling1D()", mask=True)
    found += _on(
        "floats(2, 9, 2)",
        "ZeroPadding1D((1, 3))",
        "Cropping1D((2, 0))",
        "MaxPooling1D(pool_size=4)",
        "GlobalMaxPooling1D(data_format='channels_first')",
        "GlobalAveragePooling1D(data_format='channels_first')",
    )
    found += _on(
        "floats(2, 9, 8, 2)",
        "ZeroPadding2D(((1, 2), (0, 3)))",
        "Cropping2D(((1, 2), (0, 3)))",
        "Cropping2D((2, 1))",
        "UpSampling2D((2, 3))",
        "MaxPooling2D((2, 3), strides=(1, 2))",
        "AveragePooling2D((3, 2), padding='same')",
        "GlobalMaxPooling2D(data_format='channels_first')",
    )
    return found


def _resizing() -> list[Case]:
    found = []
    for how in ("nearest", "bilinear", "bicubic", "area", "lanczos3", "lanczos5", "gaussian", "mitchellcubic"):
        found += _on("floats(2, 4, 5, 2) / 4", f"UpSampling2D(2, interpolation={how!r})")
        found += _on("floats(2, 4, 5, 2) / 4", f"Resizing(7, 9, interpolation={how!r})")
        found += _on("floats(2, 8, 9, 2) / 4", f"Resizing(3, 2, interpolation={how!r})")
        found += _on("floats(2, 4, 5, 2) / 4", f"UpSampling2D((3, 2), interpolation={how!r})")
    found += _on(
        "floats(2, 8, 9, 2) / 4",
        "Resizing(4, 4, crop_to_aspect_ratio=True)",
        "Resizing(8, 9)",
        "Resizing(16, 3, interpolation='bicubic')",
        "Resizing(16, 3, interpolation='area')",
        "CenterCrop(3, 3)",
        "CenterCrop(4, 5)",
        "CenterCrop(12, 12)",
        "CenterCrop(5, 12)",
        "Rescaling(1 / 255)",
        "Rescaling(scale=0.5, offset=1.0)",
    )
    found += _on(
        "(images(2, 8, 9, 3) // 64).astype('uint8')",
        "Resizing(3, 2)",
        "Resizing(5, 12, interpolation='nearest')",
        "Resizing(16, 18, interpolation='bicubic')",
        "Rescaling(1 / 255)",
        "CenterCrop(3, 3)",
    )
    return found


def _recurrent() -> list[Case]:
    found = []
    for name in ("SimpleRNN", "LSTM", "GRU"):
        found += _on(
            "floats(2, 5, 3)",
            f"{name}(4)",
            f"{name}(4, return_sequences=True)",
            f"{name}(4, return_sequences=True, go_backwards=True)",
            f"{name}(4, unroll=True)",
            f"{name}(4, return_state=True)",
            f"{name}(4, return_sequences=True, return_state=True)",
            f"{name}(4, use_bias=False)",
            f"{name}(4, activation='relu')",
            f"{name}(4, dropout=0.5, recurrent_dropout=0.5)",
            f"RNN(layers.{name}Cell(4))",
            f"RNN([layers.{name}Cell(4), layers.{name}Cell(3)])",
            f"RNN([layers.{name}Cell(4), layers.{name}Cell(3)], return_sequences=True, return_state=True)",
            f"Bidirectional(layers.{name}(4), backward_layer=layers.{name}(4, go_backwards=True, activation='relu'))",
            f"Bidirectional(layers.{name}(3, return_state=True))",
        )
        for sequences in (False, True):
            found += _on(
                "masked()",
                f"{name}(4, return_sequences={sequences})",
                f"{name}(4, return_sequences={sequences}, go_backwards=True)",
                f"{name}(4, return_sequences={sequences}, return_state=True)",
                mask=True,
            )
        found += _on("masked()", f"Bidirectional(layers.{name}(4))", f"{name}(4, unroll=True)", mask=True)
        found += _on("masked()", f"RNN([layers.{name}Cell(4), layers.{name}Cell(3)])", mask=True)
        found += _on(
            "floats(2, 5, 3)",
            *(
                f"Bidirectional(layers.{name}(4, return_sequences=True), merge_mode={mode!r})"
                for mode in ("concat", "sum", "mul", "ave", None)
            ),
        )
        if name != "SimpleRNN":
            found += _on(
                "floats(2, 5, 3)",
                f"{name}(4, recurrent_activation='hard_sigmoid')",
                f"{name}(4, recurrent_activation='relu', activation='hard_sigmoid')",
                f"{name}(4, implementation=1)",
                f"{name}(4, implementation=2)",
            )
    found += _on(
        "floats(2, 5, 3)",
        "LSTM(4, unit_forget_bias=False)",
        "GRU(4, reset_after=False)",
        "GRU(4, reset_after=True)",
        "GRU(4, reset_after=False, use_bias=False, return_sequences=True)",
        "RNN(layers.StackedRNNCells([layers.LSTMCell(2), layers.GRUCell(3)]))",
        "TimeDistributed(layers.Dense(4))",
        "TimeDistributed(layers.Dense(4, activation='softmax'))",
        "TimeDistributed(layers.BatchNormalization())",
    )
    found += _on("masked()", "TimeDistributed(layers.Dense(4))", mask=True)
    found += _on(
        "floats(2, 3, 6, 5, 2)", "TimeDistributed(layers.Conv2D(2, 3))", "TimeDistributed(layers.MaxPooling2D())"
    )
    found += _on("floats(2, 3, 6, 5, 2)", "TimeDistributed(layers.Flatten())")
    for rank, size in ((1, "6"), (2, "6, 5"), (3, "4, 4, 3")):
        found += _on(
            f"floats(2, 3, {size}, 2)",
            f"ConvLSTM{rank}D(3, 2)",
            f"ConvLSTM{rank}D(3, 2, recurrent_activation='sigmoid')",
            f"ConvLSTM{rank}D(3, 2, recurrent_activation='hard_sigmoid')",
            f"ConvLSTM{rank}D(2, 2, padding='same', return_sequences=True)",
            f"ConvLSTM{rank}D(2, 2, strides=2, go_backwards=True)",
            f"ConvLSTM{rank}D(2, 2, return_state=True, use_bias=False)",
            f"Bidirectional(layers.ConvLSTM{rank}D(2, 2))",
        )
    return found


def _merges() -> list[Case]:
    pair = "floats(2, 4, 3); floats(2, 4, 3) * 0.5"
    found = []
    for name in ("Add", "Subtract", "Multiply", "Average", "Maximum", "Minimum", "Concatenate"):
        found += _on(pair, f"{name}()")
        if name != "Subtract":
            found += _on(f"{pair}; -floats(2, 4, 3)", f"{name}()")
    found += _on(pair, "Concatenate(axis=1)", "Dot(2)", "Dot(axes=1)", "Dot((2, 2), normalize=True)")
    found += _on("floats(2, 4, 3); floats(2, 1, 3)", "Add()", "Multiply()", "Average()", "Subtract()")
    found += _on("floats(2, 4); floats(2, 4) * 0.3", "Dot(1)", "Dot(-1, normalize=True)")
    found += _on("floats(2, 4, 3); floats(2, 5, 4)", "Dot((1, 2))")
    found += _on(
        "floats(2, 4, 3); floats(2, 5, 3)",
        "Attention()",
        "Attention(use_scale=True)",
        "Attention(score_mode='concat')",
        "AdditiveAttention()",
        "AdditiveAttention(use_scale=False)",
        "Concatenate(axis=1)",
        "Dot(axes=(2, 2))",
    )
    found += _on("floats(2, 4, 3); floats(2, 5, 6); floats(2, 5, 3)", "Attention()", "AdditiveAttention()")
    found += _on("masked(); masked() * 0.5", "Attention()", "Add()", "Concatenate()", "AdditiveAttention()", mask=True)
    for options in ("", ", value_dim=5", ", use_bias=False", ", output_shape=4"):
        found += [_multi_head(f"MultiHeadAttention(2, 3{options})")]
    return found


def _multi_head(expression: str) -> Case:
    def run(keras: Any) -> Any:
        query, value = evaluated(keras, "floats(2, 4, 3)"), evaluated(keras, "floats(2, 5, 3)")
        inputs = [keras.layers.Input(each.shape[1:]) for each in (query, value)]
        layer = evaluated(keras, f"layers.{expression}")
        model = keras.models.Model(inputs, layer(*inputs))
        fill(layer)
        return result(keras, model, [query, value])

    return Case(f"layer: {expression} of two", run)


def _normalizations() -> list[Case]:
    found = []
    for data, axes in (
        ("floats(5, 4)", (-1,)),
        ("floats(3, 7, 3)", (-1, 1)),
        ("floats(3, 5, 6, 3)", (-1, 1, 3)),
        ("floats(2, 3, 4, 5, 3)", (-1, 1)),
    ):
        for axis in axes:
            for training in (False, True):
                found += _on(data, f"BatchNormalization(axis={axis})", positive=True, training=training)
        found += _on(data, "BatchNormalization(scale=False, center=False, epsilon=0.01)", positive=True)
        found += _on(data, "BatchNormalization(momentum=0.5, epsilon=1e-5)", positive=True, training=True)
    for axis in (-1, 1, [1, 2], (2,)):
        found += _on("floats(2, 4, 6)", f"LayerNormalization(axis={axis})")
    found += _on("near(0.0)", "LayerNormalization()", "LayerNormalization(epsilon=1e-6)")
    found += _on("floats(2, 4, 6)", "LayerNormalization(center=False)", "LayerNormalization(scale=False)")
    found += _on("floats(2, 5, 4)", "GroupNormalization(2)", "GroupNormalization(groups=-1)", "UnitNormalization()")
    found += _on("floats(2, 5, 4)", "UnitNormalization(axis=1)", "UnitNormalization(axis=[1, 2])")
    found += _on("floats(4, 4)", "SpectralNormalization(layers.Dense(3))")
    return found


def _plain() -> list[Case]:
    found = _on(
        "floats(2, 3)",
        "Dense(4)",
        "Dense(4, use_bias=False, activation='tanh')",
        "Dense(units=2, activation='softmax')",
    )
    found += _on("floats(2, 5, 3)", "Dense(4, activation='relu')", "Flatten()", "Permute((2, 1))", "Masking(0.0)")
    found += _on("floats(2, 5, 3)", "EinsumDense('abc,cd->abd', output_shape=(None, 4), bias_axes='d')")
    found += _on(
        "floats(2, 5, 3)",
        "EinsumDense('abc,cde->abde', (None, 2, 4))",
        "Softmax()",
        "Softmax(axis=1)",
        "Reshape((-1,))",
    )
    found += _on("masked()", "Softmax(axis=1)", "Masking(3.0)", "Dense(2)", mask=True)
    found += _on(
        "floats(2, 3, 4, 2)", "Flatten(data_format='channels_first')", "Reshape((4, -1))", "Permute((3, 1, 2))"
    )
    found += _on(
        "floats(2, 4)",
        "RepeatVector(3)",
        "Reshape((2, 2))",
        "Lambda(lambda x: x * 2 + 1)",
        "ActivityRegularization(0.1)",
    )
    found += _on(
        "floats(2, 5)",
        *(
            f"Activation({each!r})"
            for each in ["hard_sigmoid", "selu", "softmax", "gelu", "swish", "softplus", "elu", "relu", "exponential"]
        ),
    )
    found += _on(
        "floats(2, 4, 3)",
        "LeakyReLU()",
        "LeakyReLU(0.1)",
        "LeakyReLU(alpha=0.2)",
        "PReLU()",
        "PReLU(shared_axes=[1])",
        "ELU(0.5)",
        "ELU(alpha=2.0)",
        "ReLU()",
        "ReLU(6.0, 0.1, 0.5)",
        "ReLU(max_value=1.0)",
        "ReLU(negative_slope=0.2)",
        "ThresholdedReLU(0.7)",
        "ThresholdedReLU()",
    )
    found += _on(
        "floats(2, 4, 3)",
        *(
            f"{each}(0.4)"
            for each in ("Dropout", "SpatialDropout1D", "GaussianNoise", "GaussianDropout", "AlphaDropout")
        ),
        training=False,
    )
    found += _on("floats(2, 4, 3, 2)", "SpatialDropout2D(0.4)", training=False)
    found += _on(
        "ints(10, 2, 5)", "Embedding(10, 4)", "Embedding(10, 3, mask_zero=True)", "Embedding(10, 3, input_length=5)"
    )
    found += _on(
        "floats(2, 4)",
        "Normalization(mean=1.0, variance=2.0)",
        "Normalization(mean=[0.0, 1, 2, 3], variance=[1.0, 2, 3, 4])",
    )
    found += _on("floats(2, 4)", "Normalization(mean=1.0, variance=2.0, invert=True)")
    found += _on(
        "floats(2, 6)",
        "Discretization(bin_boundaries=[-1.0, 0.0, 1.0])",
        "Discretization([-1.0, 1.0], output_mode='multi_hot')",
    )
    return found


CASES = [
    *_plain(),
    *_convolutions(),
    *_pools(),
    *_resizing(),
    *_recurrent(),
    *_merges(),
    *_normalizations(),
]
