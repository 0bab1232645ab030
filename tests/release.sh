#!/usr/bin/env bash
# The scripts in release/ against real registries, skopeo and gpg: a release is pushed, signed and verified, then each of its files is
# changed, and each change must be found and named. Only cosign and gh are stand-ins. Nothing is left behind.
set -euo pipefail
cd "$(dirname "$0")/.."
repository_root=$PWD

. tests/packages.sh
install_missing docker-registry=docker-registry skopeo=skopeo gpg=gpg gpgconf=gpgconf gpg-agent=gpg-agent perl=perl-base

work=$(mktemp -d /tmp/release-test.XXXXXX)
registries=()
finish() {
    for process in "${registries[@]}"; do kill "$process" 2>/dev/null || true; done
    wait
    GNUPGHOME=$work/keys gpgconf --kill all >/dev/null 2>&1 || true
    GNUPGHOME=$work/other gpgconf --kill all >/dev/null 2>&1 || true
    GNUPGHOME=$work/user gpgconf --kill all >/dev/null 2>&1 || true
    rm -rf "$work"
}
trap finish EXIT
trap 'exit 1' INT TERM

passed=0 failed=0 skipped=0
good() { passed=$((passed + 1)); }
bad() {
    failed=$((failed + 1))
    printf 'MISSED %s\n' "$1"
    sed 's/^/    /' "$work/output"
}
# succeeds WHAT COMMAND...; refused WHAT WORDS COMMAND...: it must fail and print these words.
succeeds() {
    local what=$1
    shift
    if "$@" >"$work/output" 2>&1 </dev/null; then good; else bad "$what: it failed"; fi
    cat "$work/output" >>"$work/all-output"
}
refused() {
    local what=$1 words=$2
    shift 2
    if "$@" >"$work/output" 2>&1 </dev/null; then bad "$what: it was accepted"
    elif ! grep -qF -- "$words" "$work/output"; then bad "$what: '$words' was not said"
    else good; fi
    cat "$work/output" >>"$work/all-output"
}
says() {
    if grep -qF -- "$1" "$work/output"; then good; else bad "'$1' was not said"; fi
}
holds() {
    local what=$1
    shift
    : >"$work/output"
    if "$@"; then good; else bad "$what"; fi
}

# Everything reads its settings from a separate home: registries without TLS, no policy, no other logins.
export HOME=$work/home
unset XDG_CONFIG_HOME XDG_RUNTIME_DIR REGISTRY_AUTH_FILE DOCKER_CONFIG GNUPGHOME GITHUB_ENV KEY FINGERPRINT ONLINE YES ACT
mkdir -p "$HOME/.config/containers"
echo '{"default":[{"type":"insecureAcceptAnything"}]}' >"$HOME/.config/containers/policy.json"

port=$(perl -MIO::Socket::INET -e 'print IO::Socket::INET->new(Listen => 1, LocalAddr => "127.0.0.1")->sockport')
export GHCR_HOST=127.0.0.1:$port DOCKER_HUB_HOST=127.0.0.2:$port DIGITALOCEAN_HOST=127.0.0.3:$port
export SECRETS=$work/secrets GITHUB_REPOSITORY_OWNER=Owner DH_USERNAME=somebody DO_REGISTRY_NAME=name
mkdir "$SECRETS" "$work/bin" "$work/keys" "$work/other"
chmod 700 "$work/keys" "$work/other"
printf 'secret-of-ghcr\n' >"$SECRETS/ci_gh_classic_pat"
printf 'secret-of-hub' >"$SECRETS/dh_token"
printf 'secret-of-ocean\n' >"$SECRETS/do_token"
printf 'secret-of-github\n' >"$SECRETS/ci_gh_pat"
printf 'secret-of-the-key\n' >"$SECRETS/gpg_passphrase"

start_registry() {
    local host=$1 user=$2 password=$3 folder=$work/registry-${1%%:*}
    mkdir "$folder"
    PASSWORD=$password perl -e 'print "$ARGV[0]:", crypt($ENV{PASSWORD}, q($2y$05$abcdefghijklmnopqrstuu)), "\n"' "$user" >"$folder/users"
    cat >"$folder/config.yml" <<YAML
version: 0.1
log: {level: error, accesslog: {disabled: true}}
storage: {filesystem: {rootdirectory: $folder/data}}
http: {addr: "$host", secret: of-this-test}
auth: {htpasswd: {realm: test, path: $folder/users}}
YAML
    docker-registry serve "$folder/config.yml" >"$folder/log" 2>&1 &
    registries+=($!)
    printf '[[registry]]\nlocation = "%s"\ninsecure = true\n' "$host" >>"$HOME/.config/containers/registries.conf"
}
start_registry "$GHCR_HOST" Owner secret-of-ghcr
start_registry "$DOCKER_HUB_HOST" somebody secret-of-hub
start_registry "$DIGITALOCEAN_HOST" secret-of-ocean secret-of-ocean
for host in "$GHCR_HOST" "$DOCKER_HUB_HOST" "$DIGITALOCEAN_HOST"; do
    for _ in {1..100}; do
        if (exec 3<>"/dev/tcp/${host%%:*}/$port") 2>/dev/null; then break; fi
        sleep 0.1
    done
done

# Arguments of programs are what ps shows.
for tool in gpg skopeo base64; do
    # shellcheck disable=SC2016
    printf '#!/bin/bash\nprintf "%%s " "$0" "$@" >>%q\nexec %q "$@"\n' "$work/arguments" "$(command -v "$tool")" >"$work/bin/$tool"
done
cat >"$work/bin/cosign" <<STUB
#!/bin/bash
echo "cosign \$*" >>"$work/cosign-calls"
STUB
cat >"$work/bin/gh" <<STUB
#!/bin/bash
echo "gh \$*" >>"$work/gh-calls"
echo "\$GH_REPO \${GH_TOKEN:+token}" >>"$work/gh-environment"
if [ "\$1 \$2" = "release list" ]; then cat "$work/gh-list"; fi
if [ "\$1 \$2" = "release download" ]; then cp "$work"/release/* "\${5}"; fi
STUB
chmod +x "$work"/bin/*
PATH=$work/bin:$PATH

# oci_image FOLDER TEXT VERSION LEVEL: an image of one file with that text, compressed with that gzip level.
blob() {
    local sum
    sum=$(sha256sum <"$2")
    cp "$2" "$1/blobs/sha256/${sum%% *}"
    echo "${sum%% *}"
}
oci_image() {
    local folder=$1 text=$2 version=$3 level=$4 layer config manifest plain
    mkdir -p "$folder/blobs/sha256" "$work/root"
    for _ in {1..200}; do printf '%s\n' "$text"; done >"$work/root/file"
    tar --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner -cf "$work/layer.tar" -C "$work/root" file
    plain=$(sha256sum <"$work/layer.tar")
    gzip -n "-$level" <"$work/layer.tar" >"$work/layer.gz"
    layer=$(blob "$folder" "$work/layer.gz")
    printf '{"architecture":"amd64","os":"linux","config":{"Labels":{"org.opencontainers.image.version":"%s"}},"rootfs":{"type":"layers","diff_ids":["sha256:%s"]}}' \
        "$version" "${plain%% *}" >"$work/config"
    config=$(blob "$folder" "$work/config")
    printf '{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"sha256:%s","size":%d},"layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar+gzip","digest":"sha256:%s","size":%d}]}' \
        "$config" "$(stat -c %s "$work/config")" "$layer" "$(stat -c %s "$work/layer.gz")" >"$work/manifest"
    manifest=$(blob "$folder" "$work/manifest")
    echo '{"imageLayoutVersion":"1.0.0"}' >"$folder/oci-layout"
    printf '{"schemaVersion":2,"manifests":[{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"sha256:%s","size":%d,"annotations":{"org.opencontainers.image.ref.name":"it"}}]}' \
        "$manifest" "$(stat -c %s "$work/manifest")" >"$folder/index.json"
}
oci_image "$work/first" 'the first image' 1.0.0 9
oci_image "$work/second" 'the second image' 1.1.0 9
oci_image "$work/second-repacked" 'the second image' 1.1.0 1

make_key() {
    local home=$1 phrase=$2
    (
        export GNUPGHOME=$home
        printf '%s' "$phrase" >"$home/phrase"
        gpg --batch --quiet --pinentry-mode loopback --passphrase-file "$home/phrase" --quick-generate-key "A key of $home <nobody@example.org>" ed25519 sign never
        gpg --batch --quiet --pinentry-mode loopback --passphrase-file "$home/phrase" --armor --export-secret-keys >"$home/private"
        gpg --batch --quiet --armor --export >"$home/public"
    ) >/dev/null 2>&1
}
make_key "$work/keys" secret-of-the-key
make_key "$work/other" another-phrase
cp "$work/keys/private" "$SECRETS/gpg_private_key"
cp "$work/keys/public" "$SECRETS/gpg_public_key"
fingerprint=$(gpg --batch --with-colons --show-keys "$work/keys/public" 2>/dev/null | awk -F: '$1 == "fpr" { print $10; exit }')

echo 'Logins'
echo wrong >"$SECRETS/wrong"
mv "$SECRETS/dh_token" "$work/dh_token"
refused 'a missing secret' "$SECRETS/dh_token is missing" release/login.sh "$work/auth"
echo wrong >"$SECRETS/dh_token"
refused 'a wrong secret' "$DOCKER_HUB_HOST refuses somebody" release/login.sh "$work/auth"
mv "$work/dh_token" "$SECRETS/dh_token"
GITHUB_ENV=$work/github-env succeeds 'login' release/login.sh "$work/auth"
holds 'later steps are told of the logins' grep -qx "REGISTRY_AUTH_FILE=$work/auth/config.json" "$work/github-env"
holds 'the logins are for their owner alone' [ "$(stat -c %a "$work/auth/config.json")" = 600 ]
export REGISTRY_AUTH_FILE=$work/auth/config.json DOCKER_CONFIG=$work/auth

echo 'Settings'
printf '# a comment\nRUNTIME_IMAGE=debian:bookworm-slim\nDH_USERNAME=me\n' >"$SECRETS/registry.env"
# shellcheck disable=SC2016
succeeds 'settings' release/with-settings.sh bash -c 'echo "$RUNTIME_IMAGE by $DH_USERNAME"'
says 'debian:bookworm-slim by me'
# shellcheck disable=SC2016
printf 'DH_USERNAME=$(touch %s/ran)\n' "$work" >"$SECRETS/registry.env"
refused 'a command as a setting' 'registry.env, line 1' release/with-settings.sh true
holds 'and it was not run' [ ! -e "$work/ran" ]
printf 'PATH=/tmp\n' >"$SECRETS/registry.env"
refused 'a setting that is none' 'registry.env, line 1' release/with-settings.sh true

echo 'Wrong calls'
for script in release/*.sh; do
    case $script in
        */common.sh | */version.sh | */linker.sh) ;;
        *) refused "$script without arguments" 'usage: ' "$script" ;;
    esac
done
refused 'a platform that is not to be had here' 'is built on such a machine' release/linker.sh linux-riscv64
refused 'a destination with a hole' 'is not <registry>/<owner>/magister' release/push-image.sh "oci:$work/first:it" magister 1.0.0 "$GHCR_HOST//magister"
refused 'a destination of another name' 'is not <registry>/<owner>/magister' release/push-image.sh "oci:$work/first:it" magister 1.0.0 "$GHCR_HOST/owner/other"
refused 'a registry that is not ours' 'is none of' release/push-image.sh "oci:$work/first:it" magister 1.0.0 quay.example/owner/magister
refused 'a tag that is none' 'cannot be one' release/push-image.sh "oci:$work/first:it" magister 'a b' "$GHCR_HOST/owner/magister"
refused 'a user without a name' 'DH_USERNAME' env -u DH_USERNAME release/push-all.sh "oci:$work/first:it" 1.0.0
refused 'an engine without the image' "has no image 'nothing:here'" env ENGINE=false release/push-image.sh nothing:here magister 1.0.0 "$GHCR_HOST/owner/magister"

echo 'Push, collect, latest'
first=$work/first-release release=$work/release
mkdir "$first" "$release"
DIGESTS_FILE=$first/image-digests.txt succeeds 'push the first image' release/push-all.sh "oci:$work/first:it" 1.0.0
DIGESTS_FILE=$first/image-digests.txt succeeds 'push it again' release/push-all.sh "oci:$work/first:it" 1.0.0
holds 'three lines, also the second time' [ "$(wc -l <"$first/image-digests.txt")" = 3 ]
holds 'the digest is the layout'"'"'s' [ "$(cut -d' ' -f1 "$first/image-digests.txt" | sort -u)" = "$(grep -oE 'sha256:[0-9a-f]{64}' "$work/first/index.json")" ]
refused 'latest without a record' 'rollback-record.txt is missing' release/point-latest.sh "$first"
succeeds 'a record before the first release' release/record-rollback.sh "$first"
says "$GHCR_HOST/owner/magister:latest did not exist"
refused 'roll back before the first release' 'nothing to go back to' release/rollback.sh "$first/rollback-record.txt"
succeeds 'latest' release/point-latest.sh "$first"

export DIGESTS_FILE=$release/image-digests.txt
succeeds 'push the second image' release/push-image.sh "oci:$work/second:it" magister 1.1.0 "$GHCR_HOST/owner/magister" "$DIGITALOCEAN_HOST/name/magister"
succeeds 'push it packed otherwise' release/push-image.sh "oci:$work/second-repacked:it" magister 1.1.0 "$DOCKER_HUB_HOST/somebody/magister"
succeeds 'a record' release/record-rollback.sh "$release"
says "# $GHCR_HOST/owner/magister:latest was 1.0.0"
holds 'the record has the first release'"'"'s digests' [ "$(grep -c "^$(head -c 71 "$first/image-digests.txt")  .*:latest$" "$release/rollback-record.txt")" = 3 ]
succeeds 'the manifests' release/save-manifests.sh "$release"
for pair in ghcr=$GHCR_HOST/owner dh=$DOCKER_HUB_HOST/somebody do=$DIGITALOCEAN_HOST/name; do
    sum=$(sha256sum <"$release/${pair%%=*}-manifest.json")
    holds "${pair%%=*}-manifest.json hashes to its digest" grep -qxF "sha256:${sum%% *}  ${pair#*=}/magister:1.1.0" "$release/image-digests.txt"
done
mkdir "$work/absent"
sed 's/:[0-9a-f]\{64\}/:'"$(printf '0%.0s' {1..64})/" "$release/image-digests.txt" >"$work/absent/image-digests.txt"
refused 'a digest that no registry has' 'does not serve sha256:0000' release/save-manifests.sh "$work/absent"
holds 'and nothing is left of it' [ "$(ls "$work/absent")" = image-digests.txt ]
printf 'sha256:abc  %s/owner/magister:1.1.0\n' "$GHCR_HOST" >"$work/absent/image-digests.txt"
refused 'a line that is none' 'line 1' release/save-manifests.sh "$work/absent"

from_podman() (
    export CONTAINERS_STORAGE_CONF=$work/storage.conf
    printf '[storage]\ndriver = "vfs"\nrunroot = "%s"\ngraphroot = "%s"\n' "$work/storage/run" "$work/storage/graph" >"$CONTAINERS_STORAGE_CONF"
    cd "$work"
    id=$(podman pull --quiet oci:first:it) && podman tag "$id" localhost/magister:built || return 77
    ENGINE=podman DIGESTS_FILE=$work/from-podman "$repository_root/release/push-image.sh" localhost/magister:built magister from-podman \
        "$GHCR_HOST/owner/magister" "$DOCKER_HUB_HOST/somebody/magister" || return 1
    podman rmi --all --force >/dev/null
    [ "$(cut -d' ' -f1 "$work/from-podman" | sort -u | wc -l)" = 1 ]
)
if [ "$(id -u)" = 0 ] && command -v podman >/dev/null; then
    code=0
    from_podman >"$work/output" 2>&1 || code=$?
    case $code in
        0) good ;;
        77) skipped=$((skipped + 1)) && echo 'podman does not work here: the push from an engine is skipped' && cat "$work/output" ;;
        *) bad 'push from podman to two registries, with one digest' ;;
    esac
else
    skipped=$((skipped + 1))
    echo 'podman is not installed, or this is not root: the push from an engine is skipped'
fi

echo 'Sign'
for platform in linux-x64 linux-arm64; do
    printf 'program of %s\n' "$platform" | gzip -n >"$release/magister-1.1.0-$platform.tar.gz"
done
printf '{"bomFormat":"CycloneDX"}\n' >"$release/magister-1.1.0.cdx.json"
export GPG_PRIVATE_KEY_FILE=$SECRETS/gpg_private_key GPG_PASSPHRASE_FILE=$SECRETS/gpg_passphrase
refused 'a wrong passphrase' 'is the passphrase in' env GPG_PASSPHRASE_FILE="$SECRETS/wrong" release/sign.sh "$release"
refused 'another public key than the published' 'the private key is' env GPG_PUBLIC_KEY_FILE="$work/other/public" release/sign.sh "$release"
refused 'a key that is none' 'cannot be imported' env GPG_PRIVATE_KEY_FILE="$SECRETS/wrong" release/sign.sh "$release"
mkdir "$release/folder"
refused 'a folder among the files' 'cannot be released' release/sign.sh "$release"
rmdir "$release/folder"
GPG_PUBLIC_KEY_FILE=$SECRETS/gpg_public_key succeeds 'sign' release/sign.sh "$release"
succeeds 'sign again' release/sign.sh "$release"

echo 'Verify'
public=$work/keys/public
export KEY=$public
succeeds 'verify' release/verify.sh "$release"
says 'all holds'
says 'dh-manifest.json has the configuration of ghcr-manifest.json and other layer digests: the same contents, compressed differently'
succeeds 'verify through make' make --no-print-directory verify-release DIR="$release" KEY="$public"
ONLINE=1 succeeds 'verify online' release/verify.sh "$release"
says '3 compared with the registries'
KEY='' succeeds 'verify with the key that came along' release/verify.sh "$release"
says "$fingerprint"
says 'Compare it with the published one'
spaced=${fingerprint,,}
spaced="0x${spaced:0:20} ${spaced:20}"
KEY='' FINGERPRINT=$spaced succeeds 'verify with a fingerprint' release/verify.sh "$release"
KEY='' succeeds 'verify through make with a fingerprint' make --no-print-directory verify-release DIR="$release" FINGERPRINT="$spaced"
says 'is the one that was given'
succeeds 'plan under act' env ACT=true release/github-release.sh plan
says 'needed=yes'
SECRETS=$work/nothing succeeds 'settings under act' env ACT=true release/with-settings.sh echo 'none were needed'
says 'none were needed'
FINGERPRINT=0$fingerprint refused 'another fingerprint' 'and not' release/verify.sh "$release"
KEY=$work/other/public refused 'a wrong key' 'FAILED SHA256SUMS: the signature' release/verify.sh "$release"
KEY=$work/nothing refused 'a key that is not there' 'missing or cannot be read' release/verify.sh "$release"
# What docs/verifying.md says for those who have no sources.
by_hand() (
    user=(gpg --homedir "$work/user")
    mkdir -m 700 "$work/user" && cd "$release" && "${user[@]}" --import magister-release-key.asc && "${user[@]}" --fingerprint &&
        "${user[@]}" --verify SHA256SUMS.asc SHA256SUMS && sha256sum --check SHA256SUMS &&
        skopeo inspect --raw "docker://$GHCR_HOST/owner/magister:1.1.0" | cmp - ghcr-manifest.json &&
        [ "sha256:$(sha256sum <ghcr-manifest.json | cut -d' ' -f1)" = "$(grep "$GHCR_HOST" image-digests.txt | cut -d' ' -f1)" ]
)
succeeds 'verify by hand' by_hand
says 'magister-1.1.0-linux-x64.tar.gz: OK'

# In each file one byte is changed: the first, the middle one, the last.
copy=$work/copy
fresh() { rm -rf "$copy" && cp -r "$release" "$copy"; }
flips=0
for file in "$release"/*; do
    name=${file##*/}
    size=$(stat -c %s "$file")
    for position in 0 $((size / 2)) $((size - 1)); do
        fresh
        FLIP=$position perl -0777 -pi -e 'substr($_, $ENV{FLIP}, 1) ^= "\x01"' "$copy/$name"
        refused "byte $position of $name changed" "FAILED $name: " release/verify.sh "$copy"
        flips=$((flips + 1))
    done
    fresh
    rm "$copy/$name"
    case $name in
        *.asc) refused "$name removed" "$name" release/verify.sh "$copy" ;;
        *) refused "$name removed" "FAILED $name: " release/verify.sh "$copy" ;;
    esac
done
fresh
printf x >"$copy/extra.tar.gz"
refused 'a file too many' 'FAILED extra.tar.gz: it has no signature' release/verify.sh "$copy"
fresh
cp "$copy/dh-manifest.json" "$work/swap" && cp "$copy/ghcr-manifest.json" "$copy/dh-manifest.json" && cp "$work/swap" "$copy/ghcr-manifest.json"
refused 'two manifests swapped' 'FAILED ghcr-manifest.json: its digest is not' release/verify.sh "$copy"
succeeds 'signed so by ourselves' release/sign.sh "$copy"
refused 'two manifests swapped and signed' 'FAILED dh-manifest.json: its digest is not' release/verify.sh "$copy"
fresh
sed -i "s|^sha256:.*\(  $DIGITALOCEAN_HOST.*\)|$(head -c 71 "$first/image-digests.txt")\1|" "$copy/image-digests.txt"
skopeo inspect --raw "docker://$DIGITALOCEAN_HOST/name/magister:1.0.0" >"$copy/do-manifest.json"
succeeds 'another image in one registry, signed' release/sign.sh "$copy"
refused 'another image in one registry' 'FAILED do-manifest.json: it describes another image than ghcr-manifest.json' release/verify.sh "$copy"
fresh
GPG_PRIVATE_KEY_FILE=$work/other/private GPG_PASSPHRASE_FILE=$work/other/phrase succeeds 'a stranger signs all anew' release/sign.sh "$copy"
refused 'all signed anew by a stranger' 'FAILED magister-1.1.0.cdx.json: the signature' release/verify.sh "$copy"
KEY='' FINGERPRINT=$fingerprint refused 'and with the stranger'"'"'s key put beside' 'FAILED magister-release-key.asc: its fingerprint' release/verify.sh "$copy"
skopeo copy --quiet "docker://$GHCR_HOST/owner/magister:1.0.0" "docker://$GHCR_HOST/owner/magister:1.1.0" >/dev/null
ONLINE=1 refused 'a tag that was moved in its registry' 'FAILED ghcr-manifest.json: ' release/verify.sh "$release"
says 'is another image in its registry today'

echo 'Roll back'
latest() { skopeo inspect --raw "docker://$1:latest" | sha256sum | cut -c1-64; }
latest_is() {
    local repository
    for repository in "$GHCR_HOST/owner/magister" "$DOCKER_HUB_HOST/somebody/magister" "$DIGITALOCEAN_HOST/name/magister"; do
        grep -q "^sha256:$(latest "$repository")  $repository:" "$1/image-digests.txt" || return 1
    done
}
holds 'latest is the first release so far' latest_is "$first"
succeeds 'latest of the second' release/point-latest.sh "$release"
holds 'latest is the second release' latest_is "$release"
cp "$release/rollback-record.txt" "$work/record-before"
refused 'a record after latest was moved' 'is 1.1.0 already' release/record-rollback.sh "$release"
holds 'and the record is as it was' cmp -s "$work/record-before" "$release/rollback-record.txt"
refused 'roll back with nobody to ask' 'no terminal to ask on' release/rollback.sh "$release/rollback-record.txt"
holds 'latest is the second release still' latest_is "$release"
YES=1 succeeds 'roll back' release/rollback.sh "$release/rollback-record.txt"
holds 'latest is the first release again' latest_is "$first"
YES=1 succeeds 'roll back twice' release/rollback.sh "$release/rollback-record.txt"
says 'already'
sed '2s/$/x/; $s/sha256:..../sha256:0000/' "$release/rollback-record.txt" >"$work/absent/record"
YES=1 refused 'a record of an image that is gone' 'nothing was changed' release/rollback.sh "$work/absent/record"

echo 'Notes, cosign, GitHub'
printf '# Changes\n\n## Unreleased\n\n- to come\n\n## 1.1.0 (2026-11-21)\n\n- a change\n\n## 1.0.0\n\n- old\n' >"$work/changes.md"
export VERIFYING=$work/verifying.md
printf 'nothing\n' >"$VERIFYING"
CHANGELOG=$work/changes.md refused 'notes with a key that is not published' "$fingerprint" release/notes.sh 1.1.0 "$release"
printf 'The fingerprint: %s %s\n' "${fingerprint:0:20}" "${fingerprint:20}" >"$VERIFYING"
CHANGELOG=$work/changes.md succeeds 'notes' release/notes.sh 1.1.0 "$release"
says '- a change'
says "\`$DOCKER_HUB_HOST/somebody/magister:1.1.0\`"
cp "$work/output" "$work/notes.md"
holds 'no other section' bash -c "! grep -qE '^- (to come|old)' '$work/notes.md'"
CHANGELOG=$work/changes.md refused 'notes of no section' "no section '## 9.9.9'" release/notes.sh 9.9.9 "$release"
succeeds 'cosign' release/cosign.sh "$release"
holds 'cosign signs each by its digest' [ "$(grep -cE '^cosign sign --yes [^ ]+/magister@sha256:[0-9a-f]{64}$' "$work/cosign-calls")" = 3 ]
export GITHUB_REPOSITORY=Owner/magister GITHUB_SHA=abc
version=$(release/version.sh)
: >"$work/gh-list"
succeeds 'plan' release/github-release.sh plan
says "version=$version"
says 'needed=yes'
mv "$release/magister-1.1.0.cdx.json" "$work/sbom"
refused 'a draft without its SBOM' 'cdx.json is missing' release/github-release.sh draft 1.1.0 "$release" "$work/notes.md"
mv "$work/sbom" "$release/magister-1.1.0.cdx.json"
succeeds 'draft' release/github-release.sh draft 1.1.0 "$release" "$work/notes.md"
holds 'the draft has every file' [ "$(grep -oE "$release/[^ ]+" "$work/gh-calls" | sort -u | wc -l)" = "$(find "$release" -type f | wc -l)" ]
refused 'publish what is no draft' 'v1.1.0 is none' release/github-release.sh publish 1.1.0
echo 'v1.1.0 true' >"$work/gh-list"
succeeds 'draft again' release/github-release.sh draft 1.1.0 "$release" "$work/notes.md"
holds 'the earlier draft went' grep -qx 'gh release delete v1.1.0 --yes' "$work/gh-calls"
succeeds 'fetch' release/github-release.sh fetch 1.1.0 "$work/fetched"
succeeds 'what was fetched verifies' release/verify.sh "$work/fetched"
succeeds 'publish' release/github-release.sh publish 1.1.0
echo "v$version false" >"$work/gh-list"
succeeds 'plan after it' release/github-release.sh plan
says 'needed=no'
refused 'draft over a release' 'is published already' release/github-release.sh draft "$version" "$release" "$work/notes.md"
refused 'a version that is none' 'is no version' release/github-release.sh publish '1.1.0; true'
holds 'gh gets the token from its environment' grep -qx 'Owner/magister token' "$work/gh-environment"

echo 'Secrets'
for secret in secret-of-ghcr secret-of-hub secret-of-ocean secret-of-github secret-of-the-key; do
    encoded=$(printf '%s:%s' "$secret" "$secret" | base64)
    holds "$secret was not shown" bash -c "! grep -qF -e $secret -e ${encoded%=*} '$work/all-output'"
    holds "$secret was no argument" bash -c "! grep -qF -e $secret -e ${encoded%=*} '$work/arguments' '$work/gh-calls' '$work/cosign-calls'"
done
holds 'the arguments were recorded' grep -q 'skopeo.*login' "$work/arguments"
holds 'the repository is as it was' [ -z "$(find "$repository_root/release" "$repository_root/tests/release.sh" -newer "$SECRETS/ci_gh_pat")" ]
holds 'nothing is left in /tmp' [ -z "$(find /tmp -maxdepth 1 \( -name 'magister-sign.*' -o -name 'magister-verify.*' \) -newer "$SECRETS/ci_gh_pat")" ]

echo "$passed passed, $failed failed, $skipped skipped; $flips bytes changed"
[ "$failed" = 0 ]
