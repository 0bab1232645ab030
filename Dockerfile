# Magister's image: `make docker` compiles the program here, `make ci` uses out/magister. The default base images are pinned by digest
# in .env.maintainer. The image has the program, its health check and a user, but no SDK or compiler.
ARG BUILD_IMAGE=mcr.microsoft.com/dotnet/sdk:10.0
ARG RUNTIME_IMAGE=mcr.microsoft.com/dotnet/runtime-deps:10.0
ARG BUILD_TYPE=source

FROM ${BUILD_IMAGE} AS source
WORKDIR /magister
RUN command -v clang >/dev/null || { apt-get update && apt-get install -y --no-install-recommends clang; }
COPY .editorconfig magister.example.toml .env.example ./
COPY src src
ARG REVISION=
ARG SOURCE_DATE_EPOCH=
RUN case "$(uname -m)" in aarch64) rid=linux-arm64 ;; *) rid=linux-x64 ;; esac \
    && dotnet publish --configuration Release --runtime "$rid" --nologo --verbosity quiet -p:SourceRevisionId="$REVISION" --output /tmp/program src/Magister \
    && install -D -m 755 /tmp/program/magister out/magister

FROM scratch AS prebuilt
COPY out/magister /magister/out/magister

FROM ${BUILD_TYPE} AS program

FROM ${RUNTIME_IMAGE}
# .NET's own base image has all of this; others may not.
RUN if ! [ -s /etc/ssl/certs/ca-certificates.crt ] || ! ldconfig -p | grep -q 'libssl\.so'; then \
        apt-get update && apt-get install -y --no-install-recommends ca-certificates openssl && rm -rf /var/lib/apt/lists/*; \
    fi \
    && useradd --no-log-init --create-home --uid 10001 magister \
    && install -d -o magister -g magister -m 700 /home/magister/state \
    && rm -rf /var/log/* /var/cache/*
COPY --chmod=755 image/health.sh /usr/local/bin/magister-health
COPY --from=program /magister/out/magister /usr/local/bin/magister

# Debuggers and tracers would need a socket in /tmp; without them the root file system can be read-only.
ENV DOTNET_EnableDiagnostics=0
USER magister
WORKDIR /home/magister
VOLUME /home/magister/state
EXPOSE 8555
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s CMD ["/usr/local/bin/magister-health"]
ENTRYPOINT ["/usr/local/bin/magister"]

ARG SOURCE=
ARG VERSION=unknown
ARG REVISION=unknown
ARG CREATED=unknown
LABEL org.opencontainers.image.title="Magister" \
      org.opencontainers.image.description="Keeps a constant number of GPU workers alive on Vast for a Hierophant" \
      org.opencontainers.image.source="${SOURCE}" \
      org.opencontainers.image.licenses="AGPL-3.0-only" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.created="${CREATED}"
