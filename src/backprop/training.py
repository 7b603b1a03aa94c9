"""Training: steps along the gradients of small batches, epoch after epoch."""

import numpy as np
from tqdm import tqdm


def fit(network, x, t, *, optimizer, epochs, batch=32, seed=0, watch=None):
    """Train a network, whose parameters are changed in place.

    In every epoch the samples are shuffled and cut into batches; the last may be smaller. On a terminal a bar shows
    the progress, elsewhere nothing is printed.

    Parameters
    ----------
    network : Network
        With a loss.
    x : array (N, d)
        Inputs.
    t : array (N, r) or (N,)
        Targets, as the loss takes them.
    optimizer : SGD
        Makes the steps.
    epochs : int
        How often every sample is seen.
    batch : int
        Samples a step.
    seed : int
        Of the shuffling: the same seed gives the same training.
    watch : dict, optional
        What else to write down after every epoch: for a name, a function of the network.

    Returns
    -------
    dict
        ``loss``, the loss of a sample as it was seen, averaged over the epoch, and everything watched:
        for each a list with one number an epoch.
    """
    x, t, watch = np.asarray(x), np.asarray(t), watch or {}
    if x.shape[:1] != t.shape[:1] or not len(x):
        raise ValueError(f"x and t must have as many rows, and at least one, got {x.shape} and {t.shape}")
    if batch < 1 or epochs < 0:
        raise ValueError(f"batch must be at least 1 and epochs at least 0, got {batch} and {epochs}")
    rng = np.random.default_rng(seed)
    parameters = network.parameters  # they stay the same arrays: the steps change what is in them
    history = {name: [] for name in ("loss", *watch)}

    with tqdm(range(epochs), disable=None, leave=False, unit="epoch") as progress:  # None: unless on a terminal
        for _ in progress:
            errors = []
            for rows in batches(rng.permutation(len(x)), batch):
                errors.append(network.error(x[rows], t[rows]) * network.loss.divisor)
                network.learn()
                optimizer.step(parameters, network.gradients)

            history["loss"].append(float(sum(errors) / len(x)))
            for name, function in watch.items():
                history[name].append(function(network))
            progress.set_postfix(loss=history["loss"][-1], refresh=False)
    return history


def batches(order, size):
    """Cut an order of samples into pieces of one size; the last may be smaller."""
    return [order[start : start + size] for start in range(0, len(order), size)]
