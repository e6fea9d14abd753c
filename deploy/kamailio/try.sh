#!/usr/bin/env bash
# Runs the suite behind Kamailio and plays `parlour demo` through it. Needs: kamailio (Debian: kamailio), the built suite.
# Exit code 0 when the demo saw everything it should.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
root="$(cd "$here/../.." && pwd)"
work="$(mktemp -d)"
pids=()

say() { printf '\n== %s\n' "$*"; }

stop() {
  for pid in "${pids[@]}"; do
    kill "$pid" 2>/dev/null || true
  done
  for pid in "${pids[@]}"; do
    wait "$pid" 2>/dev/null || true
  done
}
trap stop EXIT

if ! command -v kamailio >/dev/null; then
  echo "kamailio is not installed (Debian: apt-get install kamailio)" >&2
  exit 2
fi

say "Kamailio on 127.0.0.1:5060 (clients) and 5065 (the IM server)"
kamailio -f "$here/kamailio.cfg" -DD -E -Y "$work" -P "$work/kamailio.pid" >"$work/kamailio.log" 2>&1 &
pids+=($!)
sleep 1
kill -0 "${pids[0]}" 2>/dev/null || { tail -5 "$work/kamailio.log" >&2; exit 1; }

say "the suite; the lab core stands aside on 5062"
(cd "$root" && exec mvn -o -q spring-boot:run \
  -Dspring-boot.run.arguments="--data-dir $work/data --fresh --im.lab-core.port=5062 --im.sip.next-hop=127.0.0.1:5065;transport=tcp") \
  >"$work/suite.log" 2>&1 &
pids+=($!)

for _ in $(seq 120); do
  if curl -sf http://127.0.0.1:8084/actuator/health/readiness >/dev/null \
    && curl -sf http://127.0.0.1:8082/actuator/health/readiness >/dev/null; then
    break
  fi
  kill -0 "${pids[1]}" 2>/dev/null || { tail -20 "$work/suite.log" >&2; exit 1; }
  sleep 1
done

status=0
for transport in tcp udp; do
  say "parlour demo over $transport"
  "$root/parlour" demo --transport "$transport" "$@" || status=$?
done
[ "$status" = 0 ] && say "passed" || { say "failed: see $work"; }
exit "$status"
