"""The region head's loss.

Assignment as in YOLOv2: the cell of a sign's centre and the anchor of the most similar shape
(here also the others whose shape is similar). Boxes are learnt by their complete IoU, objectness
by cross-entropy without boxes that already overlap a sign well, classes by softmax.
"""

import math

import torch
from torch.nn import functional

STRIDE = 16
_IGNORED, _SIMILAR = 0.6, 0.62
_BOX, _CLASS, _EMPTY = 3.0, 1.0, 0.6


def decode(output, anchors):
    """Head output (n, 5·(5+c), h, w) to boxes in cells (n, 5, h, w, 4), objectness, classes."""
    count, _, height, width = output.shape
    values = output.float().reshape(count, len(anchors), -1, height, width).permute(0, 1, 3, 4, 2)
    columns = torch.arange(width).reshape(1, 1, 1, width)
    rows = torch.arange(height).reshape(1, 1, height, 1)
    x = values[..., 0].sigmoid() + columns
    y = values[..., 1].sigmoid() + rows
    sizes = values[..., 2:4].clamp(-6, 6).exp() * anchors.reshape(1, -1, 1, 1, 2)
    boxes = torch.cat([x[..., None], y[..., None], sizes], dim=-1)
    return boxes, values[..., 4], values[..., 5:]


def overlap(a, b):
    """IoU of boxes (x, y, w, h), with the intersection's and union's areas kept apart."""
    low = torch.maximum(a[..., :2] - a[..., 2:] / 2, b[..., :2] - b[..., 2:] / 2)
    high = torch.minimum(a[..., :2] + a[..., 2:] / 2, b[..., :2] + b[..., 2:] / 2)
    inner = (high - low).clamp(min=0).prod(dim=-1)
    return inner / (a[..., 2:].prod(dim=-1) + b[..., 2:].prod(dim=-1) - inner + 1e-9)


def complete_overlap(a, b):
    """Complete IoU (Zheng et al. 2020): IoU less the centres' distance and the shapes' unlikeness."""
    iou = overlap(a, b)
    low = torch.minimum(a[..., :2] - a[..., 2:] / 2, b[..., :2] - b[..., 2:] / 2)
    high = torch.maximum(a[..., :2] + a[..., 2:] / 2, b[..., :2] + b[..., 2:] / 2)
    diagonal = (high - low).square().sum(dim=-1) + 1e-9
    distance = (a[..., :2] - b[..., :2]).square().sum(dim=-1)
    shape = torch.atan(a[..., 2] / a[..., 3]) - torch.atan(b[..., 2] / b[..., 3])
    unlike = 4 / math.pi**2 * shape.square()
    weight = (unlike / (1 - iou + unlike + 1e-9)).detach()
    return iou - distance / diagonal - weight * unlike


def _assignments(truths, anchors):
    """Rows of truths and the anchor each is given to; a row may appear several times."""
    sizes = truths[:, 4:6] / STRIDE
    inner = torch.minimum(sizes[:, None], anchors[None]).prod(dim=2)
    shape = inner / (sizes.prod(dim=1)[:, None] + anchors.prod(dim=1)[None] - inner)
    chosen = shape > _SIMILAR
    chosen[torch.arange(len(truths)), shape.argmax(dim=1)] = True
    return chosen.nonzero(as_tuple=True)


def _covered(boxes, truths):
    """Whether a predicted box overlaps any sign of its picture well."""
    result = torch.zeros(boxes.shape[:-1], dtype=torch.bool)
    cells = truths[:, 2:6] / STRIDE
    for item in range(len(boxes)):
        mine = truths[:, 0] == item
        if mine.any():
            best = overlap(boxes[item][..., None, :], cells[mine]).amax(dim=-1)
            result[item] = best > torch.tensor(_IGNORED)
        hidden = cells[mine & (truths[:, 6] > 0)]
        if len(hidden):
            centers = boxes[item][..., None, :2]
            near = ((centers - hidden[:, :2]).abs() < hidden[:, 2:] / 2 + 0.5).all(dim=-1)
            result[item] |= near.any(dim=-1)
    return result


def region_loss(output, truths, anchors):
    """Loss of a batch. `truths`: rows (item, label, x, y, w, h, hard) in input pixels."""
    boxes, objectness, classes = decode(output, anchors)
    with torch.no_grad():
        ignored = _covered(boxes.detach(), truths)
        clear = truths[truths[:, 6] == 0]
        rows, anchor = _assignments(clear, anchors)
        given = clear[rows]
        item = given[:, 0].long()
        column = (given[:, 2] / STRIDE).long().clamp(0, output.shape[3] - 1)
        row = (given[:, 3] / STRIDE).long().clamp(0, output.shape[2] - 1)
    place = (item, anchor, row, column)
    count = max(len(given), 1)
    wanted = torch.zeros_like(objectness)
    wanted[place] = 1
    weight = torch.where(ignored, 0.0, _EMPTY)
    weight[place] = 1
    loss = functional.binary_cross_entropy_with_logits(objectness, wanted, weight, reduction="sum")
    if len(given):
        small = 2 - (given[:, 4] * given[:, 5] / 416**2).sqrt()
        box = (1 - complete_overlap(boxes[place], given[:, 2:6] / STRIDE)) * small
        labels = given[:, 1].long()
        kind = functional.cross_entropy(classes[place], labels, label_smoothing=0.01,
                                        reduction="sum")
        loss = loss + _BOX * box.sum() + _CLASS * kind
    return loss / count
