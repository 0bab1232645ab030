#!/usr/bin/env bash
# Checks a release: signatures, sums, manifests and digests. Says what is wrong with which file; ends with 0 only when all holds.
. "$(dirname "$0")/common.sh"
[ $# = 1 ] || usage 'DIR' \
    'DIR holds everything that was released. KEY= names the public key that you trust, else DIR/magister-release-key.asc is taken;' \
    'FINGERPRINT= is compared with it. ONLINE=1 also asks the registries whether they serve these images (needs skopeo).'
dir=$1
need gpg sha256sum base64 od
[ -d "$dir" ] || fail "$dir is not a folder; download all files of the release into one"
key=${KEY:-$dir/magister-release-key.asc}
[ -z "${KEY:-}" ] || [ -r "$KEY" ] || fail "KEY names '$KEY', which is missing or cannot be read"

home=$(mktemp -d /tmp/magister-verify.XXXXXX)
trap 'rm -rf "$home"' EXIT
export GNUPGHOME=$home LC_ALL=C

problems=0
wrong() {
    problems=$((problems + 1))
    echo "FAILED $1: $2"
}

check_key() {
    local wanted
    if ! gpg --batch --quiet --no-autostart --import "$key" 2>/dev/null; then
        wrong "${key##*/}" "it holds no public key that can be read, or is missing; take it from where the project publishes it"
        return
    fi
    fingerprints=$(gpg --batch --with-colons --no-autostart --list-keys | awk -F: '$1 == "pub" { next_is = 1 } $1 == "fpr" && next_is { print $10; next_is = 0 }')
    if [ -n "${FINGERPRINT:-}" ]; then
        wanted=$(tr -d ' \t' <<<"${FINGERPRINT^^}")
        if [ "$fingerprints" = "${wanted#0X}" ]; then
            echo "The key's fingerprint is the one that was given."
        else
            wrong "${key##*/}" "its fingerprint is $(tr '\n' ' ' <<<"$fingerprints")and not ${wanted#0X}"
        fi
    elif [ -z "${KEY:-}" ]; then
        echo "The key came with the release; its fingerprint is $fingerprints."
        echo "Compare it with the published one: anyone who can replace the files can replace the key too. FINGERPRINT= compares for you."
    fi
}

# Against the imported key alone. An expired key's signatures stay good; a revoked key's do not.
signature_holds() {
    local status
    status=$(gpg --batch --no-autostart --status-fd 1 --verify "$1.asc" "$1" 2>/dev/null) || return 1
    grep -q '^\[GNUPG:\] VALIDSIG ' <<<"$status" && ! grep -qE '^\[GNUPG:\] (REVKEYSIG|EXPSIG|BADSIG|ERRSIG)' <<<"$status"
}

crc24() {
    local crc=$((0xB704CE)) byte _
    for byte in $(od -An -v -tu1 "$1"); do
        crc=$((crc ^ byte << 16))
        for _ in 1 2 3 4 5 6 7 8; do crc=$(((crc << 1) ^ (crc & 0x800000 ? 0x1864CFB : 0))); done
    done
    # shellcheck disable=SC2059
    printf "$(printf '\\x%02x' $((crc >> 16 & 255)) $((crc >> 8 & 255)) $((crc & 255)))" | base64
}

# SHA256SUMS.asc alone is in no list of sums, and gpg overlooks changes around a signature: so the file must be what gpg writes, exactly.
check_armor() {
    local file=$1
    grep -vE '^(-----.*-----|=.*|)$' "$file" | base64 -d >"$home/raw" 2>/dev/null &&
        {
            printf -- '-----BEGIN PGP SIGNATURE-----\n\n'
            base64 -w 64 "$home/raw"
            printf '=%s\n-----END PGP SIGNATURE-----\n' "$(crc24 "$home/raw")"
        } | cmp -s - "$file"
}

check_signature() {
    local file=$1
    [[ $file == *.asc ]] && return
    if [ ! -e "$dir/$file.asc" ]; then
        wrong "$file" "it has no signature ($file.asc is missing)"
    elif ! signature_holds "$dir/$file"; then
        wrong "$file" "the signature in $file.asc is not this key's over these bytes: one of the two was changed, or another key signed"
    else
        signatures=$((signatures + 1))
    fi
}

check_sum() {
    local file=$1 sum
    [[ $file == SHA256SUMS || $file == SHA256SUMS.asc || ! -e $dir/SHA256SUMS ]] && return
    sum=$(sha256sum <"$dir/$file")
    if ! grep -qE "^[0-9a-f]{64}  ${file//./\\.}\$" "$dir/SHA256SUMS"; then
        wrong "$file" "SHA256SUMS does not name it"
    elif ! grep -qxF "${sum%% *}  $file" "$dir/SHA256SUMS"; then
        wrong "$file" "its sha256 is not the one in SHA256SUMS"
    fi
}

check_files() {
    local file name rest
    for file in SHA256SUMS SHA256SUMS.asc image-digests.txt magister-release-key.asc; do
        [ -e "$dir/$file" ] || wrong "$file" "it is missing"
    done
    while IFS= read -r file; do
        name=${file##*/}
        if [ ! -f "$file" ] || [ -L "$file" ]; then
            wrong "$name" "it is not a plain file"
            continue
        fi
        files=$((files + 1))
        check_signature "$name"
        check_sum "$name"
    done < <(find "$dir" -mindepth 1 -maxdepth 1 | sort)
    [ ! -e "$dir/SHA256SUMS.asc" ] || check_armor "$dir/SHA256SUMS.asc" || wrong SHA256SUMS.asc "it is not as gpg writes a signature: bytes of it were changed"
    [ -e "$dir/SHA256SUMS" ] || return 0
    while read -r rest name; do
        [[ $name != */* && -e $dir/$name ]] || wrong "$name" "SHA256SUMS names it, and it is missing"
    done <"$dir/SHA256SUMS"
}

# What an image consists of: of an index its manifests, of a manifest its configuration and its layers.
digests_in() { tr -d ' \t\r\n' <"$1" | grep -oE '"digest":"sha256:[0-9a-f]{64}"' | sort; }
configuration_in() { tr -d ' \t\r\n' <"$1" | sed -n 's/.*"config":{\([^}]*\)}.*/\1/p' | grep -oE '"digest":"sha256:[0-9a-f]{64}"'; }

compare_manifests() {
    local first=$1 other=$2
    if [ "$(digests_in "$first")" = "$(digests_in "$other")" ]; then
        return
    elif [ -n "$(configuration_in "$first")" ] && [ "$(configuration_in "$first")" = "$(configuration_in "$other")" ]; then
        echo "${other##*/} has the configuration of ${first##*/} and other layer digests: the same contents, compressed differently."
    else
        wrong "${other##*/}" "it describes another image than ${first##*/}"
    fi
}

check_manifests() {
    local lines digest repository tag name file first='' known=' '
    [ -r "$dir/image-digests.txt" ] || return 0
    lines=$(read_digests "$dir/image-digests.txt" 2>&1) || { wrong image-digests.txt "${lines#*: }" && return; }
    [ -n "$lines" ] || { wrong image-digests.txt "it names no image" && return; }
    while read -r digest repository tag; do
        if ! name=$(short_name "$repository"); then
            wrong image-digests.txt "the registry of $repository is none of $OUR_REGISTRIES"
            continue
        fi
        known+="$name-manifest.json "
        file=$dir/$name-manifest.json
        if [ ! -e "$file" ]; then
            wrong "${file##*/}" "it is missing; image-digests.txt names $repository:$tag"
            continue
        fi
        if [ "$(digest_of <"$file")" = "$digest" ]; then
            manifests=$((manifests + 1))
        else
            wrong "${file##*/}" "its digest is not that of $repository:$tag in image-digests.txt"
        fi
        [ -z "${ONLINE:-}" ] || [ "$ONLINE" = 0 ] || check_online "$file" "$repository:$tag"
        if [ -z "$first" ]; then first=$file; else compare_manifests "$first" "$file"; fi
    done <<<"$lines"
    for file in "$dir"/*-manifest.json; do
        [[ ! -e $file || $known == *" ${file##*/} "* ]] || wrong "${file##*/}" "image-digests.txt names no image of that registry"
    done
}

check_online() {
    if ! manifest "$2" >"$home/served" 2>"$home/errors"; then
        wrong "${1##*/}" "$2 cannot be had from its registry: $(tail -n 1 "$home/errors")"
    elif ! cmp -s "$home/served" "$1"; then
        wrong "${1##*/}" "$2 is another image in its registry today: $(digest_of <"$home/served")"
    else
        online=$((online + 1))
    fi
}

fingerprints='' files=0 signatures=0 manifests=0 online=0
[ "${ONLINE:-0}" = 0 ] || need skopeo
check_key
check_files
check_manifests
if ((problems)); then
    echo "$dir: $problems problems; do not use these files"
    exit 1
fi
echo "$dir: all holds: $files files, $signatures signatures, $manifests manifests, $online compared with the registries"
