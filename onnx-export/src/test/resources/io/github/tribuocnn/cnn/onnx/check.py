# Checks a model with python3-onnx and runs it in python3-opencv: check.py <model> <images> <result> <dims>
import sys

import cv2
import numpy
import onnx

BATCH = 64

model, images, result, *dims = sys.argv[1:]
onnx.checker.check_model(onnx.load(model), full_check=True)
net = cv2.dnn.readNetFromONNX(model)
pixels = numpy.fromfile(images, dtype='<f4').reshape([int(d) for d in dims])
with open(result, 'wb') as answers:
    for first in range(0, len(pixels), BATCH):
        net.setInput(pixels[first:first + BATCH])
        answers.write(net.forward().astype('<f4').tobytes())
