"""A small U-Net for masks: skips by concatenate, Dice and IoU by K, checkpoints, clone and weights of the best."""
import os

import numpy as np
from tensorflow.keras import backend as K
from tensorflow.keras.callbacks import EarlyStopping, ModelCheckpoint, ReduceLROnPlateau
from tensorflow.keras.layers import Activation, BatchNormalization, Conv2D, Conv2DTranspose, Input, MaxPooling2D, concatenate
from tensorflow.keras.layers import SpatialDropout2D, UpSampling2D
from tensorflow.keras.models import Model, clone_model, load_model
from tensorflow.keras.optimizers import Adam


def iou(y_true, y_pred, smooth=1e-3):
    intersection = K.sum(K.abs(y_true * y_pred), axis=[1, 2, 3])
    union = K.sum(y_true, [1, 2, 3]) + K.sum(y_pred, [1, 2, 3]) - intersection
    return K.mean((intersection + smooth) / (union + smooth), axis=0)


def bce_dice_loss(y_true, y_pred):
    dice = 2. * K.sum(y_true * y_pred) / (K.sum(y_true) + K.sum(y_pred) + 1.)
    return K.mean(K.binary_crossentropy(y_true, y_pred)) + 1. - dice


def conv_block(tensor, n_filters, batchnorm=True):
    x = Conv2D(n_filters, (3, 3), kernel_initializer="he_normal", padding="same")(tensor)
    if batchnorm:
        x = BatchNormalization()(x)
    return Activation("relu")(x)


def get_unet(img_shape, n_filters=4, dropout=0.0):
    inputs = Input(img_shape)
    c1 = conv_block(inputs, n_filters)
    p1 = SpatialDropout2D(dropout)(MaxPooling2D((2, 2))(c1))
    c2 = conv_block(p1, n_filters * 2)
    p2 = MaxPooling2D(pool_size=(2, 2))(c2)
    c3 = conv_block(p2, n_filters * 2, batchnorm=False)
    u4 = concatenate([Conv2DTranspose(n_filters * 2, (3, 3), strides=(2, 2), padding="same")(c3), c2])
    c4 = conv_block(u4, n_filters * 2, batchnorm=False)
    u5 = concatenate([UpSampling2D((2, 2), interpolation="bilinear")(c4), c1], axis=3)
    c5 = conv_block(u5, n_filters, batchnorm=False)
    return Model(inputs=[inputs], outputs=[Conv2D(1, (1, 1), activation="sigmoid")(c5)])


rng = np.random.RandomState(6)
masks = np.zeros((20, 8, 8, 1), "float32")
for mask in masks:
    r, c = rng.randint(0, 5, 2)
    mask[r:r + 3, c:c + 3] = 1
images = (masks + rng.normal(0, .2, masks.shape)).astype("float32")

model = get_unet((8, 8, 1))
model.compile(optimizer=Adam(), loss=bce_dice_loss, metrics=[iou, "accuracy"])
callbacks = [EarlyStopping(patience=5, verbose=0, restore_best_weights=True),
             ReduceLROnPlateau(factor=0.1, patience=1, min_delta=10., min_lr=1e-5, verbose=0),
             ModelCheckpoint("unet.h5", verbose=0, save_best_only=True, save_weights_only=True)]
results = model.fit(images[:16], masks[:16], batch_size=4, epochs=3, callbacks=callbacks, shuffle=False, verbose=0,
                    validation_data=(images[16:], masks[16:]))
print(sorted(results.history), os.path.exists("unet.h5"))
model.load_weights("unet.h5")
copy = clone_model(model)
copy.set_weights(model.get_weights())
print(np.allclose(copy.predict(images[:2], verbose=0), model.predict(images[:2], verbose=0), atol=1e-6))
model.save("whole.h5")
whole = load_model("whole.h5", custom_objects={"bce_dice_loss": bce_dice_loss, "iou": iou})
whole.evaluate(images[16:], masks[16:], verbose=0)
