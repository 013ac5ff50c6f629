"""What a filter sees: K.gradients of a mean activation, K.function, and a class activation map (Grad-CAM)."""
from __future__ import print_function
import numpy as np
from keras import backend as K
from keras.layers import Conv2D, Dense, Flatten, MaxPooling2D
from keras.models import Sequential

rng = np.random.RandomState(17)
labels = rng.randint(0, 2, 24)
x = rng.uniform(0, .5, (24, 10, 10, 3))
x[labels == 1, 2:5, 2:5] += .5
model = Sequential([
    Conv2D(4, (3, 3), activation='relu', input_shape=(10, 10, 3), name='block1_conv1'),
    MaxPooling2D(name='block1_pool'),
    Conv2D(5, (3, 3), activation='relu', name='block2_conv1'),
    Flatten(name='flatten'),
    Dense(2, activation='softmax', name='predictions'),
])
model.compile('sgd', 'sparse_categorical_crossentropy', metrics=['accuracy'])
model.fit(x, labels, epochs=2, batch_size=6, shuffle=False, verbose=0)

layer_dict = dict([(layer.name, layer) for layer in model.layers])
input_img = model.input


def normalize(x):
    return x / (K.sqrt(K.mean(K.square(x))) + K.epsilon())


for filter_index in range(2):
    layer_output = layer_dict['block2_conv1'].output
    loss = K.mean(layer_output[:, :, :, filter_index])
    grads = K.gradients(loss, input_img)[0]
    grads = normalize(grads)
    iterate = K.function([input_img], [loss, grads])
    input_img_data = x[:1].copy()
    for i in range(4):
        loss_value, grads_value = iterate([input_img_data])
        input_img_data += grads_value * .1
    print('filter %d: %.4f' % (filter_index, loss_value))

class_output = model.output[:, 1]
last_conv = model.get_layer('block2_conv1')
grads = K.gradients(class_output, last_conv.output)[0]
pooled_grads = K.mean(grads, axis=(0, 1, 2))
gradient_function = K.function([model.input], [pooled_grads, last_conv.output[0]])
pooled, conv = gradient_function([x[1:2]])
for i in range(conv.shape[-1]):
    conv[:, :, i] *= pooled[i]
heatmap = np.maximum(np.mean(conv, axis=-1), 0)
print(heatmap.shape, '%.6f' % heatmap.sum())

get_relu = K.function([model.layers[0].input, K.learning_phase()], [model.layers[1].output])
print('%.4f' % get_relu([x[:2], 0])[0].mean())
