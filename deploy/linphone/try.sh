#!/usr/bin/env bash
# A liblinphone client creates a group chat with bob and carol, who are `parlour chat`. The suite runs behind Kamailio, or with
# `try.sh lab-core` behind its own core. Needs: liblinphone-dev, a C compiler, kamailio (Debian packages), the built suite.
# Exit code 0 when the room was created, bob read what liblinphone said, and liblinphone what bob answered.
set -euo pipefail
core="${1:-kamailio}"
client="$(mktemp)"
cc -Wall -o "$client" "$(dirname "${BASH_SOURCE[0]}")/group.c" -llinphone -lbctoolbox
source "$(dirname "${BASH_SOURCE[0]}")/../kamailio/suite.sh"

arrives() {
  mkfifo "$work/$1.in"
  "$root/parlour" chat --user "$1" <"$work/$1.in" >"$work/$1.log" 2>&1 &
  pids+=($!)
}

# Waits until a client's window shows it.
shows() {
  for _ in $(seq 300); do
    grep -q "$2" "$work/$1.log" && return 0
    sleep 0.1
  done
  echo "$1 never showed '$2'; see $work" >&2
  return 1
}

say "bob and carol wait to be invited"
arrives bob
arrives carol
exec 7>"$work/bob.in" 8>"$work/carol.in"
shows bob "Waiting to be invited"
shows carol "Waiting to be invited"

say "alice is liblinphone"
mkdir "$work/alice"
"$client" 127.0.0.1:5060 "$work/alice" alice bob carol >"$work/alice.log" 2>&1 &
alice=$!
pids+=("$alice")

shows bob "hello from liblinphone"
echo "hello from bob" >&7
status=0
wait "$alice" || status=$?
grep -E '^(registered|room|participants|heard|answered|nobody|no)' "$work/alice.log" || true
[ "$status" = 0 ] && say "passed" || say "failed: see $work"
exit "$status"
