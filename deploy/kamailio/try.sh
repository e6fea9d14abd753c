#!/usr/bin/env bash
# Runs the suite behind Kamailio and plays `parlour demo` through it. Needs: kamailio (Debian: kamailio), the built suite.
# Exit code 0 when the demo saw everything it should.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/suite.sh"

status=0
for transport in tcp udp; do
  say "parlour demo over $transport"
  "$root/parlour" demo --transport "$transport" "$@" || status=$?
done
[ "$status" = 0 ] && say "passed" || { say "failed: see $work"; }
exit "$status"
