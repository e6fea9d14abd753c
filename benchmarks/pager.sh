#!/usr/bin/env bash
# Sends the same pager messages to the suite and to Kamailio's module imc, one after the other, and prints what came of
# them. Needs the built suite, and kamailio with imc (Debian: kamailio, kamailio-extra-modules); without it the suite
# is measured alone. From the environment: RATE (300 messages/s), DURATION (30s), WARM_UP (50s, the suite's), MEMBERS (11
# of each group), MORE (rates that only imc is tried at, "600 1200").
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
root="$(cd "$here/.." && pwd)"
work="$(mktemp -d)"
port=5066
tables=/usr/share/kamailio/dbtext/kamailio
rate="${RATE:-300}" duration="${DURATION:-30s}" members="${MEMBERS:-11}"
pids=()

say() { printf '\n== %s\n' "$*"; }

stop() {
  for pid in "${pids[@]}"; do
    kill "$pid" 2>/dev/null || true
  done
  for pid in "${pids[@]}"; do
    while kill -0 "$pid" 2>/dev/null; do sleep 0.2; done
  done
  pids=()
}
trap 'stop; rm -rf "$work/data"' EXIT

# Waits for a command to succeed, as long as the newest process lives.
await() {
  for _ in $(seq 240); do
    "$@" >/dev/null 2>&1 && return
    kill -0 "${pids[-1]}" 2>/dev/null || break
    sleep 0.5
  done
  tail -20 "$work"/*.log >&2
  exit 1
}

# measure NAME RATE DURATION WARM_UP PID,… OPTIONS…: one run; its report is kept as NAME-RATE.txt.
measure() {
  local name="$1" file="$work/$1-$2.txt"
  say "$name, $2 messages/s to groups of $members"
  "$root/parlour" load pager --rate "$2" --duration "$3" --warm-up "$4" --pid "$5" --members "$members" "${@:6}" \
    | tee "$file" || true
}

# The figures of a report: messages/s, copies/s, copies lost, failures, answer p50 p99, copy p50 p99, cores, lateness.
figures() {
  awk '
    $1 == "planned" { rate = $2 }
    $1 == "messages" { split($0, after, "after "); copies = $4 / (after[2] + 0); lost = $7 }
    $1 == "answers" { a50 = $3; a99 = $5 }
    $1 == "copies" { c50 = $3; c99 = $5 }
    $1 == "generator" { late = $4 }
    $1 == "usage" && $2 == "pid" { sub(/.*\(/, ""); cores += $1 }
    $1 == "failed" { failed += $2 }
    END { print rate, copies, lost, failed + 0, a50, a99, c50, c99, cores, late }' "$1"
}

row() {
  figures "$2" | awk -v name="$1" '{
    printf "| %s | %d | %.0f | %d | %d | %.1f, %.1f ms | %.1f, %.1f ms | %.2f | %.0f ms |\n",
      name, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10 }'
}

say "the suite"
(cd "$root" && exec mvn -o -q spring-boot:run -Pload -Dspring-boot.run.arguments="--data-dir $work/data --fresh") \
  >"$work/suite.log" 2>&1 &
pids+=($!)
for http in 8081 8082 8083 8084 8085; do
  await curl -sf "http://127.0.0.1:$http/actuator/health/readiness"
done
pids+=("$(pgrep -f "org.parlour.standalone.*$work" | head -1)")
measure suite "$rate" "$duration" "${WARM_UP:-50s}" "${pids[-1]}"
stop

rates=()
if command -v kamailio >/dev/null && [ -f "$tables/imc_rooms" ]; then
  say "$(kamailio -v | head -1)"
  mkdir "$work/tables"
  cp "$tables"/{version,imc_rooms,imc_members} "$work/tables"
  # Each copy is two transactions, which tm keeps for five seconds: they need memory.
  kamailio -f "$here/src/main/resources/kamailio-imc.cfg" \
    --substdef="!PORT!$port!g" --substdef="!TABLES!$work/tables!g" \
    -DD -E -m 2048 -M 32 -Y "$work" -P "$work/kamailio.pid" >"$work/kamailio.log" 2>&1 &
  pids+=($!)
  await bash -c "</dev/tcp/127.0.0.1/$port"
  workers="$(pgrep -d, -P "${pids[0]}")"
  rates=("$rate")
  measure imc "$rate" "$duration" 15s "$workers" --imc --core "127.0.0.1:$port"
  for more in ${MORE-600 1200}; do
    rates+=("$more")
    measure imc "$more" 10s 5s "$workers" --imc --core "127.0.0.1:$port"
  done
  stop
fi

say "$(date -I), $(nproc) processors; the reports are in $work"
echo "| server | messages/s | copies/s | lost | failures | 2xx p50, p99 | copy p50, p99 | server's cores | generator late |"
echo "| --- | --- | --- | --- | --- | --- | --- | --- | --- |"
row "suite" "$work/suite-$rate.txt"
for each in "${rates[@]}"; do
  row "imc" "$work/imc-$each.txt"
done
if [ "${#rates[@]}" -gt 0 ]; then
  paste -d' ' <(figures "$work/suite-$rate.txt") <(figures "$work/imc-$rate.txt") | awk '{
    printf "\nsuite / imc at %d messages/s: copies/s %.2f, 2xx p99 %.1f, copy p99 %.1f, cores %.1f\n",
      $1, $2 / $12, $6 / $16, $8 / $18, $9 / $19 }'
fi
