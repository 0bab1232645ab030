#!/usr/bin/env bash
# What links a native program for PLATFORM (linux-x64, linux-arm64; this machine's when left out): installed where it is missing and can be.
set -euo pipefail
case $(uname -m) in aarch64 | arm64) here=linux-arm64 ;; *) here=linux-x64 ;; esac
platform=${1:-$here} missing=()
command -v clang >/dev/null || missing+=(clang)
case $platform in
    "$here") ;;
    linux-arm64) command -v aarch64-linux-gnu-gcc >/dev/null || missing+=(gcc-aarch64-linux-gnu libc6-dev-arm64-cross) ;;
    *) echo "a program for $platform is built on such a machine; this is a $here" >&2 && exit 1 ;;
esac
((${#missing[@]})) || exit 0
if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "A C linker is missing: install ${missing[*]} (Debian, Ubuntu: sudo apt-get install --no-install-recommends ${missing[*]})" >&2
    exit 1
fi
echo "Installing ${missing[*]}, which link the program"
apt-get update -qq && apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
