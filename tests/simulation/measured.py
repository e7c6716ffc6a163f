"""Service times that were measured, by which clusters are simulated.

By `python -m tests.measure.simulation measure` on 2026-11-30: EfficientNet-Lite0, two cores of an x86-64 server with
AVX-512, Python 3.11, TensorFlow 2.21, Ray 2.60. Nothing else ran, but the machine is one of several on its hardware
and was at times half as fast: hence the least of many.
"""

from tests.simulation.service_times import ServiceTimes

MEASURED = ServiceTimes(
    cores=2,
    pass_s=0.015,
    draw_s=0.025,
    cold_s=0.016,
    known_s=0.0011,
    pool_image_s=0.006,
    receive_s=0.00075,
    send_s=0.0027,
    client_s=0.0012,
    study_s=0.0042,
    study_client_s=0.0012,
    ray_first_s=0.0081,
    ray_rest_s=0.0045,
    ray_gateway_s=0.01,
    ray_worker_s=0.009,
)

GPU_RATIOS = (10.0, 50.0)
"""How many times as fast a pass is assumed to be on a GPU: from a modest card, for a network as small as this one, to a
large one. None was measured here."""
