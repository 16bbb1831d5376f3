# shellcheck shell=bash
# Installs and builds what a run needs, and says what it ran on. Sourced by bench/run.

prepare() {
  local missing=() tool
  need_dotnet
  need_postgres
  for tool in nginx haproxy wrk curl; do command -v "$tool" >/dev/null || missing+=("$tool"); done
  [ ${#missing[@]} = 0 ] || install_without_starting "${missing[@]}" >&2 || true
  for tool in nginx haproxy wrk curl taskset; do
    command -v "$tool" >/dev/null || die "'$tool' is missing and could not be installed from here: sudo apt-get install -y nginx haproxy wrk curl util-linux"
  done
  say 'Building ...' >&2
  build_relaxed bench/Bench.slnf >&2 || die 'The build failed; see above.'
}

machine() {
  cat <<TEXT

Command: \`bench/run $what\`, $(date -u +%Y-%m-%d), commit $(git rev-parse --short HEAD 2>/dev/null || echo unknown)$([ "$warmup" -ge 60 ] || echo "; **a trial: warm-up of $warmup s instead of 60**")
Warm-up $warmup s, $rounds rounds of $seconds s in turns, medians, $connections connections unless the row says otherwise; load on core 0, all that is measured on core 1.
Machine: $(nproc) x $(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -n 1), $(awk '/^MemTotal/ { printf "%.0f GB", $2 / 1048576 }' /proc/meminfo), Linux $(uname -r)
Versions: .NET $(dotnet --list-runtimes | sed -n 's/^Microsoft.AspNetCore.App \(10[^ ]*\).*/\1/p' | tail -n 1), $(nginx -v 2>&1 | sed 's/.*: //'), HAProxy $(haproxy -v | sed -n '1s/HAProxy version \([^ ]*\).*/\1/p'), YARP $(sed -n 's/.*"Yarp.ReverseProxy" Version="\([^"]*\)".*/\1/p' Directory.Packages.props), $(wrk -v 2>&1 | sed -n '1s/ \[.*//p')
TEXT
}
