# The job of the crash test: says on a monotonic clock (seconds since boot) when its process begins and ends.
#
#     sh job.sh LOG SECONDS

log=$1 seconds=$2

note() {
  read -r uptime _ </proc/uptime
  printf '%s %s %s %s\n' "$1" "$LANDBRIDGE_RUN_ID" "$LANDBRIDGE_ATTEMPT" "$uptime" >>"$log"
}

stopped() {
  kill "$pause" 2>/dev/null
  note stopped
  exit 143
}

pause=
trap stopped TERM
note start
sleep "$seconds" &
pause=$!
wait "$pause"
trap '' TERM
printf '{"run":"%s"}' "$LANDBRIDGE_RUN_ID" >"$LANDBRIDGE_RESULT_FILE"
note end
