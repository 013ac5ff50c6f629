"""What differs in word only: two spellings of one meaning in configs, and members that were Keras 2's own machinery."""

from __future__ import annotations

from typing import Any

#: Values of arguments of which one Keras writes a name and another its parts.
SAME = {
    "auto": "sum_over_batch_size",
    "normal": "truncated_normal",
    "<less>": None,
    "<greater>": None,
    "<<lambda>>": None,
}
#: Parameters whose own value is not kept in the config, or is kept in another form.
FORMS = {
    *("monitor_op", "best", "min_delta", "callbacks"),  # Keras 3 finds them out when fit() starts
    *("cell", "layer", "function", "factor", "height_factor", "width_factor"),
}
#: What Keras 2 built and could not use: a base class without a config, layers without what they are about.
UNUSABLE = {"keras.regularizers.Regularizer", "keras.layers.InputLayer", "keras.layers.Discretization"}
#: Arguments that Keras 2 took and forgot.
IGNORED = {"keras.layers.EinsumDense(activity_regularizer)"}
#: Properties whose values happen to be callable in Keras 2.
CALLABLE_PROPERTIES = {"name_scope"}
#: What Keras itself says where another backend than TensorFlow lacks something.
OF_TENSORFLOW = ("can only be used with the TensorFlow backend", "is only supported with the TensorFlow backend")


def says_the_same(key: str, mine: Any, theirs: Any) -> bool:
    """Whether two values of a config mean one thing."""
    if key in FORMS or (key == "seed" and theirs is None):
        return True
    mine, theirs = normal(mine), normal(theirs)
    if is_object(mine) and is_object(theirs):
        shared = mine[1].keys() & theirs[1].keys()
        return mine[0] == theirs[0] and all(says_the_same(each, mine[1][each], theirs[1][each]) for each in shared)
    return bool(mine == theirs)


def is_object(value: Any) -> bool:
    """Whether a value is a class and its config."""
    return isinstance(value, list) and len(value) == 2 and isinstance(value[0], str) and isinstance(value[1], dict)


def normal(value: Any) -> Any:
    """One form: a number for the same number in every axis, the name of an initializer for its parts."""
    if is_object(value):
        return named(value[0], value[1])
    if isinstance(value, list) and value and all(each == value[0] for each in value):
        return normal(value[0])
    if isinstance(value, str):
        return SAME.get(value, value)
    if isinstance(value, bool) or value is None:
        return value
    return float(value) if isinstance(value, int) else value


def named(name: str, config: dict[str, Any]) -> Any:
    """A class by the name that says the most."""
    if name == "VarianceScaling" and config.get("scale") == 1.0 and config.get("mode") == "fan_avg":
        return ["GlorotNormal" if "normal" in config["distribution"] else "GlorotUniform", {}]
    if name == "L1L2" and not config.get("l1"):
        return ["L2", {"l2": config["l2"]}]
    if name == "Pipeline":
        return "hard_sigmoid"
    return [name, config]


def is_internal(path: str) -> bool:
    """Whether no program calls it: what Keras 2's own loops and graph builders passed on."""
    return path.rpartition(".")[2] in INTERNAL or path in INTERNAL


#: ``build`` is called by position; ``update_step`` by the optimizer itself.
INTERNAL = {
    *("build", "update_step", "keras.callbacks.CallbackList.make_logs", "keras.mixed_precision.Policy.from_config"),
    *("keras.callbacks.TensorBoard.on_train_end", "keras.engine.network.Network.compute_mask", "normalize_weights"),
    "distribute_reduction_method",  # Keras 3 has it on TensorFlow, and fails there
    *("keras.layers.ThresholdedReLU.call", "keras.utils.h5dict.update"),
}
