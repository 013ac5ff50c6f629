"""``ModelCheckpoint(period=5)``, ``ProgbarLogger(count_mode=)``, ``TensorBoard(write_grads=)``: what callbacks took."""

from .._kinds import Arguments, Behavior, Change, Dropped, Rewritten

_CHECKPOINT = "keras.callbacks.ModelCheckpoint"
_BOARD = "keras.callbacks.TensorBoard"


def _batch_events(arguments: Arguments) -> Arguments:
    """No function for an event is no argument for it."""
    return {name: value for name, value in arguments.items() if value is not None or name[:8] != "on_batch"}


CHANGE = Change(
    code="K2C508",
    name="callback_arguments",
    title="Callbacks take no period, count_mode, stateful_metrics, write_grads, batch_size, options",
    entries=(
        Behavior(
            _CHECKPOINT,
            "compat.runtime.checkpoint_period:install",
            "give save_freq, the number of batches between two checkpoints",
            argument="period",
            refused=True,
        ),
        Dropped(_CHECKPOINT, "options", (None,), "Keras 3 writes no checkpoints of TensorFlow"),
        Dropped(_CHECKPOINT, "load_weights_on_restart", (False, None), "load the weights before fit()"),
        Dropped("keras.callbacks.ProgbarLogger", "count_mode"),
        Dropped("keras.callbacks.ProgbarLogger", "stateful_metrics"),
        Dropped("keras.callbacks.CallbackList", "queue_length"),
        Dropped(
            "keras.callbacks.BackupAndRestore", "save_before_preemption", (False,), "it needs TensorFlow's Coordinator"
        ),
        Rewritten("keras.callbacks.LambdaCallback", ("on_batch_begin", "on_batch_end"), _batch_events, "drop_if_none"),
        Dropped(_BOARD, "batch_size"),
        Dropped(_BOARD, "write_grads"),
        Dropped(_BOARD, "embeddings_layer_names"),
        Dropped(_BOARD, "embeddings_data"),
    ),
    errors=(
        r"(ModelCheckpoint|ProgbarLogger|TensorBoard|BackupAndRestore)\.__init__\(\) got an unexpected keyword argument "
        r"'(period|options|load_weights_on_restart|count_mode|stateful_metrics|batch_size|write_grads|embeddings_\w+)'",
    ),
)
