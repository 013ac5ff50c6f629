"""``model.predict_classes(x)`` and ``model.predict_proba(x)`` of a Sequential."""

from .._kinds import Change, Member

CHANGE = Change(
    code="K2C507",
    name="predict_classes",
    title="predict_classes() and predict_proba() are a predict(), and its argmax or threshold",
    entries=(
        Member(
            "keras.Sequential",
            "predict_classes",
            "compat.runtime.provided.training:predict_classes",
            "predict(x).argmax(axis=-1), or (predict(x) > 0.5).astype('int32') for one output unit",
        ),
        Member("keras.Sequential", "predict_proba", "compat.runtime.provided.training:predict_proba", "predict(x)"),
    ),
    errors=(r"'Sequential' object has no attribute 'predict_(classes|proba)'",),
)
