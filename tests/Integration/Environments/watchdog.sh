#!/bin/sh
# Ends what a test run started, however the run ends. The run holds the other end of standard input: its first line names the run's folder, and reading
# on returns when the run is gone, kill -9 included. No process that is not of this run has that folder in its environment or on its command line;
# neither has this one, which is why the name comes by standard input.
trap '' HUP INT TERM
read -r folder
[ -d "$folder" ] || exit 1
cat > /dev/null
processes() {
  for process in /proc/[0-9]*; do
    case $(readlink "$process/cwd"; cat "$process/environ" "$process/cmdline" 2> /dev/null | tr '\0' '\n') in
      *"$folder"*) echo "${process#/proc/}" ;;
    esac
  done
}
# QUIT first: PostgreSQL then releases its shared memory.
for signal in QUIT KILL; do
  found=$(processes)
  [ -n "$found" ] || break
  # shellcheck disable=SC2086
  kill -s "$signal" $found 2> /dev/null
  sleep 2
done
rm -rf "$folder"
