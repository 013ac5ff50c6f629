"""Objects whose members Keras 2 and Keras 3 are asked for: built layers, models at each stage, optimizers, metrics.

Runs under every Keras from 2.2.4 (Python 3.7) on.
"""

#: layer -> (positional arguments, input shape without the batch; None: it is not called)
LAYERS = {
    "Activation": (["relu"], (3,)),
    "ActivityRegularization": ([], (3,)),
    "Add": ([], None),
    "AdditiveAttention": ([], None),
    "AlphaDropout": ([0.1], (3,)),
    "Attention": ([], None),
    "AveragePooling1D": ([2], (8, 2)),
    "AveragePooling2D": ([2], (8, 8, 2)),
    "AveragePooling3D": ([2], (8, 8, 8, 2)),
    "BatchNormalization": ([], (3,)),
    "Concatenate": ([], None),
    "Conv1D": ([2, 3], (8, 2)),
    "Conv1DTranspose": ([2, 3], (8, 2)),
    "Conv2D": ([2, 3], (8, 8, 2)),
    "Conv2DTranspose": ([2, 3], (8, 8, 2)),
    "Conv3D": ([2, 3], (8, 8, 8, 2)),
    "Conv3DTranspose": ([2, 3], (8, 8, 8, 2)),
    "ConvLSTM2D": ([2, 3], (3, 8, 8, 2)),
    "Cropping1D": ([], (8, 2)),
    "Cropping2D": ([1], (8, 8, 2)),
    "Dense": ([4], (3,)),
    "DepthwiseConv2D": ([3], (8, 8, 2)),
    "Dot": ([1], None),
    "Dropout": ([0.1], (3,)),
    "ELU": ([], (3,)),
    "Embedding": ([10, 4], (3,)),
    "Flatten": ([], (3, 2)),
    "GRU": ([4], (5, 3)),
    "GRUCell": ([4], None),
    "GaussianDropout": ([0.1], (3,)),
    "GaussianNoise": ([0.1], (3,)),
    "GlobalAveragePooling1D": ([], (8, 2)),
    "GlobalMaxPooling2D": ([], (8, 8, 2)),
    "LSTM": ([4], (5, 3)),
    "LSTMCell": ([4], None),
    "LayerNormalization": ([], (3,)),
    "LeakyReLU": ([], (3,)),
    "LocallyConnected1D": ([2, 3], (8, 2)),
    "Masking": ([], (3, 2)),
    "MaxPooling1D": ([2], (8, 2)),
    "MaxPooling2D": ([2], (8, 8, 2)),
    "MultiHeadAttention": ([1, 2], None),
    "Multiply": ([], None),
    "PReLU": ([], (3,)),
    "Permute": ([(2, 1)], (3, 2)),
    "ReLU": ([], (3,)),
    "RepeatVector": ([3], (4,)),
    "Reshape": ([(6,)], (3, 2)),
    "SeparableConv2D": ([2, 3], (8, 8, 2)),
    "SimpleRNN": ([4], (5, 3)),
    "SimpleRNNCell": ([4], None),
    "Softmax": ([], (3,)),
    "SpatialDropout1D": ([0.1], (3, 2)),
    "UpSampling2D": ([], (8, 8, 2)),
    "ZeroPadding2D": ([], (8, 8, 2)),
}
OPTIMIZERS = ("SGD", "RMSprop", "Adam", "Adamax", "Nadam", "Adagrad", "Adadelta", "Ftrl")
METRICS = ("Mean", "Sum", "MeanSquaredError", "Accuracy", "AUC", "Precision", "MeanIoU")
LOSSES = ("MeanSquaredError", "BinaryCrossentropy", "Huber")


def objects(keras):
    """``{label: function that makes the object}``."""
    layers, found = keras.layers, {}

    def called(layer, shape):
        layer(layers.Input(shape=shape))
        return layer

    for name, (args, shape) in LAYERS.items():
        cls = getattr(layers, name, None)
        if cls is not None:
            found["layers." + name] = lambda cls=cls, args=args, shape=shape: (
                called(cls(*args), shape) if shape else cls(*args)
            )
    found["layers.Bidirectional"] = lambda: called(layers.Bidirectional(layers.LSTM(2)), (5, 3))
    found["layers.TimeDistributed"] = lambda: called(layers.TimeDistributed(layers.Dense(2)), (5, 3))
    found["layers.RNN"] = lambda: called(layers.RNN(layers.LSTMCell(2)), (5, 3))
    found["layers.StackedRNNCells"] = lambda: layers.StackedRNNCells([layers.LSTMCell(2)])
    found["layers.Lambda"] = lambda: called(layers.Lambda(lambda x: x * 2.0), (3,))

    def sequential():
        return keras.models.Sequential([layers.Dense(2, input_shape=(3,))])

    def functional():
        start = layers.Input(shape=(3,))
        return keras.models.Model(start, layers.Dense(2)(start))

    def compiled(model):
        model.compile("sgd", "mse", metrics=["mae"])
        return model

    def fitted(model):
        import numpy as np

        compiled(model).fit(np.zeros((4, 3), "float32"), np.zeros((4, 2), "float32"), verbose=0)
        return model

    for name, make in (("Sequential", sequential), ("Model", functional)):
        found[name] = make
        found["compiled " + name] = lambda make=make: compiled(make())
        found["fitted " + name] = lambda make=make: fitted(make())
    for name in OPTIMIZERS:
        if hasattr(keras.optimizers, name):
            found["optimizers." + name] = lambda name=name: getattr(keras.optimizers, name)()
    if hasattr(keras.metrics, "Mean"):
        for name in METRICS:
            found["metrics." + name] = lambda name=name: getattr(keras.metrics, name)(
                **({"num_classes": 2} if name == "MeanIoU" else {})
            )
    for name in LOSSES:
        if hasattr(keras.losses, name):
            found["losses." + name] = lambda name=name: getattr(keras.losses, name)()
    for name in ("History", "EarlyStopping", "ReduceLROnPlateau", "TerminateOnNaN"):
        found["callbacks." + name] = lambda name=name: getattr(keras.callbacks, name)()
    found["callbacks.ModelCheckpoint"] = lambda: keras.callbacks.ModelCheckpoint("model.h5")
    return found
