"""Which parts of a photo the answer needs, and whether hiding just those takes it away."""

# %% Hundreds of copies of the photo, each with a patch hidden, are classified.
import numpy as np

import tetrascope

scope = tetrascope.open("efficientnet-lite0")
pool = scope.pool("temple", windows=[(64, 32), (40, 20)], fill="mean")
print(f"{len(pool)} copies; without a mask: {pool.original}")
print(f"{np.count_nonzero(~pool.kept)} copies are taken for something else")
pool.plot().save("pool.png")
pool

# %% A linear SVM divides the copies that kept the label from those that lost it.
print(pool.boundary.explanation)
print("support vectors:", len(pool.boundary.support_vectors))

# %% The importance of a pixel: the mean drop of the label's probability over the masks that cover it.
pool.plot_importance().save("importance.png")
print(f"largest drop: {100 * pool.importance.max():.1f} percentage points")

# %% Hide the tenth of the photo that matters most, then the tenth that matters least.
least, most = np.quantile(pool.importance, (0.1, 0.9))
for name, wanted in (("most", pool.importance >= most), ("least", pool.importance <= least)):
    answer = scope.layers("temple", masks=[wanted], fill="mean", layers=["head_conv"])
    left = next((score.probability for score in answer.classes if score.index == pool.original.index), 0.0)
    print(f"without what matters {name}: {pool.original.name} {100 * left:.1f} %, {answer.classes[0]}")

scope.close()
