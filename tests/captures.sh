#!/usr/bin/env bash
# Rewrites the terminal captures of docs/cli.md: the text after a line `$ magister …` is the output of that command against a simulated
# Vast and a fleet of three. A line with only … stands for lines left out.
set -euo pipefail
cd "$(dirname "$0")/.."

page=$PWD/docs/cli.md
program=$PWD/src/Magister/bin/Release/net10.0/magister
vast_program=$PWD/src/Magister.Simulator/bin/Release/net10.0/vast-simulator
vast_port=${VAST_PORT:-8580}
work=$(mktemp -d)
vast='' magister=''
finish() {
    trap - EXIT
    for process in $magister $vast; do kill -TERM "$process" 2>/dev/null || true; done
    wait
    rm -rf "$work"
}
trap finish EXIT

for project in src/Magister src/Magister.Simulator; do
    dotnet build --configuration Release --nologo --verbosity quiet -consoleLoggerParameters:NoSummary "$project"
done
mkdir "$work/said" "$work/home"
cat >"$work/home/magister.toml" <<END
http_port = 8555
this_magister_addr = "http://127.0.0.1"
hierophant_ip = "127.0.0.1"
hierophant_http_port = 9010
template_hash = "4e17788f74f075dd9aab7d0d4427968f"
number_instances = 3
bad_hosts = 40888
vast_base_url = "http://127.0.0.1:$vast_port"
task_polling_interval_secs = 1
vast_consistency_window_secs = 1
[vast_query]
gpu_name = "RTX 4090"
cost_per_hour = 0.5
[vast_rate_limits]
create_secs = 0.3
destroy_secs = 0.3
list_secs = 0.2
search_secs = 0.2
[[contemplant.provers]]
vm = "sp1"
END

magister() {
    (cd "$work/home" && env -i PATH="$PATH" HOME="$work/home" ${DOTNET_ROOT:+DOTNET_ROOT="$DOTNET_ROOT"} COLUMNS=200 \
        VAST_API_KEY=simulator-key "$program" "$@" 2>&1)
}

# capture 'ARGUMENTS' [SED-PROGRAM]: keeps the command's output, as edited by the program.
captures=0
capture() {
    captures=$((captures + 1))
    local -a arguments
    read -ra arguments <<<"$1"
    { printf '$ magister %s\n' "$1"; { magister "${arguments[@]}" || true; } | sed -E "${2:-}"; } >"$work/said/$captures"
}

settled() {
    local tries
    for ((tries = 0; tries < 150; tries++)); do
        [ "$(magister status --json 2>/dev/null | grep -oE '"state": *"(verified|working)"' | wc -l)" = "$1" ] && return
        sleep 0.2
    done
    echo "the fleet did not come to $1 verified instances" >&2
    exit 1
}

capture 'chek' '/^$/d'
capture 'status'
"$vast_program" --port "$vast_port" --hierophant-port 9010 --seed 1 --credit 100 --boot 1s --limit-create 0.1s --create-penalty 0s --limit-destroy 0.1s --limit-list 0.1s \
    --limit-search 0.1s --limit-show 0.1s >/dev/null 2>&1 &
vast=$!
sleep 2
capture 'check --online' '/^(hierophant_|template_hash|vast_base|task_|vast_cons|vast_http|vast_query|vast_rate|contemplant|log_|state_|unhealthy|machine_|good_|endpoint|operator|admin|notify|ssh)/d; /^bad_machines/a …'
capture 'offers' '/^ +[4-9]  |^ +[0-9]{2,}  /d; /^ +3  /a …'
capture 'plan'
(cd "$work/home" && exec env -i PATH="$PATH" HOME="$work/home" ${DOTNET_ROOT:+DOTNET_ROOT="$DOTNET_ROOT"} VAST_API_KEY=simulator-key \
    "$program" run --config magister.toml) >"$work/log" 2>&1 &
magister=$!
settled 3
captures=$((captures + 1))
{ echo '$ magister run --config magister.toml'; head -n 1 "$work/log" | sed -E 's/(Magister [0-9.]+)[^ ]*/\1/'; } >"$work/said/$captures"
capture 'status'
capture 'journal --since 1h --last 2'
capture 'pause'
capture 'resume'
capture 'scale 4'
magister resume >/dev/null
settled 4
capture 'drain --yes'

# If a command is captured twice, the page has the later one first.
awk -v said="$work/said" -v home="$work/home" '
    BEGIN {
        while (("ls " said " | sort -n") | getline name) {
            file = said "/" name; text = ""; getline head < file
            while ((getline line < file) > 0) { gsub(home, "/home/magister", line); text = text line "\n" }
            close(file); count[head]++; answer[head, count[head]] = text
        }
    }
    /^```/ { inside = !inside && /^```console/; skipping = 0 }
    inside && /^\$ / {
        skipping = 0
        if ($0 in count) {
            print; seen[$0]++; printf "%s", answer[$0, count[$0] - seen[$0] + 1]; skipping = 1; used++; next
        }
    }
    !skipping { print }
    END { for (head in count) wanted += count[head]; if (used != wanted) { print "captures without a place: " wanted - used > "/dev/stderr"; exit 1 } }
' "$page" >"$work/page"
cp "$work/page" "$page"
echo "$captures captures written to docs/cli.md"
