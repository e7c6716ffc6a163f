"""The engine on Ray: gateways, which are servers as ever, and workers on one machine or many.

Ray is imported in `ray_cluster.py`, `application.py` and `shared_images.py` alone, and there when a cluster is started:
without the extra `cluster` everything else of Tetrascope works. TensorFlow is imported in workers alone.
"""
