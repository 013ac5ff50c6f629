"""``layer.get_input_at(0)``, ``x._keras_shape``, ``node.inbound_layers``: what layers, tensors and nodes knew of their graph."""

from .._kinds import Behavior, Change, Member

_LAYER = {
    "get_input_at": "layer._inbound_nodes[node_index].input_tensors",
    "get_output_at": "layer._inbound_nodes[node_index].output_tensors",
    "get_input_shape_at": "the shapes of layer._inbound_nodes[node_index].input_tensors",
    "get_output_shape_at": "the shapes of layer._inbound_nodes[node_index].output_tensors",
    "get_input_mask_at": "keras.src.backend.get_keras_mask of the input",
    "get_output_mask_at": "keras.src.backend.get_keras_mask of the output",
    "input_mask": "keras.src.backend.get_keras_mask(layer.input)",
    "output_mask": "keras.src.backend.get_keras_mask(layer.output)",
    "inbound_nodes": "layer._inbound_nodes",
    "outbound_nodes": "layer._outbound_nodes",
}
_TENSOR = {
    "_keras_shape": ("keras_shape", "x.shape"),
    "_uses_learning_phase": ("uses_learning_phase", "keep in mind which layers are random; Keras 3 has no such flag"),
}

CHANGE = Change(
    code="K2C235",
    name="layer_graph",
    title="Layers have no get_input_at() and input_mask, tensors no _keras_shape, nodes no inbound_layers",
    entries=(
        *(
            Member("keras.layers.Layer", name, f"compat.runtime.graph:{name}", advice)
            for name, advice in _LAYER.items()
        ),
        *(
            Member("keras.KerasTensor", name, f"compat.runtime.graph:{by}", advice)
            for name, (by, advice) in _TENSOR.items()
        ),
        Member("keras.Variable", "_keras_shape", "compat.runtime.graph:keras_shape", "variable.shape"),
        Member(
            "keras.Model",
            "uses_learning_phase",
            "compat.runtime.graph:model_uses_learning_phase",
            "keep in mind which layers are random; Keras 3 has no such flag",
        ),
        Behavior(
            "keras.layers.Layer",
            "compat.runtime.graph:install",
            "read operation and arguments of the nodes in layer._inbound_nodes",
        ),
    ),
    errors=(
        r"object has no attribute '(get_(input|output)_(shape_|mask_)?at|(input|output)_mask|(in|out)bound_nodes)'",
        r"object has no attribute '_keras_shape'",
        r"object has no attribute '_?uses_learning_phase'",
        r"'Node' object has no attribute '(inbound_layers|outbound_layer|input_shapes|output_shapes)'",
    ),
)
