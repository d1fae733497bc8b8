# Runs one attempt's command and leaves its exit record, whether or not anybody is alive to see it.
#
#     sh supervisor.sh FOLDER TIMEOUT_SECONDS GRACE_SECONDS KILL_AFTER PAUSE_SECONDS ENV COMMAND [ARGUMENT]...
#
# Started by launch.ts as the leader of its own session and process group. TIMEOUT_SECONDS may be empty: no
# limit. KILL_AFTER, in hundredths of a second, may be empty too; see S6. ENV is the path of an env(1) that knows --default-signal, or empty. Descriptors 1 and 2 are the
# job's output, 3 is a script that exports the job's environment. POSIX sh; tried under dash and bash.
#
# S1. state/identity is made exclusively and synced before the command starts: without it nothing ran, and
#     of two supervisors for one folder only one goes on.
# S2. state/stop is looked at after S1 and before the command starts: whoever writes it and then finds no
#     identity knows that nothing will ever start.
# S3. Signals do their work inside the trap, never by a flag for later: a flag set just before `wait` is lost.
# S4. The exit record is written when the session is empty but for this shell, synced, then renamed. Its room is
#     kept from the start: on a full disk it is written in place.
# S5. SIGTERM is followed by SIGKILL after the grace, whatever becomes of the agent.
# S6. With KILL_AFTER the command is ended once the server's last word, which the agent notes in the file `contact`
#     beside the folder, is so old. Its age is judged by the time since boot, which nobody sets and which
#     counts a sleep of the machine; every PAUSE_SECONDS, whether or not an agent lives.

folder=$1 timeout=$2 grace=$3 kill_after=$4 pause_between=$5 env=$6
shift 6
state=$folder/state
how=exited command= timer= nap= guard= requested= terminating= killing=

main() {
  trap trapped=1 HUP INT QUIT TERM # a signal to the whole group is for the command; this shell must see its end
  trap on_stop USR1
  trap on_alarm ALRM
  trap on_guard USR2
  reserve
  if ! claim; then
    rm -f "$room"
    exit 0
  fi
  if [ -e "$state/stop" ]; then
    record stopped signal 15 # as it would have been a moment later
    exit 0
  fi
  run "$@" &
  command=$!
  exec 3<&- >/dev/null 2>>"$state/supervisor.log"
  cd / # not to hold a file system that the job was in
  [ -z "$requested" ] || on_stop
  [ -z "$timeout" ] || [ -n "$terminating" ] || start_timer "$timeout"
  [ -z "$kill_after" ] || start_guard
  await_command
  ended=$how
  end_guard
  end_leftovers
  cancel_timer
  # What the job was given as files; the agent does it too, for whatever ends without this shell.
  [ ! -d "$folder/files" ] || rm -rf "$folder/files" "$folder/input.json"
  record "$ended" "$exit_kind" "$exit_number"
}

# One short write, so whoever reads it sees all or nothing of it; `sync` where it takes file names.
claim() {
  identify
  set -C
  { printf '%s %s %s\n' "$boot" "$$" "$started" >"$state/identity"; } 2>/dev/null || return 1
  set +C
  sync "$state/identity" "$room" "$state" 2>/dev/null || :
}

# Room for the exit record, so that a disk that is full by then does not keep the run from its end. Of its own, as
# another supervisor may have claimed the attempt.
reserve() {
  room=$state/exit.$$
  { printf '%-40s\n' '' >"$room"; } 2>/dev/null || :
}

identify() {
  if [ -r /proc/self/stat ]; then
    read -r boot </proc/sys/kernel/random/boot_id
    read -r line <"/proc/$$/stat"
    set -- ${line##*) } # field 3 and on: the second field, the name, may hold anything
    started=${20}
  else
    boot=$(sysctl -n kern.bootsessionuuid)
    started=$(ps -o lstart= -p $$)
  fi
}

# A shell starts what is in the background with SIGINT and SIGQUIT ignored; bash can undo that by `trap`,
# dash only by env(1).
run() {
  trap - HUP INT QUIT TERM USR1 USR2 ALRM
  unset PATH LC_ALL
  . /dev/fd/3
  exec 3<&-
  if [ -n "$env" ]; then exec "$env" --default-signal=INT,QUIT "$@"; fi
  exec "$@"
}

on_stop() {
  trapped=1 requested=1
  [ -n "$command" ] || return 0
  [ -n "$terminating" ] || how=stopped
  terminate
}

# The timeout or the grace is over. Not a trap of SIGCHLD, though that would save the timer's shell: bash
# loses the command's status when such a trap starts a process.
on_alarm() {
  trapped=1 timer=
  if [ -z "$terminating" ]; then
    how=timed-out
    terminate
  else
    killing=1
    signal_members KILL
  fi
}

# A job may send USR2 to its group as well, so the file is looked at again.
on_guard() {
  trapped=1
  [ -n "$command" ] && [ -z "$terminating" ] && is_cut_off || return 0
  how=cut-off
  terminate
}

start_guard() {
  uptime
  begun=$now
  (
    trap : HUP INT QUIT TERM ALRM USR1
    trap 'kill -KILL $doze 2>/dev/null; exit 0' USR2
    doze=
    while :; do
      sleep "$pause_between" &
      doze=$!
      wait "$doze"
      kill -KILL "$doze" 2>/dev/null || :
      kill -0 $$ 2>/dev/null || exit # with its supervisor gone it would be all that keeps the session
      ! is_cut_off || kill -USR2 $$
    done
  ) </dev/null >/dev/null 2>&1 3<&- &
  guard=$!
}

# Its sleep goes with it, and would else be taken for a process that the command left. It is told until it is
# gone: a signal that comes before it has set its own trap is lost on it.
end_guard() {
  while guard_lives; do
    kill -USR2 "$guard" 2>/dev/null || :
    sleep 0.01 2>/dev/null || sleep 1
  done
  guard=
}

# A job may have ended it long ago: a process that has its number since is no child of this shell.
guard_lives() {
  [ -n "$guard" ] || return 1
  told=
  if [ -r /proc/self/stat ]; then
    { IFS=' ' read -r told <"/proc/$guard/stat"; } 2>/dev/null || :
    told=${told##*) }
  else
    told=$(ps -o stat=,ppid= -p "$guard")
  fi
  set -- $told
  case ${1:-Z} in Z*) return 1 ;; esac
  [ "$2" = "$$" ]
}

# IFS is set anew, as a trap may come while `members` reads with another one.
is_cut_off() {
  uptime
  contact=
  IFS=' ' read -r contact 2>/dev/null <"${folder%/*}/contact" || :
  [ $((now - ${contact:-$begun})) -ge "$kill_after" ]
}

# Sets `now`: hundredths of a second since boot. "1$fraction - 100", as a number that begins with 0 is octal.
uptime() {
  if [ -r /proc/uptime ]; then
    IFS=' ' read -r now rest </proc/uptime
    now=$((${now%.*} * 100 + 1${now#*.} - 100))
  else
    now=$(($(date +%s) * 100))
  fi
}

terminate() {
  [ -z "$terminating" ] || return 0
  terminating=1
  members
  cancel_timer
  signal_members TERM
  start_timer "$grace"
}

# A signal to the whole group ends the sleep, which then begins anew, but not the timer.
start_timer() {
  (
    trap : HUP INT QUIT TERM
    until sleep "$1"; do :; done
    kill -ALRM $$
  ) </dev/null >/dev/null 2>&1 3<&- &
  timer=$!
}

# The sleep is known from the last look at the session. One that began since is ended as a leftover.
cancel_timer() {
  [ -z "$timer" ] || kill -KILL "$timer" $nap 2>/dev/null || :
  timer=
}

signal_members() {
  members
  [ -z "$left" ] || kill -"$1" $left 2>/dev/null || :
}

# Sets `left` to the living processes of this session but this shell and its own children (the timer, the
# tools); the command is one of them while it lives. A list that does not even hold this shell is no
# evidence, so then `left` is a number that no process has. A trap may run this while it runs: what comes
# out is the newer list with some of the older one, or no evidence.
members() {
  left= seen=
  IFS='
'
  for line in $(list_session); do
    IFS=' '
    number=${line%% *}
    set -- ${line##*) }
    [ "$4" = "$$" ] || continue
    if [ "$number" = "$$" ]; then seen=1; continue; fi
    [ "$2" != "$$" ] || [ "$number" = "$command" ] || continue
    if [ "$2" = "$timer" ]; then nap=$number; continue; fi
    [ "$2" != "${guard:-none}" ] || continue
    # A leader that has ended is a zombie, though its other threads may live: field 20 counts them.
    case $1 in [ZXx]*) [ "${18:-1}" -gt 1 ] || continue ;; esac
    left="$left $number"
  done
  unset IFS
  [ -n "$seen" ] || left=999999999
}

# Lines as in /proc/PID/stat. The session holds more than the group: timeout(1) and shells with job control
# make groups of their own. macOS shows no session numbers, so there it is the group.
list_session() {
  if [ -r /proc/self/stat ]; then
    grep -hsE "\\) [A-Za-z] [0-9]+ [0-9]+ $$ " /proc/[0-9]*/stat
  else
    ps -axo pid=,stat=,ppid=,pgid= | while read -r p s pp g; do echo "$p () $s $pp $g $g"; done
  fi
}

# A trap breaks `wait` off, and its status is then the signal's; or it runs just after, and the status is the
# command's. So it is asked again until no trap came between, or the shell has forgotten the command (127)
# because the status before was its own.
await_command() {
  status=
  while :; do
    trapped=
    wait "$command" 2>/dev/null
    got=$?
    [ "$got" -ne 127 ] || [ -z "$status" ] || break
    status=$got
    [ -n "$trapped" ] || break
    ! is_group_signal_in_bash || break
  done
  exit_kind=code exit_number=$status
  if [ "$status" -gt 128 ] && [ "$status" -le 192 ] && ! exited_by_itself; then
    exit_kind=signal exit_number=$((status - 128))
  fi
}

# bash, told by a signal to the whole group, may wait for ever for a command that the same signal ended.
is_group_signal_in_bash() {
  [ -n "${BASH_VERSION-}" ] || return 1
  case $status in 129 | 130 | 131 | 143) ! kill -0 "$command" 2>/dev/null ;; *) return 1 ;; esac
}

# 143 is `exit 143` as well as SIGTERM: dash tells them apart in its list of jobs. Another shell's list
# is empty by now, and the number is taken for a signal.
exited_by_itself() {
  jobs -l >"$state/fate" 2>/dev/null
  while read -r fate; do
    case $fate in *" $command Done"*) return 0 ;; esac
  done <"$state/fate"
  return 1
}

end_leftovers() {
  round=0 pause=0.02
  members
  [ -n "$terminating" ] || cancel_timer
  while [ -n "$left" ]; do
    terminate
    [ -z "$killing" ] || kill -KILL $left 2>/dev/null
    round=$((round + 1))
    [ "$round" -ne 20 ] || pause=0.2
    [ "$round" -ne 100 ] || pause=1
    sleep "$pause" 2>/dev/null || sleep 1
    members
  done
}

# Tries again for as long as the disk is full; gives up only when the folder is gone.
record() {
  until write_record "$@"; do
    [ -d "$state" ] || exit 1
    sleep 1
  done
}

write_record() {
  { printf '%-40s\n' "$1 $2 $3" 1<>"$room"; } 2>/dev/null || return 1
  sync "$room" 2>/dev/null || :
  mv -f "$room" "$state/exit" || return 1
  sync "$state" 2>/dev/null || :
}

# On one line, so that a file replaced under a running shell is not read on.
main "$@"; exit
