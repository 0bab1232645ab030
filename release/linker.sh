#!/usr/bin/env bash
# What links a native program for PLATFORM (linux-x64, linux-arm64; this machine's when left out): installed where it is missing and may be,
# which is as root, and in CI where sudo asks for no password.
set -euo pipefail
case $(uname -m) in aarch64 | arm64) here=linux-arm64 ;; *) here=linux-x64 ;; esac
platform=${1:-$here} missing=()
command -v clang >/dev/null || missing+=(clang)
case $platform in
    "$here") ;;
    linux-arm64) command -v aarch64-linux-gnu-gcc >/dev/null || missing+=(gcc-aarch64-linux-gnu libc6-dev-arm64-cross) ;;
    *) echo "A program for $platform is built on such a machine; this one is $here." >&2 && exit 1 ;;
esac
((${#missing[@]})) || exit 0

may_install=()
if [ "$(id -u)" = 0 ]; then may_install=(env); elif [ "${CI:-}" = true ] && sudo -n true 2>/dev/null; then may_install=(sudo); fi
if ! command -v apt-get >/dev/null || ((${#may_install[@]} == 0)); then
    echo "A C linker is missing: install ${missing[*]} (Debian, Ubuntu: sudo apt-get install --no-install-recommends ${missing[*]})." >&2
    exit 1
fi
echo "Installing ${missing[*]}, which link the program"
"${may_install[@]}" apt-get update -qq
"${may_install[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
