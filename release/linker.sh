#!/usr/bin/env bash
# What links a native program for PLATFORM (linux-x64, linux-arm64; this machine's when left out): installed where it is missing and may be.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR
. "$(dirname "$0")/../tests/packages.sh"
case $(uname -m) in aarch64 | arm64) here=linux-arm64 ;; *) here=linux-x64 ;; esac
platform=${1:-$here} tools=(clang=clang)
case $platform in
    "$here") ;;
    linux-arm64) tools+=(aarch64-linux-gnu-gcc=gcc-aarch64-linux-gnu /usr/aarch64-linux-gnu/lib/crt1.o=libc6-dev-arm64-cross) ;;
    *) echo "A program for $platform is built on such a machine; this one is $here." >&2 && exit 1 ;;
esac
install_missing "${tools[@]}"
