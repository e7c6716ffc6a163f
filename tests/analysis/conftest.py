"""Settings of the property tests."""

from hypothesis import settings

# Examples of a few milliseconds may take long on a busy machine; that is no failure.
settings.register_profile("no_deadline", deadline=None)
settings.load_profile("no_deadline")
