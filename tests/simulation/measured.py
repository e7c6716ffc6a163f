"""Service times that were measured, by which clusters are simulated.

By `python -m tests.measure.simulation measure` on 2026-11-30: EfficientNet-Lite0, two cores of an x86-64 server with
AVX-512, Python 3.11, TensorFlow 2.21, Ray 2.60. Other work ran there too, so each is the least that was seen in
several runs. With nothing else there a pass, its drawings and an image of a pool took 15, 25 and 6 ms at best, but not
for long: these here are nearer to what the load tests of docs/cluster.md met.
"""

from tests.simulation.service_times import ServiceTimes

MEASURED = ServiceTimes(
    cores=2,
    pass_s=0.022,
    draw_s=0.028,
    cold_s=0.036,
    known_s=0.0011,
    pool_image_s=0.013,
    receive_s=0.00075,
    send_s=0.0023,
    client_s=0.0013,
    study_s=0.0066,
    study_client_s=0.0018,
    ray_first_s=0.0092,
    ray_rest_s=0.006,
    ray_gateway_s=0.012,
    ray_worker_s=0.0092,
)

GPU_RATIOS = (10.0, 50.0)
"""How many times as fast a pass is assumed to be on a GPU: from a modest card, for a network as small as this one, to a
large one. None was measured here."""
