"""How long the parts of a server's work take: what a simulation is made of."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, kw_only=True)
class ServiceTimes:
    """Seconds on a machine of `cores` cores that has nothing else to do; processor time is that of one core."""

    cores: int
    pass_s: float
    """Of a question for the columns of a new mask: until its first part, most of it the pass through the network."""
    draw_s: float
    """From there to the last part: clusters and their pictures, on all cores."""
    cold_s: float
    """What it takes longer where the worker has not seen the photo before: another pass, other drawings."""
    known_s: float
    """Of a question whose answer is kept."""
    pool_image_s: float
    """Of each image of a pool."""
    receive_s: float
    """Processor time of the server for a question with one part that is kept: taking it in, and its answer."""
    send_s: float
    """What it takes longer for all columns."""
    client_s: float
    """Processor time of the program that plays the participants, for all columns."""
    study_s: float
    """Processor time of the server in each second of a participant, for the events and the status of a study."""
    study_client_s: float
    """That of the program that plays the participants."""
    ray_first_s: float
    """What Ray adds until the first part; no processor time of a worker's."""
    ray_rest_s: float
    """What it adds from there to the last part."""
    ray_gateway_s: float
    """Processor time that Ray takes of a gateway, for all columns."""
    ray_worker_s: float
    """The same of a worker."""

    def with_gpu(self, ratio: float) -> "ServiceTimes":
        """Where passes are so many times as fast. What is not a pass stays on the processor."""
        names = ("pass_s", "pool_image_s")
        cold = self.pass_s / ratio + max(self.cold_s - self.pass_s, 0.0)
        return replace(self, cold_s=cold, **{name: getattr(self, name) / ratio for name in names})
