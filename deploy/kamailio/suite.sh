# Sourced by the try-outs: the suite behind Kamailio, or behind its own lab core when core=lab-core; all ended with the script.
# Sets root and work (a directory for logs). Clients register at 127.0.0.1:5060.
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

arguments="--data-dir $work/data --fresh"
if [ "${core:-kamailio}" = kamailio ]; then
  if ! command -v kamailio >/dev/null; then
    echo "kamailio is not installed (Debian: apt-get install kamailio)" >&2
    exit 2
  fi
  say "Kamailio on 127.0.0.1:5060 (clients) and 5065 (the IM server); the lab core stands aside on 5062"
  kamailio -f "$here/kamailio.cfg" -DD -E -Y "$work" -P "$work/kamailio.pid" >"$work/kamailio.log" 2>&1 &
  pids+=($!)
  sleep 1
  kill -0 "${pids[0]}" 2>/dev/null || { tail -5 "$work/kamailio.log" >&2; exit 1; }
  arguments+=" --im.lab-core.port=5062 --im.sip.next-hop=127.0.0.1:5065;transport=tcp"
fi

say "the suite"
(cd "$root" && exec mvn -o -q spring-boot:run -Dspring-boot.run.arguments="$arguments") >"$work/suite.log" 2>&1 &
pids+=($!)
suite=$!

for _ in $(seq 120); do
  if curl -sf http://127.0.0.1:8084/actuator/health/readiness >/dev/null \
    && curl -sf http://127.0.0.1:8082/actuator/health/readiness >/dev/null \
    && (exec 3<>/dev/tcp/127.0.0.1/5060) 2>/dev/null; then # the lab core listens last
    break
  fi
  kill -0 "$suite" 2>/dev/null || { tail -20 "$work/suite.log" >&2; exit 1; }
  sleep 1
done
