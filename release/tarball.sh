#!/usr/bin/env bash
# Packs the program for one platform: out/release/magister-<version>-<platform>.tar.gz, the same bytes for the same commit.
. "$(dirname "$0")/common.sh"
[[ $# = 1 && $1 =~ ^linux-(x64|arm64)$ ]] || usage 'PLATFORM' 'PLATFORM is linux-x64 or linux-arm64.'
cd "$(dirname "$0")/.."
need dotnet tar gzip install
platform=$1 name=magister-$(release/version.sh)-$1
date_of_commit

stage=out/.publish/tarball/$name
rm -rf "$stage"
mkdir -p "$stage" out/release
release/linker.sh "$platform"
dotnet publish --configuration Release --runtime "$platform" --nologo --verbosity quiet --output "out/.publish/$platform" src/Magister ||
    fail "the program for $platform cannot be built; a pack that NuGet does not have here is named above"
install -m 755 "out/.publish/$platform/magister" "$stage/magister"
install -m 644 README.md LICENSE SECURITY.md magister.example.toml .env.example docs/CHANGELOG.md docs/deployment/magister.service "$stage"
tar --create --sort=name --mtime="@$SOURCE_DATE_EPOCH" --owner=0 --group=0 --numeric-owner --directory="${stage%/*}" "$name" |
    gzip --no-name --best >"out/release/$name.tar.gz"
rm -rf "$stage"
echo "out/release/$name.tar.gz, $(stat --format=%s "out/release/$name.tar.gz") bytes"
