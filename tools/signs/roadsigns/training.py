"""Training: two processes of one thread each, whose gradients are averaged every step."""

import copy
import math
import time

import numpy as np
import torch
import torch.distributed as dist

from . import weights
from .augment import batch
from .darknet import Network, numbers, read_cfg
from .dataset import TRAINING, VALIDATION, Pictures
from .loss import region_loss

SEED = 1
WORKERS = 2
RATE, DECAY, WARM_UP = 2.5e-3, 0.03, 200
AVERAGE = 0.998
"""Share of the averaged weights kept at each step."""
_CROPS, _WHOLE = (16, 256), (6, 416)
"""Windows in a process's batch, and their size: of parts, later of whole pictures."""
_WHOLE_FROM = 0.7


def _rate(step, steps):
    """Linear warm-up, then half a cosine."""
    if step < WARM_UP:
        return RATE * (step + 1) / WARM_UP
    return RATE * 0.5 * (1 + math.cos(math.pi * (step - WARM_UP) / (steps - WARM_UP))) + 1e-6


def _optimizer(network):
    """AdamW; only convolutions' weights decay."""
    kernels = [p for p in network.parameters() if p.ndim == 4]
    others = [p for p in network.parameters() if p.ndim != 4]
    return torch.optim.AdamW([{"params": kernels, "weight_decay": DECAY},
                              {"params": others, "weight_decay": 0.0}], lr=RATE)


def _share_gradients(network):
    """Replaces gradients by their mean over the processes."""
    gradients = [p.grad for p in network.parameters()]
    flat = torch.cat([gradient.reshape(-1) for gradient in gradients])
    dist.all_reduce(flat)
    flat /= WORKERS
    place = 0
    for gradient in gradients:
        gradient.copy_(flat[place:place + gradient.numel()].reshape(gradient.shape))
        place += gradient.numel()


def _average(average, network, step):
    """Moves `average` a little towards `network`."""
    keep = min(AVERAGE, (1 + step) / (10 + step))
    with torch.no_grad():
        for old, new in zip(average.state_dict().values(), network.state_dict().values()):
            if old.is_floating_point():
                old.mul_(keep).add_(new, alpha=1 - keep)


def _loss(network, rng, pictures, kind, anchors):
    count, size = kind
    inputs, truths = batch(rng, pictures, count, size, kind is _WHOLE)
    x = torch.from_numpy(inputs).float().div_(255).contiguous(memory_format=torch.channels_last)
    with torch.autocast("cpu", torch.bfloat16):
        output = network(x)
    return region_loss(output, torch.from_numpy(truths), anchors)


def new_network(cfg):
    """The network with its first values, and its anchors in cells (5×2)."""
    torch.manual_seed(SEED)
    sections = read_cfg(cfg)
    network = Network(sections)
    head = network.convolutions()[-1]
    with torch.no_grad():
        head.weights.weight.mul_(0.5)
        head.weights.bias.zero_()
        head.weights.bias.reshape(5, -1)[:, 4] = -5.0
    anchors = torch.tensor(numbers(sections[-1][1]["anchors"])).reshape(-1, 2)
    return network, anchors


def _validation_loss(network, pictures, anchors):
    network.eval()
    rng = np.random.default_rng(5)
    with torch.no_grad():
        losses = [float(_loss(network, rng, pictures, _WHOLE, anchors)) for _ in range(20)]
    return sum(losses) / len(losses)


def run(rank, cfg, folder, target, steps):
    """What one process does; the first one writes the weights to `target`."""
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    store = f"file://{folder.resolve()}/meeting-point"
    dist.init_process_group("gloo", init_method=store, rank=rank, world_size=WORKERS)
    network, anchors = new_network(cfg)
    network = network.to(memory_format=torch.channels_last)
    average = copy.deepcopy(network)
    optimizer = _optimizer(network)
    pictures = Pictures(TRAINING, folder)
    rng = np.random.default_rng([SEED, rank])
    seen, recent, start = 0, 0.0, time.monotonic()
    for step in range(steps):
        kind = _CROPS if step < steps * _WHOLE_FROM else _WHOLE
        for group in optimizer.param_groups:
            group["lr"] = _rate(step, steps)
        loss = _loss(network, rng, pictures, kind, anchors)
        optimizer.zero_grad(set_to_none=False)
        loss.backward()
        _share_gradients(network)
        torch.nn.utils.clip_grad_norm_(network.parameters(), 20.0)
        optimizer.step()
        seen += kind[0] * WORKERS
        recent += (float(loss.detach()) - recent) * (0.02 if step else 1.0)
        if rank == 0:
            _average(average, network, step)
            if step % 200 == 199 or step == steps - 1:
                print(f"step {step + 1}/{steps}: loss {recent:.3f}, "
                      f"{time.monotonic() - start:.0f} s", flush=True)
                weights.save(average, folder / "last.weights", seen)
    if rank == 0:
        weights.save(average, target, seen)
        value = _validation_loss(average, Pictures(VALIDATION, folder), anchors)
        print(f"validation loss {value:.3f}")
    dist.barrier()
    dist.destroy_process_group()
