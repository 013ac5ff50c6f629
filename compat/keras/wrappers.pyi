from keras.wrappers import *
