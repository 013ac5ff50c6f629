"""``model.fit_generator(batches, ...)`` and its two relatives: Keras 3's ``fit``, ``evaluate`` and ``predict`` take generators."""

from .._kinds import Change, Form, Member

_QUEUE = "max_queue_size? workers? use_multiprocessing?"
_FORMS = {
    "fit": Form(
        "generator steps_per_epoch? epochs? verbose? callbacks? validation_data? validation_steps? validation_freq? "
        f"class_weight? {_QUEUE} shuffle? initial_epoch?",
        "fit(x=generator, _=..., steps_per_epoch=steps_per_epoch, epochs=epochs, verbose=verbose, callbacks=callbacks, "
        "validation_data=validation_data, validation_steps=validation_steps, validation_freq=validation_freq, "
        "class_weight=class_weight, shuffle=shuffle, initial_epoch=initial_epoch)",
    ),
    "evaluate": Form(
        f"generator steps? callbacks? {_QUEUE} verbose=0",
        "evaluate(x=generator, _=..., steps=steps, callbacks=callbacks, verbose=verbose)",
    ),
    "predict": Form(
        f"generator steps? callbacks? {_QUEUE} verbose=0",
        "predict(x=generator, _=..., steps=steps, callbacks=callbacks, verbose=verbose)",
    ),
}

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
            form=form,
        )
        for name, form in _FORMS.items()
    ),
    errors=(r"'\w+' object has no attribute '(fit|evaluate|predict)_generator'",),
)
