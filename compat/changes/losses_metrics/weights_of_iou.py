"""``MeanIoU`` with sample weights: Keras 3 counts in whole numbers."""

from .._kinds import Behavior, Change

CHANGE = Change(
    code="K2C617",
    name="weights_of_iou",
    title="IoU and MeanIoU round sample weights down to whole numbers",
    entries=(
        Behavior(
            "keras.metrics.IoU",
            "compat.runtime.confusion_matrices:install",
            "say dtype='float32' where the metric gets sample weights",
        ),
    ),
)
