"""What a Keras 2 program's own layers, models and optimizers call on themselves."""

from __future__ import annotations

from .._kinds import Behavior, ByName, Change, Member

_LAYER = "keras.layers.Layer"

CHANGES: tuple[Change, ...] = (
    Change(
        code="K2C240",
        name="add_weight_by_name",
        title="add_weight() takes the shape first and refuses a name there; lists of weights cannot be assigned",
        entries=(
            ByName(
                f"{_LAYER}.add_weight",
                ("name", "shape", "dtype", "initializer", "regularizer", "trainable", "constraint"),
            ),
            Behavior(
                _LAYER,
                "compat.runtime.custom.weights:install",
                "name the arguments: add_weight(shape=..., name=...); make weights by add_weight(trainable=...)",
            ),
        ),
        errors=(
            r"`name` must be passed as a keyword argument\. Received: add_weight\(",
            r"add_weight\(\) (got multiple values for argument|takes at most|got an unexpected keyword argument)",
            r"property '(non_)?trainable_weights' of '\w+' object has no setter",
        ),
    ),
    Change(
        code="K2C241",
        name="add_update",
        title="Layers have no add_update(): assign the variable in call()",
        entries=(
            Member(
                _LAYER,
                "add_update",
                "compat.runtime.custom.updates:add_update",
                "variable.assign(value) in call(), where training is true",
            ),
        ),
        errors=(r"object has no attribute 'add_update'",),
    ),
    Change(
        code="K2C242",
        name="automatic_names",
        title="Layers that say no name are counted otherwise, and names have no /",
        entries=(
            Behavior(
                "keras.Operation",
                "compat.runtime.automatic_names:install",
                "give names to the layers that you ask for by name",
            ),
        ),
        errors=(
            r"Argument `name` must be a string and cannot contain character `/`",
            r"No such layer: (input|dense|lstm|conv\dd|embedding|model|flatten)_\d",
        ),
    ),
    Change(
        code="K2C243",
        name="shapes_as_lists",
        title="Shapes are plain tuples: build(input_shape) and x.shape have no as_list(), sizes no value",
        entries=(Behavior("keras.KerasTensor", "compat.runtime.custom.shapes:install", "list(x.shape), x.shape[-1]"),),
        errors=(r"'(tuple|int)' object has no attribute '(as_list|value|ndims|dims)'",),
    ),
    Change(
        code="K2C420",
        name="get_updates",
        title="An optimizer's get_updates(loss, params) is never called: Keras 3 wants build() and update_step()",
        entries=(
            Behavior(
                "keras.optimizers.Optimizer",
                "compat.runtime.custom.get_updates:install",
                "define build(variables) and update_step(gradient, variable, learning_rate)",
            ),
            Member(
                "keras.optimizers.Optimizer",
                "get_gradients",
                "compat.runtime.custom.get_updates:get_gradients",
                "the gradient argument of update_step()",
            ),
            Member(
                "keras.optimizers.Optimizer",
                "get_updates",
                "compat.runtime.custom.get_updates:get_updates",
                "optimizer.apply(gradients, variables)",
            ),
            Member(
                "keras.optimizers.Optimizer",
                "get_weights",
                "compat.runtime.custom.get_updates:get_weights",
                "[each.numpy() for each in optimizer.variables]",
            ),
        ),
        errors=(
            r"BaseOptimizer\.__init__\(\) missing 1 required positional argument: 'learning_rate'",
            r"property 'iterations' of '\w+' object has no setter",
            r"object has no attribute 'get_(updates|gradients|weights)'",
        ),
    ),
    Change(
        code="K2C530",
        name="added_losses",
        title="add_loss() takes no inputs=, functions and Keras tensors; add_metric() is gone",
        entries=(
            Behavior(
                _LAYER,
                "compat.runtime.custom.losses:install",
                "call self.add_loss(tensor) in call(); update a metric of the layer there",
            ),
        ),
        errors=(
            r"`add_loss\(\)` can only be called from inside `build\(\)` or `call\(\)`",
            r"add_loss\(\) got an unexpected keyword argument 'inputs'",
            r"Layer `add_metric\(\)` method is deprecated",
            r"^NotImplementedError:?\s*$",
        ),
    ),
    Change(
        code="K2C531",
        name="trainable_after_compile",
        title="trainable = False after compile() stops a compiled model: a GAN's discriminator no longer trains",
        entries=(
            Behavior(
                "keras.Model",
                "compat.runtime.compiled_trainable:install",
                "set trainable before each train_on_batch()",
                assigned="trainable",
                after="compile",
            ),
        ),
        errors=(r"A layer's `trainable` state has changed since the model was compiled",),
    ),
    Change(
        code="K2C532",
        name="callback_params",
        title="Callbacks are told no samples, batch_size, metrics and validation_data, and no size of a batch",
        entries=(
            Behavior(
                "keras.callbacks.Callback",
                "compat.runtime.callback_params:install",
                "give the callback what it needs when you make it",
            ),
            Behavior(
                "keras.callbacks.Callback",
                "compat.runtime.callback_data:install",
                "give the callback the validation data when you make it",
            ),
            Member(
                "keras.callbacks.Callback",
                "validation_data",
                "compat.runtime.members:constant",
                "give the callback the validation data when you make it",
            ),
        ),
        errors=(r"KeyError: '(samples|batch_size|do_validation|size|nb_sample|nb_epoch)'",),
    ),
    Change(
        code="K2C533",
        name="summary_lines",
        title="summary(print_fn=f) calls f once with the whole text",
        entries=(Behavior("keras.Model", "compat.runtime.summaries:install", "split the text: text.splitlines()"),),
    ),
    Change(
        code="K2C244",
        name="seeds_from_random",
        title="Layers draw their seeds from Python's random and move a program's own numbers on",
        entries=(
            Behavior(
                "keras.random.SeedGenerator",
                "compat.runtime.seeds:install",
                "draw from a random.Random() of the program's own",
            ),
        ),
    ),
    Change(
        code="K2C246",
        name="variable_names",
        title="A variable's name is its own only, kernel, where it was dense/kernel:0",
        entries=(Behavior("keras.Variable", "compat.runtime.custom.variable_names:install", "read weight.path"),),
    ),
    Change(
        code="K2C247",
        name="training_without_default",
        title="call(self, inputs, training) needs a default: training=None",
        entries=(Behavior(_LAYER, "compat.runtime.custom.calls:install", "write training=None"),),
        errors=(r"missing a required argument: '(training|mask)'",),
    ),
    Change(
        code="K2C537",
        name="model_input_output",
        title="Model takes no input= and output=: they are inputs and outputs",
        entries=(Behavior("keras.Model", "compat.runtime.model_arguments:install", "write inputs= and outputs="),),
        errors=(r"Unrecognized keyword arguments passed to Model: \{'(input|output)'",),
    ),
    Change(
        code="K2C538",
        name="compiled_clones",
        title="clone_model() compiles the clone too, and fails where the loss is a function of the program",
        entries=(Behavior("keras.Model", "compat.runtime.clones:install", "clone first and compile then"),),
        errors=(r"Could not locate function '\w+'",),
    ),
    Change(
        code="K2C248",
        name="outputs_of_a_subclass",
        title="A subclass of Embedding that returns several tensors is taken to return one",
        entries=(
            Behavior(
                "keras.layers.Embedding",
                "compat.runtime.custom.output_specs:install",
                "define compute_output_spec() in the subclass",
            ),
        ),
        errors=(r"Cannot convert '\(\(.*\)' to a shape\. Found invalid dimension",),
    ),
    Change(
        code="K2C630",
        name="operations_in_h5",
        title="An .h5 file with operations in the model is written, but cannot be read",
        entries=(Behavior("keras.Model", "compat.runtime.h5_operations:install", "save the model as .keras"),),
        errors=(
            r"Only input tensors may be passed as positional arguments",
            r"Unknown layer: '\w+'\. Please ensure you are using a `keras\.utils\.custom_object_scope`",
        ),
    ),
    Change(
        code="K2C534",
        name="averages_before_2_3",
        title="Up to Keras 2.2 batches of a metric counted by their samples, and zero weights did not count in a loss",
        entries=(
            Behavior(
                "keras.Model",
                "compat.runtime.averages_before_2_3:install",
                "return one value for each sample; divide the loss by the share of the weights that are not zero",
            ),
        ),
    ),
    Change(
        code="K2C535",
        name="output_names",
        title="Two outputs of one layer have the same name, and one result stands for both",
        entries=(
            Behavior(
                "keras.Model", "compat.runtime.output_names:install", "put a layer with a name behind each output"
            ),
        ),
    ),
)
