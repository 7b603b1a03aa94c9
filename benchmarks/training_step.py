"""One training step of a network: this library, PyTorch on the CPU, and the bare matrix products that a step needs.

    python benchmarks/training_step.py [threads]

All in one process and in turns, so that whatever else the machine does slows all of them alike: same shapes, float32,
same number of threads (1 unless said otherwise). A step is forward, loss, backward and SGD.
"""

import os
import sys
from collections import defaultdict
from statistics import median
from time import perf_counter

THREADS = int(sys.argv[1]) if len(sys.argv) > 1 else 1
for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = str(THREADS)  # read when NumPy is imported

import numpy as np  # noqa: E402

from backprop import SGD, Affine, Network, Relu, SoftmaxCrossEntropy  # noqa: E402

try:
    import torch
except ImportError:
    torch = None

CASES = [((784, 256, 128, 10), 128, 20), ((64, 32, 10), 32, 200)]  # widths, batch, steps in a turn
TURNS = 60
RATE = 0.01


def data(widths, batch):
    rng = np.random.default_rng(0)
    return rng.normal(size=(batch, widths[0])).astype(np.float32), rng.integers(0, widths[-1], size=batch)


def network(widths):
    layers = []
    for d, m in zip(widths, widths[1:]):
        layers += [Affine.random(d, m, seed=len(layers), dtype=np.float32), Relu()]
    return Network(*layers[:-1], loss=SoftmaxCrossEntropy())


def ours(widths, batch):
    (x, t), net, sgd = data(widths, batch), network(widths), SGD(RATE)
    parameters = net.parameters

    def step():  # as fit does it
        net.error(x, t)
        net.learn()
        sgd.step(parameters, net.gradients)

    return step


def pytorch(widths, batch):
    torch.set_num_threads(THREADS)
    x, t = map(torch.from_numpy, data(widths, batch))
    layers = []
    for layer in network(widths).layers:
        if isinstance(layer, Affine):
            linear = torch.nn.Linear(*layer.W.shape)
            linear.weight.data, linear.bias.data = torch.tensor(layer.W.T.copy()), torch.tensor(layer.b)
            layers.append(linear)
        else:
            layers.append(torch.nn.ReLU())
    net, loss = torch.nn.Sequential(*layers), torch.nn.CrossEntropyLoss()
    sgd = torch.optim.SGD(net.parameters(), lr=RATE)

    def step():
        sgd.zero_grad()
        loss(net(x), t).backward()
        sgd.step()

    return step


def products(widths, batch):
    """X W of every layer, Xᵀ dZ of every layer, and dZ Wᵀ of every layer but the first."""
    rng = np.random.default_rng(0)
    x = [rng.normal(size=(batch, d)).astype(np.float32) for d in widths]
    W = [rng.normal(size=shape).astype(np.float32) for shape in zip(widths, widths[1:])]

    def step():
        for k in range(len(W)):
            x[k] @ W[k]
        for k in reversed(range(len(W))):
            x[k].T @ x[k + 1]
            if k:
                x[k + 1] @ W[k].T

    return step


def measured(steps, count):
    """Seconds a step, in turns: one list for each, of the same length."""
    seconds = defaultdict(list)
    for _ in range(TURNS):
        for name, step in steps.items():
            step()
            start = perf_counter()
            for _ in range(count):
                step()
            seconds[name].append((perf_counter() - start) / count)
    return seconds


def parts(widths, batch, count):
    """Where the time of a step goes: the median of every part, in seconds."""
    (x, t), net, sgd = data(widths, batch), network(widths), SGD(RATE)
    parameters = net.parameters
    seconds = defaultdict(list)

    def timed(part, function, *arguments):
        start = perf_counter()
        result = function(*arguments)
        seconds[part].append(perf_counter() - start)
        return result

    names = [f"{type(layer).__name__} {number // 2 + 1}" for number, layer in enumerate(net.layers)]
    for _ in range(count * 5):
        out = x
        for name, layer in zip(names, net.layers):
            out = timed(f"{name} forward", layer.forward, out)
        timed("loss forward", net.loss.forward, out, t)
        dout = timed("loss backward", net.loss.backward)
        for name, layer in reversed(list(zip(names, net.layers))[1:]):
            dout = timed(f"{name} backward", layer.backward, dout)
        timed(f"{names[0]} backward", net.layers[0].learn, dout)
        gradients = timed("names", lambda: net.gradients)
        timed("SGD", sgd.step, parameters, gradients)
    return {part: median(times) for part, times in seconds.items()}


for widths, batch, count in CASES:
    makers = {"this library": ours, "PyTorch": pytorch, "bare products": products}
    if torch is None:
        del makers["PyTorch"]
    seconds = measured({name: make(widths, batch) for name, make in makers.items()}, count)

    shape = "-".join(map(str, widths))
    print(f"\n{shape}, batch {batch}, float32, {THREADS} thread{'s' * (THREADS > 1)}: best and median of {TURNS} turns of {count} steps")
    for name, times in seconds.items():
        ratios = [a / b for a, b in zip(seconds["this library"], times)]
        best = min(seconds["this library"]) / min(times)
        against = "" if name == "this library" else f"   this library / it: {best:.2f} (best), {median(ratios):.2f} (median of the turns)"
        print(f"  {name:14}{min(times) * 1e6:9.1f} µs {median(times) * 1e6:9.1f} µs{against}")
    if torch is None:
        print("  PyTorch        not installed, not compared")
    found = parts(widths, batch, count)
    total = sum(found.values())
    print("  where the time of this library goes:")
    for part, time in sorted(found.items(), key=lambda item: -item[1]):
        print(f"    {part:18}{time * 1e6:9.1f} µs {time / total:6.1%}")
