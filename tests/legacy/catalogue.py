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
    ("attention_with_context", KERAS_2_2): ("torch",),
    ("news_with_two_outputs", KERAS_2_2): ("tensorflow", "jax", "torch"),
    ("gradient_tape_loop", KERAS_2_15): ("jax", "torch"),
    ("train_step_override", KERAS_2_15): ("jax", "torch"),
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
    Program(
        "attention_with_context",
        _OLD,
        "own attention layer over a mask: regularizers, compute_mask; load_model(custom_objects=)",
    ),
    Program(
        "callback_with_validation",
        _OLD,
        "own callbacks: params, on_batch_end, stop_training, logs['val_acc']; class_weight, nb_epoch",
    ),
    Program(
        "capsule_digits",
        _OLD,
        "capsules: K.conv1d, K.batch_dot, K.permute_dimensions, routing; margin loss; Input(None, None)",
    ),
    Program(
        "ctc_line_reader",
        _OLD,
        "CTC in a Lambda with four inputs, go_backwards, K.function, K.ctc_decode; SGD(clipnorm=)",
    ),
    Program(
        "filters_by_gradient_ascent",
        _OLD,
        "K.gradients, K.function with two outputs and K.learning_phase; class activation maps",
    ),
    Program(
        "grid_search_classifier",
        _OLD,
        "KerasClassifier and KerasRegressor: parameters of build_fn and fit, score, predict_proba",
    ),
    Program(
        "image_generator_cnn",
        _OLD,
        "ImageDataGenerator, fit_generator, evaluate_generator; optimizers.rmsprop(lr=, decay=)",
    ),
    Program(
        "json_with_own_objects",
        _OLD,
        "to_json, get_config, CustomObjectScope, get_custom_objects with own layer, activation, initializer",
    ),
    Program(
        "keras1_inception",
        _OLD,
        "Convolution2D(nb_filter, nb_row, nb_col), add, concatenate, Model(input=, output=), W_regularizer",
    ),
    Program(
        "metrics_of_backend_functions",
        _OLD,
        "metrics and losses of K functions, metrics_names, saved with custom_objects",
    ),
    Program(
        "news_with_two_outputs",
        _OLD,
        "two inputs and outputs: loss_weights, names in dicts, sample weights, train_on_batch",
    ),
    Program(
        "own_layers_in_old_ways",
        _OLD,
        "positional add_weight, trainable_weights assigned, add_update, add_loss(inputs=), Wrapper",
    ),
    Program(
        "own_optimizer",
        _OLD,
        "get_updates, get_gradients, lr multipliers by name, weight decay, constraints; K.set_value of lr",
    ),
    Program(
        "plateau_and_logs",
        _OLD,
        "ReduceLROnPlateau(epsilon=), EarlyStopping, CSVLogger, ModelCheckpoint(period=) and their files",
    ),
    Program(
        "residual_network", _OLD, "residual blocks, BatchNormalization, l2; fit_generator on a Sequence with a schedule"
    ),
    Program(
        "siamese_contrastive",
        _OLD,
        "a shared network, Lambda distance with output_shape function, contrastive loss, K accuracy",
    ),
    Program(
        "text_cnn_tokenizer",
        _OLD,
        "Tokenizer, pad_sequences, Embedding(weights=, trainable=False), three Conv1D widths",
    ),
    Program(
        "triplets_of_embeddings",
        _OLD,
        "triplet losses: Lambda, l2_normalize, K.int_shape, Dot(normalize=True), shared Embedding",
    ),
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
    Program(
        "convolutional_autoencoder",
        _ALL,
        "Conv2DTranspose, UpSampling2D, models inside models, K.int_shape, summary(print_fn=)",
    ),
    Program(
        "dcgan_blocks",
        _OLD,
        "auxiliary-classifier GAN: two losses, sample weights, frozen discriminator, train_on_batch",
    ),
    Program("deep_q_cart", _ALL, "replay memory, target network by set_weights, fit on batches of one"),
    Program(
        "gan_on_a_circle", _OLD, "GAN: a compiled discriminator frozen inside another model, train_on_batch in turns"
    ),
    Program(
        "matrix_factorization",
        _ALL,
        "embeddings with regularizers and constraints, Dot, Add, Reshape, Subtract; validation_split",
    ),
    Program("mixture_density", _OLD, "own loss over slices, K.logsumexp; K.argmax, K.any, K.greater in K.function"),
    Program("video_of_digits", _ALL, "TimeDistributed(model), LSTM, attention by Permute, RepeatVector, Multiply"),
    Program(
        "wavenet_blocks", _ALL, "dilated causal Conv1D, Separable, Depthwise, LocallyConnected1D, Lambda(arguments=)"
    ),
    Program("word2vec_pairs", _ALL, "skipgrams, make_sampling_table, shared Embedding, Dot, train_on_batch"),
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
    Program(
        "gradient_tape_loop",
        _NEW,
        "GradientTape and tf.function by hand, tf.data, reset_states of metrics, a subclassed model",
    ),
    Program(
        "losses_and_metrics_inside",
        _NEW,
        "add_loss, add_metric in layers and on a model, add_weight(name, ...), regularizer functions",
    ),
    Program("tensorflow_functions_in_a_graph", _NEW, "tf functions and operators on Keras tensors"),
    Program(
        "train_step_override",
        _NEW,
        "train_step, test_step, compiled_loss, compiled_metrics; a VAE with its own metrics",
    ),
)
