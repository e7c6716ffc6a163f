"""What is imported when: a script should begin at once, and a client of a server needs nothing that runs networks."""

import subprocess
import sys
import textwrap

HEAVY = {"tensorflow", "keras", "sklearn", "skimage", "scipy", "fastapi", "uvicorn", "h5py", "jax", "torch"}
"""What takes seconds."""


def loaded(code: str, *arguments: str) -> set[str]:
    """The modules, ours and others' topmost ones, that a process has imported when it has done `code`."""
    told = textwrap.dedent(code) + "\nimport sys\nprint('loaded', *sys.modules)\n"
    done = subprocess.run([sys.executable, "-c", told, *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return set(done.stdout.rpartition("loaded ")[2].split())


def test_importing_tetrascope_imports_next_to_nothing() -> None:
    names = loaded("import tetrascope; tetrascope.__version__; dir(tetrascope)")
    assert {name for name in names if name.startswith("tetrascope")} == {"tetrascope"}
    assert not names & (HEAVY | {"numpy", "pydantic", "PIL", "msgpack", "websockets", "asyncio"})


def test_the_names_of_the_api_are_there() -> None:
    import tetrascope

    assert {"open", "connect", "Scope", "Pool", "TetrascopeError"} <= set(dir(tetrascope))
    assert all(getattr(tetrascope, name) is not None for name in tetrascope.__all__)
    assert not hasattr(tetrascope, "opened")


def test_a_client_of_a_server_needs_nothing_that_runs_networks(server: str) -> None:
    names = loaded(
        """
        import sys, tetrascope
        with tetrascope.connect(sys.argv[1]) as scope:
            scope.layers("cat", layers=["stem_conv"])._repr_html_()
            pool = scope.pool("cat", windows=[(64, 32)])
            pool._repr_html_(), pool.plot_importance()
            scope.receptive_field("stem_conv", 0, 0).plot(scope.input("cat").image)
            scope.superpixels("cat").plot()
            scope.begin("layers", "cat", layers=["stem_conv"]).answer()
        """,
        server,
    )
    assert "tetrascope.scope.remote_backend" in names
    assert not names & HEAVY
    rooms = {name.split(".")[1] for name in names if name.startswith("tetrascope.")}
    assert not rooms & {"engine", "api", "occlusion", "cli", "bench"}


def test_a_script_that_closes_nothing_ends() -> None:
    code = """
        import keras, tetrascope
        image = keras.Input((16, 16, 3))
        x = keras.layers.GlobalAveragePooling2D()(keras.layers.Conv2D(4, 3, name="conv")(image))
        scope = tetrascope.open(keras.Model(image, keras.layers.Dense(3, activation="softmax")(x)), fit="squash")
        assert len(scope.layers("cat")) == 1
    """
    assert "tetrascope.engine.embedded" in loaded(code)
