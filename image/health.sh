#!/usr/bin/env bash
# Whether the Magister in this container lives: asks GET /healthz with what bash has, on the port that its settings name.
set -euo pipefail

# http_port as magister.toml has it, where the file is readable; HTTP_PORT wins over it, and `--config` elsewhere needs HTTP_PORT.
port_in_file() {
    [ -r magister.toml ] && sed -nE 's/^[[:blank:]]*"?http_port"?[[:blank:]]*=[[:blank:]]*([0-9_]+).*/\1/p' magister.toml | head -n 1 | tr -d _
}

port=${HTTP_PORT:-$(port_in_file || true)}
exec 3<>"/dev/tcp/localhost/${port:-8555}"
printf 'GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' >&3
IFS= read -r -t 4 answer <&3
[[ $answer == *' 200 '* ]] || { echo "/healthz answered $answer"; exit 1; }
