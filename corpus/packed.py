"""Numbers in 4 bits, as the packaged e5 holds them.

Rows of blocks of 32 weights, `w = d * (q - 8)`: a half-precision scale `d` and 16
bytes of which the low halves hold weights 0-15 and the high ones 16-31 (Q4_0 of the
ggml project).
"""

import numpy as np
from numpy.typing import NDArray

BLOCK = 32
BYTES = 18
Floats = NDArray[np.float32]


def unpacked(raw: bytes) -> Floats:
    """The weights of 4-bit blocks, in order."""
    table = np.frombuffer(raw, np.uint8).reshape(-1, BYTES)
    scale = table[:, :2].copy().view(np.float16).astype(np.float32)
    low, high = table[:, 2:] & 15, table[:, 2:] >> 4
    return ((np.hstack([low, high]).astype(np.float32) - 8) * scale).reshape(-1)
