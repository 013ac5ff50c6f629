"""What changed between Keras 2 and Keras 3, as plain values: the table of contents.

One line per change; see :mod:`compat.changes._kinds` for the vocabulary.
"""

from __future__ import annotations

from ._kinds import Change
from .activations import hard_sigmoid
from .backend import CHANGES as _BACKEND
from .initializers import tensorflow_1_names
from .layers import (
    attention_shapes,
    batch_normalization_axis,
    cudnn_layers,
    dim_ordering,
    dynamic,
    groups,
    implementation,
    layer_shapes,
    layer_weights,
    leaky_relu_alpha,
    preprocessing_state,
    separable_kernel,
    spatial_dropout,
    thresholded_relu,
    time_major,
)
from .losses_metrics import loss_reduction
from .names import CHANGES as _NAMES
from .optimizers import (
    loss_scale_optimizer,
    nadam_schedule_decay,
    optimizer_decay,
    optimizer_lr,
    optimizer_options,
    optimizers_before_2_3,
    repeated_tokens,
    schedule_name,
)
from .stateful import (
    batch_input_shape,
    convlstm_recurrent_activation,
    embedding_input_length,
    gates_before_2_3,
    initial_state_of_a_stateful_layer,
    input_dim_input_length,
    layer_batch_size,
    layer_reset_states,
    model_reset_states,
    partial_batch,
    shuffled_stateful_fit,
    stateful_on_jax,
    stateful_on_torch,
    time_distributed_stateful,
)
from .training import (
    generator_batches,
    generator_methods,
    loop_arguments,
    loss_of_one_batch,
    lr_in_logs,
    metric_names,
    model_build,
    order_of_results,
    predict_classes,
)

ALL: tuple[Change, ...] = (
    batch_input_shape.CHANGE,
    layer_batch_size.CHANGE,
    input_dim_input_length.CHANGE,
    embedding_input_length.CHANGE,
    model_reset_states.CHANGE,
    layer_reset_states.CHANGE,
    stateful_on_jax.CHANGE,
    stateful_on_torch.CHANGE,
    partial_batch.CHANGE,
    initial_state_of_a_stateful_layer.CHANGE,
    shuffled_stateful_fit.CHANGE,
    convlstm_recurrent_activation.CHANGE,
    gates_before_2_3.CHANGE,
    time_distributed_stateful.CHANGE,
    time_major.CHANGE,
    implementation.CHANGE,
    layer_weights.CHANGE,
    layer_shapes.CHANGE,
    dynamic.CHANGE,
    dim_ordering.CHANGE,
    leaky_relu_alpha.CHANGE,
    batch_normalization_axis.CHANGE,
    spatial_dropout.CHANGE,
    attention_shapes.CHANGE,
    groups.CHANGE,
    preprocessing_state.CHANGE,
    separable_kernel.CHANGE,
    cudnn_layers.CHANGE,
    thresholded_relu.CHANGE,
    hard_sigmoid.CHANGE,
    optimizer_lr.CHANGE,
    optimizer_decay.CHANGE,
    optimizer_options.CHANGE,
    optimizers_before_2_3.CHANGE,
    nadam_schedule_decay.CHANGE,
    loss_scale_optimizer.CHANGE,
    schedule_name.CHANGE,
    repeated_tokens.CHANGE,
    loss_of_one_batch.CHANGE,
    generator_batches.CHANGE,
    generator_methods.CHANGE,
    loop_arguments.CHANGE,
    predict_classes.CHANGE,
    model_build.CHANGE,
    metric_names.CHANGE,
    order_of_results.CHANGE,
    lr_in_logs.CHANGE,
    loss_reduction.CHANGE,
    tensorflow_1_names.CHANGE,
    *_NAMES,
    *_BACKEND,
)
