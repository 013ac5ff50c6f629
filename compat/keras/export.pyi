from keras.export import *
