#!/usr/bin/env bash
# Magister against a simulated Vast, sped up: five workers that boot in seconds, are dropped now and then, and die after minutes.
# Nothing is really rented and nothing is left behind. DEMO_SECONDS= ends it after that time.
set -euo pipefail
cd "$(dirname "$0")/.."

port=${HTTP_PORT:-8555}
vast_port=${VAST_PORT:-8580}
hierophant_port=${HIEROPHANT_PORT:-8581}
work=$(mktemp -d)
vast='' magister=''

finish() {
    trap - EXIT INT TERM
    for process in $magister $vast; do kill -TERM "$process" 2>/dev/null || true; done
    for process in $magister $vast; do wait "$process" 2>/dev/null || true; done
    rm -rf "$work"
    printf '\nThe demo has ended; nothing is left running.\n'
}
trap finish EXIT
trap 'exit 0' INT TERM

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
vast=$!

cat >"$work/magister.toml" <<END
http_port = $port
this_magister_addr = "http://127.0.0.1"
hierophant_ip = "127.0.0.1"
hierophant_http_port = $hierophant_port
vast_api_key = "simulator-key"
template_hash = "4e17788f74f075dd9aab7d0d4427968f"
number_instances = 5
vast_base_url = "http://127.0.0.1:$vast_port"
state_dir = "$work/state"
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
    src/Magister/bin/Release/net10.0/magister --config "$work/magister.toml" > >(paint magister) 2>&1 &
magister=$!

sleep 2
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
  Ctrl-C ends both.

END
if [ -n "${DEMO_SECONDS:-}" ]; then sleep "$DEMO_SECONDS" & else sleep infinity & fi
waiting=$!
wait -n "$vast" "$magister" "$waiting" || true
kill "$waiting" 2>/dev/null || true
