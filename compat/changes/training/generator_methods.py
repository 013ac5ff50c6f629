"""``model.fit_generator(batches, ...)`` and its two relatives: Keras 3's ``fit``, ``evaluate`` and ``predict`` take generators."""

from .._kinds import Change, Member

CHANGE = Change(
    code="K2C505",
    name="generator_methods",
    title="fit_generator, evaluate_generator and predict_generator are fit, evaluate and predict",
    entries=tuple(
        Member(
            "keras.Model",
            f"{name}_generator",
            f"compat.runtime.provided.training:{name}_generator",
            f"call {name}() with the generator; workers and max_queue_size belong to a PyDataset now",
        )
        for name in ("fit", "evaluate", "predict")
    ),
    errors=(r"'\w+' object has no attribute '(fit|evaluate|predict)_generator'",),
)
