from keras.distillation import *
