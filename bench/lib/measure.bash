# shellcheck shell=bash
# Load, samples, medians, tables. Sourced by bench/run.

declare -A url_of=() processes_of=() label_of=()
declare -A path_of=([small]=/bench/small [items]=/bench/items [large]=/bench/large [mixed]=/bench/small [films]=/api/movies/genres)
declare -A title_of=([small]='1 KB GET' [items]='4 KB POST' [large]='100 KB GET' [films]='GET /api/movies/genres')
samples=$work/samples
token=''

# name, label, address, and its processes: first the one that faces the client, then those behind it.
subject() {
  label_of[$1]=$2 url_of[$1]=$3
  processes_of[$1]=${*:4}
}

# subject, load, seconds, connections, pause. Leaves wrk's figures in $requests $duration $p50 $p99 (microseconds).
drive() {
  local subject=$1 load=$2 seconds=$3 connections=$4 pause=$5 bytes=0 users=0 header=() line lost late refused
  case $load in
    items) bytes=4096 ;;
    mixed*) users=4096 ;;
    films) header=(-H "Authorization: Bearer $token") ;;
  esac
  line=$(taskset -c 0 wrk -t1 -c"$connections" -d"${seconds}s" --timeout 5s ${header[@]+"${header[@]}"} -s "$root/bench/loads/load.lua" \
    "${url_of[$subject]}${path_of[${load%%[0-9]*}]}" -- $bytes $users "$pause" | sed -n 's/^bench //p')
  read -r requests duration p50 p99 lost late refused <<<"$line" || true
  [ -n "${refused:-}" ] || die "wrk gave no figures for $subject, $load."
  if [ $((lost + late + refused)) != 0 ]; then
    tail -n 5 "$work/${processes_of[$subject]%% *}.log" >&2
    die "$subject, $load: of $requests requests $lost lost their connection, $late took over 5 s, $refused were answered 4xx or 5xx. Figures with failures mean nothing."
  fi
}

# table, load, subject, seconds, connections, pause: one round, appended to the samples.
sample() {
  local table=$1 load=$2 subject=$3 behind front_before front all_before all
  read -ra behind <<<"${processes_of[$subject]}"
  front_before=$(cpu_ticks "${behind[0]}")
  all_before=$(cpu_ticks "${behind[@]}")
  drive "$subject" "$load" "$4" "$5" "$6"
  all=$(($(cpu_ticks "${behind[@]}") - all_before))
  front=$(($(cpu_ticks "${behind[0]}") - front_before))
  awk -v OFS='\t' -v hz="$(getconf CLK_TCK)" -v table="$table" -v load="$load" -v subject="$subject" -v requests="$requests" -v duration="$duration" \
    -v p50="$p50" -v p99="$p99" -v all="$all" -v front="$front" -v memory="$(memory_kb "${behind[@]}")" \
    'BEGIN { print table, load, subject, all * 1e6 / hz / requests, front * 1e6 / hz / requests, requests * 1e6 / duration, p50 / 1000, p99 / 1000, memory / 1024 }' >>"$samples"
}

# table, load, subjects: warms each up, then measures them in turns, so that what the machine does meanwhile meets all alike.
compare() {
  local table=$1 load=$2 round subject
  shift 2
  for subject in "$@"; do
    say "  $table, $load: warming $subject up for $warmup s" >&2
    drive "$subject" "$load" "$warmup" "$connections" 0
  done
  for ((round = 1; round <= rounds; round++)); do
    say "  $table, $load: round $round of $rounds" >&2
    for subject in "$@"; do sample "$table" "$load" "$subject" "$seconds" "$connections" 0; done
  done
  # Latency at a load that all can carry: 32 connections with 16 ms between two requests are about 2,000 requests a second.
  for ((round = 1; round <= paced_rounds; round++)); do
    for subject in "$@"; do sample "$table.paced" "$load" "$subject" "$seconds" 32 16; done
  done
}

# table, load, subject, column (4 CPU, 5 CPU in front, 6 requests/s, 7 p50, 8 p99, 9 memory): the median of the rounds.
median() {
  awk -F'\t' -v table="$1" -v load="$2" -v subject="$3" -v column="$4" '$1 == table && $2 == load && $3 == subject { print $column }' "$samples" \
    | sort -g | awk '{ v[NR] = $1 } END { print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'
}

quotient() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", a / b }'; }

# table, what the two last columns compare ('ours/it': the reference divided by this; 'it/yarp': this by the reference), reference, load, subjects.
table_rows() {
  local table=$1 direction=$2 reference=$3 load=$4 subject cpu rps
  shift 4
  for subject in "$@"; do
    cpu=$(quotient "$(median "$table" "$load" "$subject" 4)" "$(median "$table" "$load" "$reference" 4)")
    rps=$(quotient "$(median "$table" "$load" "$subject" 6)" "$(median "$table" "$load" "$reference" 6)")
    if [ "$direction" = ours/it ]; then
      cpu=$(quotient 1 "$cpu") rps=$(quotient 1 "$rps")
    fi
    printf '| %s | %s | %.1f | %.1f | %.0f | %.2f | %.2f | %.2f | %.2f | %.0f | %s | %s |\n' "${title_of[$load]}" "${label_of[$subject]}" \
      "$(median "$table" "$load" "$subject" 4)" "$(median "$table" "$load" "$subject" 5)" "$(median "$table" "$load" "$subject" 6)" \
      "$(median "$table" "$load" "$subject" 7)" "$(median "$table" "$load" "$subject" 8)" \
      "$(median "$table.paced" "$load" "$subject" 7)" "$(median "$table.paced" "$load" "$subject" 8)" \
      "$(median "$table" "$load" "$subject" 9)" "$cpu" "$rps"
  done
}

# what the last two columns compare.
table_head() {
  printf '\n| load | system | CPU, µs/request | of it in front | requests/s | p50, ms | p99, ms | p50 paced | p99 paced | memory, MB | CPU, %s | requests/s, %s |\n' "$1" "$1"
  printf '|---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n'
}
