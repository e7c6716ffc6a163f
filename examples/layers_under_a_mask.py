"""What each layer makes of a photo, and which layers a mask changes most.

Run it alone, or with the address of a server: python layers_under_a_mask.py http://127.0.0.1:8765
"""

# %% Open a network here, or at a server. What follows is the same.
import sys

import numpy as np

import tetrascope

scope = tetrascope.connect(sys.argv[1]) if sys.argv[1:] else tetrascope.open("efficientnet-lite0")
print(scope)

# %% The network's answer, and its layers' feature maps in clusters of similar entropy.
plain = scope.layers("cat")
print(*plain.classes[:3], sep="\n")
plain.plot().save("layers.png")
plain

# %% Hide an eye. A mask is a rectangle (top, left, height, width), or a boolean array of the input's size.
masked = scope.layers("cat", masks=[(45, 25, 70, 75)], fill="blur")
print("masked:", masked.classes[0])
masked.plot().save("layers-masked.png")

# %% In which layers do the entropies of feature maps change most?
change = {name: float(np.abs(masked[name].entropies - plain[name].entropies).mean()) for name in plain}
for name in sorted(change, key=change.__getitem__, reverse=True)[:5]:
    print(f"{name:22} {change[name]:.3f}")

# %% The maps themselves, as an array (n, height, width), and what one of their pixels is computed from.
maps = scope.activations("cat", "stem_conv", channels=[1, 5, 6])
print(maps.maps.shape, "each value within", maps.rounding.max())
field = scope.receptive_field("block3b_add", 10, 14)
print("block3b_add[10, 14] reads rows and columns", field.slices)
field.plot(plain.image).save("field.png")

scope.close()
