"""How many jobs are kept, how large and how long. Nothing is imported: the command line's help tells them too."""

MAX_JOBS = 64
"""Jobs that are kept."""
JOB_BYTES = 128 * 2**20
"""What the parts of all jobs' answers may take, in bytes as they travel."""
MAX_JOB_AGE_S = 24 * 3600.0
"""How long a job is kept after its end, in seconds."""
