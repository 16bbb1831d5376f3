# shellcheck shell=bash
# Starts what is measured, knows its processes, and ends every one of them however the run ends. Sourced by bench/run.

work=$(mktemp -d "${TMPDIR:-/tmp}/monolith-bench.XXXXXX")
declare -A pid_of=()
started=()

# name, then how it is pinned (a core, or 'all'), then the command. Its output is in $work/<name>.log.
start() {
  local name=$1 core=$2 pin=()
  shift 2
  [ "$core" = all ] || pin=(taskset -c "$core")
  ${pin[@]+"${pin[@]}"} "$@" </dev/null >"$work/$name.log" 2>&1 &
  pid_of[$name]=$!
  started+=("$name")
}

# Ends one by its name; a process that does not go within 20 s is killed.
stop() {
  local pid=${pid_of[$1]:-} waited=0 child children
  [ -n "$pid" ] || return 0
  children=$(descendants "$pid")
  kill -TERM "$pid" 2>/dev/null || true
  while kill -0 "$pid" 2>/dev/null && [ $waited -lt 200 ]; do
    sleep 0.1
    waited=$((waited + 1))
  done
  for child in $pid $children; do kill -KILL "$child" 2>/dev/null || true; done
  wait "$pid" 2>/dev/null || true
  unset "pid_of[$1]"
}

# Last started, first ended: the database goes after its hosts.
stop_all() {
  local i
  for ((i = ${#started[@]} - 1; i >= 0; i--)); do stop "${started[i]}"; done
  started=()
}

# Through the exit trap, so once for an error, the end and Ctrl-C alike.
clean_up() {
  trap '' INT TERM HUP
  stop_all
  rm -rf "$work"
}

# Below the ephemeral range, where nobody's outgoing connection can take it between the look and the use.
free_port() {
  local port
  while true; do
    port=$((20000 + RANDOM % 10000))
    if [[ " ${ports[*]:-} " != *" $port "* ]] && ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
      ports+=("$port")
      free=$port
      return
    fi
  done
}
ports=()

# name, URL: until it answers 2xx, at most 60 s.
await() {
  local begin=$SECONDS
  until curl -fsS -m 2 -o /dev/null "$2" 2>/dev/null; do
    if ! kill -0 "${pid_of[$1]}" 2>/dev/null || [ $((SECONDS - begin)) -ge 60 ]; then
      tail -n 20 "$work/$1.log" >&2
      die "$1 does not answer at $2; the end of its log is above."
    fi
    sleep 0.2
  done
}

# All processes below a process.
descendants() {
  local child
  for child in $(cat /proc/"$1"/task/*/children 2>/dev/null); do
    printf '%s ' "$child"
    descendants "$child"
  done
}

# CPU time of the named processes with all below them, in clock ticks: user + system, /proc/PID/stat fields 14 and 15.
cpu_ticks() {
  local name pid sum=0 stat
  for name in "$@"; do
    for pid in ${pid_of[$name]} $(descendants "${pid_of[$name]}"); do
      stat=$(cat "/proc/$pid/stat" 2>/dev/null) || continue
      # The second field is the program's name, which may hold anything.
      read -ra stat <<<"${stat##*) }"
      sum=$((sum + stat[11] + stat[12]))
    done
  done
  echo $sum
}

# Proportional set size of the named processes with all below them, in KB: memory they share is counted once.
memory_kb() {
  local name pid sum=0 pss
  for name in "$@"; do
    for pid in ${pid_of[$name]} $(descendants "${pid_of[$name]}"); do
      pss=$(sed -n 's/^Pss: *\([0-9]*\) kB/\1/p' "/proc/$pid/smaps_rollup" 2>/dev/null) || continue
      sum=$((sum + ${pss:-0}))
    done
  done
  echo $sum
}
