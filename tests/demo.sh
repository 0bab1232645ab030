#!/usr/bin/env bash
# Magister against a simulated Vast, sped up: five workers that boot in seconds, are dropped now and then, and die after minutes.
# Nothing is really rented and nothing is left behind. DEMO_SECONDS= ends it after that time. PAIR=1: two Magisters share the fleet through
# PostgreSQL, behind HAProxy; every minute the leader is killed, and comes back ten seconds later.
set -euo pipefail
cd "$(dirname "$0")/.."

port=${HTTP_PORT:-8555}
vast_port=${VAST_PORT:-8580}
hierophant_port=${HIEROPHANT_PORT:-8581}
work=$(mktemp -d)
declare -A magisters=()

# The database ends last: with its input, which everything that was started after it has open too.
finish() {
    trap - EXIT INT TERM
    exec 8>&-
    for process in $(jobs -p); do kill -TERM "$process" 2>/dev/null || true; done
    wait
    rm -rf "$work"
    printf '\nThe demo has ended; nothing is left running.\n'
}
trap finish EXIT
trap 'exit 0' INT TERM

pair=${PAIR:+1}
if [ -n "$pair" ]; then
    . tests/packages.sh
    install_postgres
    install_missing haproxy=haproxy
fi

echo "Building Magister and the simulator (minutes the first time)…"
dotnet build --configuration Release --nologo --verbosity quiet -consoleLoggerParameters:NoSummary src/Magister
dotnet build --configuration Release --nologo --verbosity quiet -consoleLoggerParameters:NoSummary src/Magister.Simulator

# One line per event, coloured by its kind on a terminal.
paint() {
    local line tint
    while IFS= read -r line; do
        case $line in
            *WRN* | *ERR* | *FTL* | *429* | *Hierophant* | *died* | *exited* | *offline* | *fault*) tint=33 ;;
            *[Dd]estroy* | *[Dd]rop* | *[Gg]one*) tint=31 ;;
            *[Vv]erif*) tint=36 ;;
            *[Rr]ent*) tint=32 ;;
            *) tint=0 ;;
        esac
        if [ -t 1 ]; then printf '\033[2m%-8s\033[0m \033[%sm%s\033[0m\n' "$1" "$tint" "$line"; else printf '%-8s %s\n' "$1" "$line"; fi
    done
}

src/Magister.Simulator/bin/Release/net10.0/vast-simulator --port "$vast_port" --hierophant-port "$hierophant_port" --seed "$RANDOM" --boot 3s-8s --never-verify 0.05 \
    --drop-every 25s --mean-life 4m --limit-create 1s --create-penalty 3s --limit-destroy 1s --limit-list 0.5s --limit-search 2s \
    --limit-show 1s > >(paint vast) 2>&1 &

# start NAME PORT [JOURNAL]
start() {
    local name=$1 shared=''
    [ -z "${3:-}" ] || printf -v shared 'journal = "%s"\nleader_lease_secs = 5' "$3"
    mkdir -p "$work/$name"
    cat >"$work/$name/magister.toml" <<END
http_port = $2
this_magister_addr = "http://127.0.0.1:$port"
$shared
hierophant_ip = "127.0.0.1"
hierophant_http_port = $hierophant_port
vast_api_key = "simulator-key"
template_hash = "4e17788f74f075dd9aab7d0d4427968f"
number_instances = 5
vast_base_url = "http://127.0.0.1:$vast_port"
state_dir = "$work/$name/state"
task_polling_interval_secs = 5
contemplant_verification_timeout_secs = 20
vast_consistency_window_secs = 3
unhealthy_grace_secs = 5
machine_cooldown_secs = 60
contemplant_pulse_secs = 5
contemplant_silence_secs = 20
contemplant_down_secs = 60
hierophant_watch_secs = 5
[vast_query]
gpu_name = ["RTX 4090", "RTX 5090"]
cost_per_hour = 1.0
[vast_rate_limits]
create_secs = 1
destroy_secs = 1
list_secs = 0.5
search_secs = 2
[[contemplant.provers]]
vm = "sp1"
END
    env -i PATH="$PATH" HOME="$HOME" ${DOTNET_ROOT:+DOTNET_ROOT="$DOTNET_ROOT"} \
        src/Magister/bin/Release/net10.0/magister --config "$work/$name/magister.toml" > >(paint "$name") 2>&1 &
    magisters[$name]=$!
}

if [ -n "$pair" ]; then
    database_port=${DATABASE_PORT:-8584} database=$work/postgres
    mkdir -m 755 "$database"
    chmod 755 "$work"
    mkfifo "$work/commands"
    tests/Postgres/postgres.sh "$database_port" "$database" <"$work/commands" >"$work/database" &
    exec 8>"$work/commands"
    until [ -s "$work/database" ]; do sleep 0.2; done
    journal="postgres://postgres@127.0.0.1:$database_port/postgres"
    sed "s/bind :8555/bind :$port/; s/magister-1:8555/127.0.0.1:$((port + 1))/; s/magister-2:8555/127.0.0.1:$((port + 2))/" \
        docs/deployment/high-availability/haproxy.cfg >"$work/haproxy.cfg"
    haproxy -f "$work/haproxy.cfg" > >(paint haproxy) 2>&1 &
    start first $((port + 1)) "$journal"
    start second $((port + 2)) "$journal"
else
    start magister "$port"
fi

sleep 2
[ -z "$pair" ] || cat <<END

  Two Magisters share one fleet. Port $port reaches either of them; the first one is at $((port + 1)), the second one at $((port + 2)).
  Every minute the one that leads is killed; ten seconds later it is started again.
END
cat <<END

  Magister keeps 5 workers alive on a simulated Vast. In a browser:
    http://localhost:$port/                                           the dashboard
  In another terminal:
    curl -s localhost:$port/summary
    curl -s localhost:$port/instances
    curl -s -X DELETE -d 'too slow' localhost:$port/drop/OFFER_ID     an offer_id from the summary
    curl -s localhost:$vast_port/admin/state                          the state of the simulated Vast, and the cost
    curl -s localhost:$hierophant_port/contemplants                   the workers that Hierophant has
    curl -s -d '{"restart": "20s"}' localhost:$vast_port/admin/hierophant   Hierophant restarts: every worker's connection ends
  Ctrl-C ends everything.

END

sleep "${DEMO_SECONDS:-infinity}" &
end=$!

# Waits so many seconds; fails if the demo is to end meanwhile.
pause() {
    sleep "$1" &
    wait -n $! "$end" || true
    kill -0 "$end" 2>/dev/null
}

# Kills the leader, as long as there are two.
take_turns() {
    local each port_of
    while pause 60; do
        for each in first second; do
            [ $each = first ] && port_of=$((port + 1)) || port_of=$((port + 2))
            if curl -s "localhost:$port_of/status" | grep -q '"leads": *true'; then
                echo "$each leads, and is killed" | paint demo
                kill -KILL "${magisters[$each]}"
                wait "${magisters[$each]}" 2>/dev/null || true
                pause 10 || return 0
                start $each $port_of "$journal"
                break
            fi
        done
    done
}

if [ -n "$pair" ]; then take_turns; else wait -n || true; fi
