# Takes the program that `make build` made: one file that needs nothing but a C library. No SDK and no compiler come near the image.
ARG RUNTIME_IMAGE=debian:bookworm-slim
FROM ${RUNTIME_IMAGE}

RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates libstdc++6 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --create-home --uid 10001 magister \
    && install -d -o magister -g magister -m 700 /home/magister/state

COPY out/magister /usr/local/bin/magister

USER magister
WORKDIR /home/magister
VOLUME /home/magister/state
EXPOSE 8555
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s CMD ["bash", "-c", "exec 3<>/dev/tcp/localhost/${HTTP_PORT:-8555} && printf 'GET /healthz HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q '200 OK'"]
ENTRYPOINT ["/usr/local/bin/magister"]
