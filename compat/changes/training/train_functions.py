"""``model._make_predict_function()``: the functions that graphs of TensorFlow 1 needed before threads and optimizers used them."""

from .._kinds import Change, Member

CHANGE = Change(
    code="K2C509",
    name="train_functions",
    title="Models have no _make_train_function, _make_test_function and _make_predict_function",
    entries=tuple(
        Member(
            "keras.Model",
            f"_make_{name}_function",
            f"compat.runtime.provided.train_functions:make_{name}_function",
            advice,
        )
        for name, advice in (
            ("train", "optimizer.build(model.trainable_variables), where its state is to be set"),
            ("test", "nothing: Keras 3 makes its functions when they are needed"),
            ("predict", "nothing: Keras 3 makes its functions when they are needed"),
        )
    ),
    errors=(r"'\w+' object has no attribute '_make_(train|test|predict)_function'",),
)
