# Checks a model with python3-onnx and runs it in python3-opencv: check.py <model> <images> <result> <dims>
import sys

import cv2
import numpy
import onnx

model, images, result, *dims = sys.argv[1:]
onnx.checker.check_model(onnx.load(model), full_check=True)
net = cv2.dnn.readNetFromONNX(model)
net.setInput(numpy.fromfile(images, dtype='<f4').reshape([int(d) for d in dims]))
net.forward().astype('<f4').tofile(result)
