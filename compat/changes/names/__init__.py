"""Old names: where each is in Keras 3, what stands for it, or why nothing does. A table a page."""

from __future__ import annotations

from .._kinds import Change
from .._tables import rows


def _change(code: str, name: str, title: str, *errors: str) -> Change:
    return Change(code, name, title, rows(__file__, name), errors)


CHANGES: tuple[Change, ...] = (
    _change(
        "K2C601",
        "old_module_paths",
        "Modules of Keras 2 that Keras 3 has no more: keras.engine, keras.layers.recurrent, keras.utils.np_utils",
        r"No module named '(tensorflow\.)?keras\.(engine|objectives|layers|utils|backend|legacy|wrappers|preprocessing)",
        r"cannot import name '(core|recurrent|convolutional|pooling|wrappers|merge|np_utils|generic_utils)' from",
    ),
    _change(
        "K2C602",
        "names_elsewhere",
        "Names that Keras 3 has under another module or name: Deconvolution2D, engine.InputLayer, layers.K",
        r"(module 'keras\.layers' has no attribute|cannot import name) 'Deconv",
    ),
    _change(
        "K2C603",
        "short_names",
        "Short names of losses, metrics, initializers and constraints: mse, kld, maxnorm, uniform",
        r"(module 'keras\.(losses|metrics)' has no attribute|cannot import name) '(?i:mse|mae|mape|msle|kld|logcosh|cosine|kullback)",
        r"(module 'keras\.(initializers|constraints)' has no attribute|cannot import name) "
        r"'(normal|uniform|zero|one|maxnorm|nonneg|unitnorm)'",
    ),
    _change(
        "K2C604",
        "optimizer_names",
        "Optimizers under old names: optimizers.sgd, optimizers.legacy.Adam, optimizers.experimental.Adam",
        r"(module 'keras\.optimizers' has no attribute|cannot import name) '(sgd|rmsprop|adagrad|adadelta|adam|adamax|nadam)'",
        r"`keras\.optimizers\.legacy` is not supported in Keras 3",
    ),
    _change(
        "K2C605",
        "preprocessing_data",
        "keras.preprocessing has no Tokenizer, TimeseriesGenerator, skipgrams and ImageDataGenerator",
        r"cannot import name '(Tokenizer|TimeseriesGenerator|ImageDataGenerator|skipgrams|text_to_word_sequence)'",
        r"module 'keras\.preprocessing\.(text|sequence|image)' has no attribute",
        r"module 'keras\.preprocessing' has no attribute 'text'",
    ),
    _change(
        "K2C606",
        "keras1_arguments",
        "Keras 1's names of arguments: output_dim, nb_filter, border_mode, subsample, init, W_regularizer, inner_activation",
        r"unexpected keyword argument '(output_dim|nb_filter|border_mode|subsample|init|p)'",
        r"Unrecognized keyword arguments passed to \w+: \{.*'(init|W_regularizer|inner_activation|border_mode|dropout_W)'",
    ),
)
