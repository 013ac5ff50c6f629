from keras.visualization import *
