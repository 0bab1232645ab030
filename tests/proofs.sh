# shellcheck shell=bash
# Everything that a part of the check sees, as one sum; and proofs: the outputs of parts that passed, kept under that sum. See
# docs/contributing.md. A proof's first line is `magister-check PART KEY SECONDS CPU WHEN SUM`, SUM being the sha256 of the rest, the output.

# Each test project is a part: tests/Magister.Fleet.Tests is fleet, tests/Magister.Tests is magister.
declare -A project
while read -r name; do
    part=$(basename "$name" .csproj) && part=${part%.Tests} && part=${part#Magister.}
    project[${part,,}]=${name%/*}
done < <(grep --files-without-match '<IsTestProject>false' tests/*/*.csproj)

proofs=${XDG_CACHE_HOME:-$HOME/.cache}/magister-checks
most_proofs=300

# The variables that tests read. They see no others, so no others count.
variables=(SIMULATION_RUNS SIMULATION_STEPS MONTH_FACTS_PER_SECOND MAGISTER_PROGRAM CONTEMPLANT_ENTRYPOINT)

# What every part sees, as a regular expression for paths: a change there runs everything.
everyone='Magister\.sln|\.editorconfig|global\.json|[Nn]u[Gg]et\.[Cc]onfig|(src|tests)/[^/]*\.(props|targets|txt)|tests/(check|proofs|packages)\.sh'
everyone+='|.*/packages\.lock\.json|tests/StandIn/.*|\.\./shared/(toml-test|vast-openapi)/.*'
# What single parts see beyond their projects, and the programs that they start.
declare -A reads=([format]='src/.*|tests/[^/]*/.*' [build]='src/.*|tests/[^/]*/.*' [lint]='.*\.(sh|ya?ml)|\.ci/.*'
    [program]='src/.*' [checks]='(src|tests)/.*\.csproj|tests/.*\.(sh|cs)'
    [magister]='src/.*|docs/(metrics|events|cli)\.md|docs/monitoring/.*|magister\.example\.toml|\.env\.example' [simulation]='src/.*')
declare -A starts=([fleet]='bash dash' [journal]='flock postgres' [magister]='bash dash ps script promtool node npm postgres' [browser]='chromium' [program]='clang'
    [lint]='shellcheck yamllint npm' [checks]='ssh-keygen')

# sums: the sum and the path of every file that some part sees, except for personal settings and build outputs.
sums() {
    local folder shared=()
    for folder in ../shared/toml-test ../shared/vast-openapi; do [ ! -e "$folder" ] || shared+=("$folder"); done
    find . "${shared[@]}" \( -name bin -o -name obj -o -name out -o -name state -o -name TestResults -o -name .git -o -name .demo \) -prune -o \
        -type f -not -path ./.env -not -path ./magister.toml -print | sed 's|^\./||' | LC_ALL=C sort | tr '\n' '\0' | xargs -0 sha256sum --
}

# projects_of FOLDER: a regular expression for all files of a project, of the projects that it references, and for single files that it includes.
projects_of() {
    local path
    [[ " ${visited[*]-} " != *" $1 "* ]] || return 0
    visited+=("$1")
    printf '|%s/.*' "$1"
    while read -r path; do
        if [[ $path == *.csproj ]]; then projects_of "${path%/*}"; else printf '|%s' "${path//\*/[^/]*}"; fi
    done < <(grep -ohP '\b(Include|Project)="\K\.\./[^"]*' "$1"/*.csproj | tr ';' '\n' | sed -E "s|^|$1/|; :up; s#(^|/)[^/]+/\.\./#\1#; t up")
}

sdk=$(dotnet --version && dotnet --list-runtimes | sed 's/ \[.*//')
# machine PART: what the part can see of the machine: system, SDK and runtimes, the programs that it starts and the variables that it reads.
machine() {
    local name at
    uname -sm
    grep -E '^(ID|VERSION_ID)=' /etc/os-release
    echo "$sdk"
    for name in ${starts[$1]-}; do
        at=$(command -v "$name" || compgen -G "/usr/lib/postgresql/*/bin/$name") && sha256sum <"${at##*$'\n'}" || echo "no $name"
        # Its file is a script that starts another program.
        [ "$name" != chromium ] || dpkg-query --show chromium 2>/dev/null || true
    done
    for name in "${variables[@]}"; do [ -z "${!name-}" ] || echo "$name=${!name}"; done
    [ ! -f "${MAGISTER_PROGRAM-}" ] || sha256sum <"$MAGISTER_PROGRAM"
}

# seen PART SUMS: the lines of SUMS that the part sees.
seen() {
    local visited=()
    grep -E "^[0-9a-f]{64}  ($everyone${reads[$1]+|${reads[$1]}}${project[$1]+$(projects_of "${project[$1]}")})$" "$2"
}

key() { { echo "$1" && machine "$1" && seen "$1" "$2"; } | sha256sum | cut -c -64; }

# holds FILE PART KEY: is it complete, and about this part under this key?
holds() {
    local mark part key sum
    [ -f "$1" ] && read -r mark part key _ _ _ sum <"$1" && [ "$mark $part $key" = "magister-check $2 $3" ] && [ "$(tail -n +2 "$1" | sha256sum)" = "$sum  -" ]
}

# signed FILE: was FILE.sig made for it with a key that CHECKS_TRUST names?
signed() {
    local who
    who=$(ssh-keygen -Y find-principals -f "$CHECKS_TRUST" -s "$1.sig" 2>/dev/null) &&
        ssh-keygen -Y verify -f "$CHECKS_TRUST" -I "${who%%$'\n'*}" -n magister-check -s "$1.sig" <"$1" >/dev/null 2>&1
}

# share get|put FILE NAME: copies a file from or to CHECKS_SHARE: a folder, http(s)://…, or s3://bucket/… with Amazon's usual variables.
share() {
    local address=$CHECKS_SHARE options=''
    if [[ $address == s3://* ]]; then
        address=${AWS_ENDPOINT_URL:-https://s3.${AWS_REGION:-us-east-1}.amazonaws.com}/${address#s3://}
        # Through curl's standard input, so that no secret is in an argument.
        options="aws-sigv4 = \"aws:amz:${AWS_REGION:-us-east-1}:s3\"
            header = \"x-amz-content-sha256: UNSIGNED-PAYLOAD\"
            user = \"$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY\"
            ${AWS_SESSION_TOKEN:+header = \"x-amz-security-token: $AWS_SESSION_TOKEN\"}"
    fi
    case $1-$address in
        get-http*) curl --fail --silent --netrc-optional --max-time 20 --max-filesize 4M --config - --output "$2" "$address/$3" <<<"$options" ;;
        put-http*) curl --fail --silent --netrc-optional --max-time 20 --config - --upload-file "$2" "$address/$3" <<<"$options" >/dev/null ;;
        get-*) cp "$address/$3" "$2" 2>/dev/null ;;
        *) mkdir -p "$address" && cp "$2" "$address/.$3.$$" && mv "$address/.$3.$$" "$address/$3" ;;
    esac
}

# proof PART KEY: the file that proves it, from here or from CHECKS_SHARE; fails if there is no trusted one.
proof() {
    local file=$proofs/$1-$2 got
    holds "$file" "$1" "$2" && touch "$file" && echo "$file" && return
    [ -n "${CHECKS_SHARE-}" ] && [ -n "${CHECKS_TRUST-}" ] || return 1
    got=$(mktemp -d)
    if share get "$got/it" "$1-$2" && share get "$got/it.sig" "$1-$2.sig" && signed "$got/it" && holds "$got/it" "$1" "$2"; then
        mkdir -p "$proofs" && mv "$got/it" "$file" && echo "$file"
    else
        rm -rf "$got" && return 1
    fi
    rm -rf "$got"
}

# keep PART KEY SECONDS CPU OUTPUT: makes a proof from an output; shared if CHECKS_KEY can sign it.
keep() {
    local file=$proofs/$1-$2
    mkdir -p "$proofs" && chmod 700 "$proofs"
    { echo "magister-check $1 $2 $3 $4 $(date --utc +%Y-%m-%dT%H:%MZ) $(sha256sum <"$5" | cut -c -64)" && cat "$5"; } >"$file.$$" && mv "$file.$$" "$file"
    [ -z "${CHECKS_SHARE-}" ] || [ -z "${CHECKS_KEY-}" ] || {
        rm -f "$file.sig"
        ssh-keygen -Y sign -q -f "$CHECKS_KEY" -n magister-check "$file" 2>/dev/null && share put "$file" "$1-$2" && share put "$file.sig" "$1-$2.sig"
    } || echo "$1: CHECKS_SHARE does not take its result; it is kept here alone"
    find "$proofs" -maxdepth 1 -type f -printf '%T@ %p\n' | sort -rn | tail -n +$((most_proofs + 1)) | cut -d' ' -f 2- | xargs -r -d '\n' rm -f
}
