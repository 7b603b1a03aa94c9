"""Layers of neural networks in NumPy, each with the backward that its page proves."""

from backprop.affine import Affine
from backprop.binary_cross_entropy import BinaryCrossEntropy, SigmoidCrossEntropy
from backprop.categorical_cross_entropy import CategoricalCrossEntropy, SoftmaxCrossEntropy
from backprop.columns import Columns
from backprop.dataset import digits, split
from backprop.mean_squared_error import MeanSquaredError
from backprop.network import Network
from backprop.neuron import Neuron
from backprop.perceptron import NotSeparable, Perceptron, bound
from backprop.relu import Relu
from backprop.sgd import SGD
from backprop.sigmoid import Sigmoid
from backprop.softmax import Softmax
from backprop.tanh import Tanh
from backprop.training import fit

__all__ = [
    "Affine", "Sigmoid", "Tanh", "Relu", "Softmax",
    "MeanSquaredError", "BinaryCrossEntropy", "CategoricalCrossEntropy", "SigmoidCrossEntropy", "SoftmaxCrossEntropy",
    "Network", "SGD", "fit", "Columns",
    "Neuron", "Perceptron", "NotSeparable", "bound",
    "digits", "split",
]  # fmt: skip
