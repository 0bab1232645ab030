#!/usr/bin/env bash
# `make check BOX=1`: the check in a container of BUILD_IMAGE. Packages are fetched first; after that, only a copy of this tree is within
# reach: no network, no root privileges, no file of this machine.
set -euo pipefail
: "${ENGINE:?neither docker nor podman answers here}" "${BUILD_IMAGE:?names the image, by its digest}"
tools='bash dash procps bsdutils util-linux git make openssh-client shellcheck yamllint'
fonts='chromium fonts-dejavu-core'

# Tools that the image's Debian or Ubuntu does not have are reported and skipped by the check.
"$ENGINE" build --quiet --network "${BOX_NETWORK:-host}" --tag magister-box - >/dev/null <<END
FROM $BUILD_IMAGE
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends $tools >/dev/null 2>&1; \
    apt-get install -y -qq --no-install-recommends $fonts >/dev/null 2>&1; \
    cd /tmp && apt-get download -qq prometheus && dpkg-deb --fsys-tarfile prometheus_*.deb | tar x -C / ./usr/bin/promtool; \
    rm -rf /tmp/* /var/lib/apt/lists/*
END

shared=()
for folder in toml-test vast-openapi; do [ ! -d "../shared/$folder" ] || shared+=(--volume "$(realpath "../shared/$folder"):/shared/$folder:ro"); done
box() { # NETWORK COMMAND: in a fresh copy of this tree, which ends with it
    "$ENGINE" run --rm --network "$1" --read-only --tmpfs /tmp:exec --tmpfs /box:exec --cap-drop ALL --security-opt no-new-privileges \
        --volume "$PWD:/source:ro" "${shared[@]}" --volume magister-box-packages:/packages --volume magister-box-proofs:/proofs \
        --env NUGET_PACKAGES=/packages --env XDG_CACHE_HOME=/proofs --env HOME=/tmp --env CI=true \
        --env ONLY="${ONLY-}" --env FAST="${FAST-}" --env CHECKS="${CHECKS-}" magister-box bash -euc \
        'mkdir /box/magister && ln -s /shared /box/shared && cd /source && tar c --exclude=./.git --exclude=bin --exclude=obj --exclude=./out --exclude=./.env \
            --exclude=./magister.toml --exclude=./state . | tar x -C /box/magister && cd /box/magister && '"$2"
}
box "${BOX_NETWORK:-host}" 'dotnet restore Magister.sln --verbosity quiet'
box none tests/check.sh
