"""``fit(nb_epoch=3)``, ``fit(workers=4)``, ``compile(sample_weight_mode=None)``: arguments that the loops lost."""

from .._kinds import Change, Dropped, Renamed

_QUEUE = ("workers", "use_multiprocessing", "max_queue_size", "max_q_size", "pickle_safe", "nb_worker")

CHANGE = Change(
    code="K2C506",
    name="loop_arguments",
    title="The loops take no nb_epoch, workers, use_multiprocessing and max_queue_size, compile no target_tensors",
    entries=(
        Renamed("keras.Model.fit", "nb_epoch", "epochs"),
        *(
            Dropped(f"keras.Model.{method}", argument)
            for method in ("fit", "evaluate", "predict")
            for argument in _QUEUE
        ),
        *(
            Dropped(
                "keras.Model.compile",
                argument,
                (None, {}, []),
                "Keras 3's compile() has no such thing",
            )
            for argument in ("sample_weight_mode", "target_tensors", "distribute", "options")
        ),
    ),
    errors=(
        r"(fit|evaluate|predict)\(\) got an unexpected keyword argument "
        r"'(nb_epoch|workers|use_multiprocessing|max_queue_size)'",
        r"compile\(\) got an unexpected keyword argument '(sample_weight_mode|target_tensors)'",
    ),
)
