"""What the two training scripts share: processes that average their gradients, the schedule, averaged weights."""

from __future__ import annotations

import math
import os
import socket
from collections.abc import Callable, Iterable

import torch
import torch.distributed as dist
import torch.multiprocessing as mp
from torch import Tensor, nn


def spawn(work: Callable[..., None], processes: int, *args: object) -> None:
    """Run `work(rank, processes, *args)` in as many processes, one core each."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    mp.spawn(_start, args=(processes, port, work, args), nprocs=processes)


def _start(rank: int, processes: int, port: int, work: Callable[..., None], args: tuple[object, ...]) -> None:
    os.environ.update(MASTER_ADDR="127.0.0.1", MASTER_PORT=str(port))
    torch.set_num_threads(1)
    dist.init_process_group("gloo", rank=rank, world_size=processes)
    work(rank, processes, *args)
    dist.destroy_process_group()


def average_gradients(parameters: Iterable[Tensor]) -> None:
    """Replace every gradient by its mean over the processes; a missing one counts as nought."""
    known = [p for p in parameters if p.requires_grad]
    for p in known:
        if p.grad is None:
            p.grad = torch.zeros_like(p)
    flat = torch.cat([p.grad.reshape(-1) for p in known])
    dist.all_reduce(flat)
    flat /= dist.get_world_size()
    offset = 0
    for p in known:
        p.grad.copy_(flat[offset : offset + p.numel()].view_as(p))
        offset += p.numel()


def agreed(value: float) -> float:
    """Return the value that the first process gives."""
    shared = torch.tensor([value])
    dist.broadcast(shared, 0)
    return float(shared)


def rate(done: float, step: int, warm: int = 150) -> float:
    """Return the share of the highest learning rate: a rise over `warm` steps, half a cosine down to a hundredth."""
    return min(1.0, (step + 1) / warm) * (0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * min(1.0, done))))


class Average:
    """Exponential moving average of the weights, which is what is scored and shipped."""

    def __init__(self, network: nn.Module, decay: float) -> None:
        self.decay = decay
        self.weights = {name: value.detach().clone() for name, value in network.state_dict().items()}
        self.step = 0

    @torch.no_grad()
    def update(self, network: nn.Module) -> None:
        self.step += 1
        decay = min(self.decay, (1 + self.step) / (10 + self.step))
        for name, value in network.state_dict().items():
            if value.dtype.is_floating_point:
                self.weights[name].lerp_(value, 1 - decay)
            else:
                self.weights[name].copy_(value)
