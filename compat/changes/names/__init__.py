"""Old names: where each is in Keras 3, what stands for it, or why nothing does. A table a page."""

from __future__ import annotations

from .._kinds import Arguments, Behavior, Change, Entry, Member, Moved, Provided, Replaced, Rewritten
from .._tables import rows

_BY = "compat.runtime.provided"
#: What libraries that load weights by themselves use; up to Keras 2.1 it was in ``keras.engine.topology``.
_WEIGHT_FILES = (
    "HDF5_OBJECT_HEADER_LIMIT",
    "load_attributes_from_hdf5_group",
    "load_weights_from_hdf5_group",
    "load_weights_from_hdf5_group_by_name",
    "save_attributes_to_hdf5_group",
    "save_weights_to_hdf5_group",
)


def _dilated(arguments: Arguments) -> Arguments:
    """``atrous_rate`` is ``dilation_rate``."""
    return {"dilation_rate": arguments.pop("atrous_rate", 1), **arguments}


def _synchronized(arguments: Arguments) -> Arguments:
    """The statistics are those of all replicas."""
    return {**arguments, "synchronized": True}


def _grayscale(arguments: Arguments) -> Arguments:
    """``grayscale=True`` is the color mode of that name."""
    if arguments.pop("grayscale"):
        arguments["color_mode"] = "grayscale"
    return arguments


def _change(code: str, name: str, title: str, *errors: str, more: tuple[Entry, ...] = ()) -> Change:
    return Change(code, name, title, (*rows(__file__, name), *more), errors)


CHANGES: tuple[Change, ...] = (
    _change(
        "K2C601",
        "old_module_paths",
        "Modules that Keras 3 has no more: keras.engine, keras.layers.recurrent, keras.utils.np_utils",
        r"No module named .(tensorflow\.)?keras\.(engine|objectives|layers|utils|backend|legacy|wrappers|preproc)",
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
        r"(module 'keras\.(losses|metrics)' has no attribute|cannot import name) "
        r"'(?i:mse|mae|mape|msle|kld|logcosh|cosine|kullback)",
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
        r"No module named 'keras\.preprocessing\.text'",
    ),
    _change(
        "K2C606",
        "keras1_arguments",
        "Keras 1's names of arguments: output_dim, nb_filter, border_mode, subsample, init, W_regularizer, inner_activation",
        r"unexpected keyword argument '(output_dim|nb_filter|border_mode|subsample|init|p)'",
        r"missing \d required positional arguments?: '(units|filters)'",
        r"Unrecognized keyword arguments passed to \w+: \{.*'(init|W_regularizer|inner_activation|border_mode|dropout_W)'",
    ),
    _change(
        "K2C620",
        "utils_helpers",
        "Helpers of keras.utils: to_list, has_arg, conv_output_length, HDF5Matrix, enqueuers, multi_gpu_model",
        r"module 'keras\.utils' has no attribute '(generic_utils|conv_utils|layer_utils|multi_gpu_model|HDF5Matrix|to_ordinal)",
        r"cannot import name '(multi_gpu_model|HDF5Matrix|OrderedEnqueuer|GeneratorEnqueuer|print_summary)' from 'keras\.utils",
        more=(
            *(Provided(f"keras.utils.io_utils.{name}", f"{_BY}.h5dict:{name}") for name in ("H5Dict", "h5dict")),
            Moved("keras.engine.saving.h5dict", "keras.utils.io_utils.h5dict"),
            Moved("keras.utils.h5dict", "keras.utils.io_utils.h5dict"),
            Provided("keras.utils.io_utils.HDF5_OBJECT_HEADER_LIMIT", f"{_BY}.h5dict:LIMIT"),
            *(
                Provided(f"keras.engine.{module}.{name}", f"{_BY}.h5_weights:{name}", "load_weights, save_weights")
                for module in ("saving", "topology")
                for name in _WEIGHT_FILES
            ),
            Provided("keras.initializers._compute_fans", f"{_BY}.fans:compute_fans"),
        ),
    ),
    _change(
        "K2C621",
        "lost_layers",
        "Layers that Keras 3 lost: LocallyConnected1D and 2D, AbstractRNNCell, MaxoutDense, Highway",
        r"(module 'keras\.layers' has no attribute|cannot import name) "
        r"'(LocallyConnected[12]D|AbstractRNNCell|ConvLSTM2DCell|MaxoutDense|Highway|Random(Height|Width))'",
        more=(
            *(
                Replaced(f"keras.layers.{name}{rank}D", f"keras.layers.Conv{rank}D", _dilated)
                for name in ("AtrousConv", "AtrousConvolution")
                for rank in (1, 2)
            ),
            Replaced(
                "keras.layers.experimental.SyncBatchNormalization", "keras.layers.BatchNormalization", _synchronized
            ),
        ),
    ),
    _change(
        "K2C622",
        "scikit_learn_wrappers",
        "keras.wrappers.scikit_learn: KerasClassifier and KerasRegressor around a function that builds a model",
        r"No module named 'keras\.wrappers\.scikit_learn'",
    ),
    _change(
        "K2C623",
        "lost_classes",
        "Small classes that Keras 3 lost: losses.Reduction, metrics.MeanTensor, callbacks.BaseLogger, RadialConstraint",
        r"(has no attribute|cannot import name) '(Reduction|MeanRelativeError|MeanTensor|BaseLogger|RadialConstraint)'",
    ),
    _change(
        "K2C624",
        "models_from_text",
        "model_from_config, model_from_yaml and to_yaml; model_from_json reads no JSON of Keras 2",
        r"(has no attribute|cannot import name) '(model_from_config|model_from_yaml|to_yaml)'",
        r"Could not locate class '\w+'",
        more=(
            Behavior(
                "keras.Model",
                "compat.runtime.provided.models:install",
                "keep `import compat; compat.install()`, or write the JSON anew with Keras 3",
            ),
            Member(
                "keras.Model",
                "to_yaml",
                "compat.runtime.provided.models:to_yaml",
                "to_json()",
                new="to_json",
                why_unsafe="the text is JSON then, for model_from_json",
            ),
        ),
    ),
    _change(
        "K2C625",
        "legacy_interfaces",
        "keras.legacy.interfaces: decorators for the argument names of Keras 1",
        r"cannot import name 'interfaces' from 'keras\.legacy'",
    ),
    _change(
        "K2C626",
        "removed_names",
        "Names without a counterpart: feature columns, estimators, DTensor, RegNet and ResNetRS, private steps of fit",
        r"(has no attribute|cannot import name) '(DenseFeatures|RegNet\w+|ResNetRS\w+|estimator|dtensor)'",
    ),
    _change(
        "K2C627",
        "positional_order",
        "Arguments by position: Keras 3 has some of them in another order",
        r"Could not interpret metric identifier: \d",
        r"'bool' object has no attribute 'shape'",
    ),
    _change(
        "K2C628",
        "lost_members",
        "Attributes and methods that objects lost: LeakyReLU.alpha, depthwise_kernel, model.history before fit(), metrics as layers",
        r"'(LeakyReLU|DepthwiseConv[12]D|Bidirectional|Functional|Sequential)' object has no attribute "
        r"'(alpha|depthwise_kernel|history|stop_training|optimizer|total_loss|targets|submodules|dynamic)'",
        r"'list' object is not callable",
        more=(
            Behavior(
                "keras.optimizers.Optimizer",
                "compat.runtime.optimizer_variables:install",
                "leave the brackets behind optimizer.variables out",
            ),
        ),
    ),
    _change(
        "K2C629",
        "changed_arguments",
        "Arguments and defaults of functions and small classes: use_legacy_format, grayscale, l1_l2(), to_categorical(dtype=)",
        r"(serialize|deserialize)\(\) got an unexpected keyword argument 'use_legacy_format'",
        r"load_img\(\) got an unexpected keyword argument 'grayscale'",
        r"to_categorical\(\) got an unexpected keyword argument '(dtype|y)'",
        r"AveragePooling\dD\.__init__\(\) missing 1 required positional argument: 'pool_size'",
        r"Unrecognized keyword arguments passed to Embedding: \{'sparse'",
        r"(relu|set_epsilon|set_floatx)\(\) got an unexpected keyword argument '(alpha|e|floatx)'",
        more=(
            *(
                Rewritten(f"keras.{path}.load_img", ("grayscale",), _grayscale, "replace_value")
                for path in ("utils", "preprocessing.image")
            ),
            Behavior(
                "keras.layers.RNN",
                "compat.runtime.initial_states:install",
                "call get_initial_state(batch_size)",
            ),
            Behavior(
                "keras.utils.to_categorical",
                "compat.runtime.categorical:install",
                "call the first argument x, and astype() of the result",
            ),
            Behavior(
                "keras.utils.normalize",
                "compat.runtime.normalized:install",
                "x / numpy.linalg.norm(x, axis=0, keepdims=True)",
            ),
        ),
    ),
)
