"""The programs, the real Kerases that recorded them, and what is known about their numbers.

A program is written for one Keras 2 or for several; each of them has its recording, and a test compares a run in the
dialect of that Keras with it. Programs do not choose between Kerases and do not know of this library.

What is not in the programs, because a real Keras 2 does not give one answer:

* Stateful ``Bidirectional`` under 2.2.4: it carries no state in either direction; only the newer ones record it.
* A validation or evaluation *generator* whose place matters from epoch to epoch: each Keras 2 fetches another number of
  batches ahead.
* Dropout noise, shuffled fits, sampled text.
* ``lr=`` under 2.15: its optimizers accept it, log a warning and use their default rate; ``decay=`` is an error.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent

KERAS_2_2 = "keras-2.2.4"
KERAS_2_15 = "keras-2.15.0"
TF_KERAS = "tf_keras-2.21.0"

#: Recording -> the dialect in which this library must give its numbers.
DIALECTS = {KERAS_2_2: "2.2", KERAS_2_15: "2.15", TF_KERAS: "2.15"}


class Program(NamedTuple):
    """One script of ``programs/``.

    Attributes:
        name: The script without ``.py``.
        recorded: The real Kerases that ran it, under which its numbers stand in ``recorded/``.
        covers: What it is there for.
    """

    name: str
    recorded: tuple[str, ...]
    covers: str

    @property
    def path(self) -> Path:
        return HERE / "programs" / f"{self.name}.py"

    def recording(self, keras: str) -> Path:
        """The file with the numbers of one Keras."""
        return HERE / "recorded" / keras / f"{self.name}.npz"


#: (program, recording) -> backends of Keras 3 that give other numbers; why stands in the guide, under "Known differences".
DIFFERS = {
    ("reverse_seq2seq", KERAS_2_15): ("jax", "torch"),
    ("reverse_seq2seq", KERAS_2_2): ("tensorflow",),
}

_OLD = (KERAS_2_2,)
_NEW = (KERAS_2_15, TF_KERAS)
_ALL = (KERAS_2_2, KERAS_2_15, TF_KERAS)

PROGRAMS = (
    # `keras`, paths and argument names up to 2.2
    Program("callback_reset", _OLD, "a Callback resets self.model inside an epoch; SGD(lr=, decay=, clipnorm=), 'acc'"),
    Program("char_text_stateful", _OLD, "layers.recurrent, np_utils, RMSprop(lr=); weights go to a batch-of-1 model"),
    Program("json_and_weights", _OLD, "to_json, model_from_json, save_weights of a stateful model; hard_sigmoid"),
    Program("layer_outputs", _OLD, "K.function on layer outputs, a second Model, predict_classes, go_backwards"),
    Program("learning_rate_schedule", _OLD, "LearningRateScheduler, K.get_value and K.set_value of optimizer.lr"),
    Program("moving_ball_video", _OLD, "stateful ConvLSTM2D of any length, Conv3D, adadelta; its output is fed back"),
    Program("reviews_old_spelling", _OLD, "nb_epoch, output_dim, Embedding(input_length=), Tokenizer, predict_proba"),
    Program("sine_forecast", _OLD, "GRU(batch_size=, input_dim=, input_length=), SGD(lr=, decay=, nesterov=)"),
    Program("train_on_batch_parity", _OLD, "one time step a batch: train_on_batch, test_on_batch, predict_on_batch"),
    # `keras`, spellings that all of Keras 2 knows: the same program, two dialects
    Program("averages_batch_size", _ALL, "LSTM(input_shape=, batch_size=), stateful against stateless"),
    Program("fit_generator_windows", _ALL, "fit_generator, evaluate_generator, predict_generator; adagrad"),
    Program("leaky_cell", _ALL, "an own cell with two states, keras.backend in its call"),
    Program("lstm_by_hand", _ALL, "weights=[...], reset_states(states=[h, c]); the equations in NumPy beside it"),
    Program("masked_sensors", _ALL, "Masking, GRU, TimeDistributed, pad_sequences; rmsprop"),
    Program("reverse_seq2seq", _ALL, "encoder and decoder models; targets whose padding is all zeros"),
    Program("save_load_continue", _ALL, "save, load_model, save_weights in .h5; the loaded model trains on"),
    Program("sunspots_walk_forward", _ALL, "batches of one, a reset after every epoch, walk-forward forecasts"),
    Program("timeseries_generator", _ALL, "TimeseriesGenerator, fit_generator on a Sequence"),
    Program("two_stacked_lstm", _ALL, "two LSTMs with sequences, the loop over model.layers with hasattr reset_states"),
    # `tensorflow.keras`
    Program("anomaly_autoencoder", _NEW, "RepeatVector, TimeDistributed, EarlyStopping, validation_split"),
    Program("char_gru_generator", _NEW, "Embedding(batch_input_shape=[n, None]), logits, own loss; text step by step"),
    Program("checkpointed_forecast", _NEW, "ModelCheckpoint('best.h5') and load_model while a callback resets"),
    Program("lambda_callback_closure", _NEW, "LambdaCallback resets by closure, before and after the validation"),
    Program("one_step_melody", _NEW, "Input(batch_shape=), weights by layer name, its own output fed back"),
    Program("sequence_of_batches", _NEW, "Sequence and an endless generator in fit; optimizer.learning_rate set"),
    Program("stateful_bidirectional", _NEW, "two stateful Bidirectional LSTMs, train_on_batch over chunks"),
    Program("states_by_hand", _NEW, "K.get_value(layer.states), reset_states(states=), K.set_value of a state"),
    Program("subclassed_first_fit", _NEW, "a subclassed model that is built by fit; metric objects"),
    Program("two_inputs_functional", _NEW, "two inputs, two outputs, losses by name, dicts in fit"),
    Program("word_stream_mask_zero", _NEW, "Embedding(mask_zero=True) before two stateful LSTMs"),
)
