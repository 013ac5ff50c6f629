from keras.legacy import *
