# shellcheck shell=bash
# The rows of the table in bench/README.md, one function each. Sourced by bench/run.

peers=(nginx haproxy yarp)

# the monolith's address, its name: what stands in front of it, each as a subject <prefix><peer>.
front_with_peers() {
  local monolith=$1 behind=$2 prefix=$3
  start_nginx "${prefix}nginx" "$monolith"
  subject "${prefix}nginx" 'nginx in front of it' "$url" "${prefix}nginx" "$behind"
  start_haproxy "${prefix}haproxy" "$monolith"
  subject "${prefix}haproxy" 'HAProxy in front of it' "$url" "${prefix}haproxy" "$behind"
  start_yarp "${prefix}yarp" "$monolith"
  subject "${prefix}yarp" 'stock YARP in front of it' "$url" "${prefix}yarp" "$behind"
}

row_off() {
  start_service service
  start_host host 1 "$url"
  subject host 'host with the strangler, route off' "$url" host
  shift_to "$admin" 0
  start_plain
  subject plain 'the same host without the strangler' "$url" plain
  front_with_peers "$url" plain ''
  compare off small host plain "${peers[@]}"
  stop_all

  start_real_host
  subject real 'the real Host, signed-in user' "$url" real
  front_with_peers "$url" real real-
  compare off films real "${peers[@]/#/real-}"

  say
  say '## Route off'
  say
  say 'Bars: CPU at most 1.05 of the same host without the strangler; at most 0.50 of the CPU, and at least 2.00 times the requests/s, of each peer with the monolith behind it.'
  table_head 'host / this'
  table_rows off ours/it host small host plain "${peers[@]}"
  table_rows off ours/it real films real "${peers[@]/#/real-}"
}

row_mixed() {
  local percent service
  start_service service
  service=$url
  start_host host 1 "$service"
  subject host 'host with the strangler' "$url" host service
  start_plain
  local plain=$url
  for percent in "${shares[@]}"; do
    title_of[mixed$percent]="$percent % extracted"
    shift_to "$admin" "$percent"
    start_nginx "nginx$percent" "$plain" "$service" "$percent"
    subject nginx 'nginx in front of both' "$url" "nginx$percent" plain service
    compare mixed "mixed$percent" host nginx
    stop "nginx$percent"
  done

  say
  say '## Mixed traffic'
  say
  say 'Bar: less total CPU than with nginx in front, up to 60 % extracted.'
  table_head 'host / this'
  for percent in "${shares[@]}"; do table_rows mixed ours/it host "mixed$percent" host nginx; done
}

row_forward() {
  local load service
  start_service service
  service=$url
  start_host host 1 "$service"
  subject tcp 'host, route on, TCP' "$url" host service
  shift_to "$admin" 100
  start_host host-unix 1 "unix:$socket"
  subject unix 'host, route on, unix socket' "$url" host-unix service
  start_yarp yarp "$service"
  subject yarp 'stock YARP, TCP' "$url" yarp service
  for load in small items large; do compare forward "$load" tcp unix yarp; done

  say
  say '## Route on, forwarded'
  say
  say 'Bars: CPU at most 0.70 of stock YARP at 1 KB, at most 0.80 at the others. The service is the same process for all, and is in the CPU; "in front" is without it.'
  table_head 'this / YARP'
  for load in small items large; do table_rows forward it/other yarp "$load" tcp unix yarp; done
  say
  say '| load | system | CPU in front, this / YARP |'
  say '|---|---|---:|'
  for load in small items large; do
    for subject in tcp unix; do
      printf '| %s | %s | %s |\n' "${title_of[$load]}" "${label_of[$subject]}" \
        "$(quotient "$(median forward "$load" "$subject" 5)" "$(median forward "$load" yarp 5)")"
    done
  done
}

row_decision() {
  say
  say '## One decision'
  say
  say 'Bars: at most 250 ns, 0 bytes. BenchmarkDotNet, pinned to core 1.'
  say
  benchmark Bench.Decision
}

row_calls() {
  say
  say '## A call between modules in one process'
  say
  say 'Bars: at most 1 us and 1 KB on top of the handler. BenchmarkDotNet, pinned to core 1.'
  say
  benchmark Bench.Calls
}

# a project: the tables of its benchmarks.
benchmark() {
  local folder=$work/$1
  mkdir -p "$folder"
  (cd "$folder" && taskset -c 1 dotnet "$(program "$1")" >"$folder/log") || die "BenchmarkDotNet failed: $(tail -n 5 "$folder/log")"
  # It puts names with a space in quotes, and those in entities.
  sed -n 's/&#39;//g; /^|/p' "$folder"/BenchmarkDotNet.Artifacts/results/*-github.md
}

row_flip() {
  local one service
  start_service service
  service=$url
  start_host one all "$service"
  one=$admin
  shift_to "$one" 0
  start_host other all "$service" --Strangler:ExposeDecision Everybody --Logging:LogLevel:Monolith.Strangler.Routing.Store.LiveFlags Information
  say
  say '## Flip'
  say
  say 'Bar: from the commit to its being applied in another process, p50 at most 5 ms. Not pinned.'
  say
  dotnet "$(program Bench.Flip)" "$one" "$url/bench/small" "$work/other.log" "Host=$work/pg;Username=postgres;Database=$store" "$flips" || die 'The flips could not be measured.'
}

row_events() {
  start_postgres
  new_store events
  free_port
  say
  say '## Events'
  say
  say 'Bars: from the commit to handled p50 under 20 ms; throughput at least 50 % of bare INSERTs of the same rows. One process, not pinned.'
  say
  dotnet "$(program Bench.Events)" "Host=$work/pg;Username=postgres;Database=events" "$work/events" "$free" "$rounds" "$seconds" || die 'The events could not be measured.'
}

row_fallback() {
  local connections=1 one
  start_postgres
  # The routes of the three hosts differ, so they do not share their flags.
  for one in local down unavailable; do new_store "$one"; done

  start_service service
  store=local start_host local 1 "$url"
  subject local 'route off' "$url" local
  shift_to "$admin" 0

  free_port
  store=down start_host down 1 "http://127.0.0.1:$free"
  subject down 'route on, the service is down' "$url" down
  shift_to "$admin" 100

  start_service unavailable-service --Unavailable true
  store=unavailable start_host unavailable 1 "$url"
  subject unavailable 'route on, the service answers 503' "$url" unavailable unavailable-service
  shift_to "$admin" 100
  compare fallback small local down unavailable

  say
  say '## Fallback'
  say
  say 'Bar: adds at most 2 ms to the p50. One connection; the monolith answers every request.'
  say
  say '| system | p50, ms | p99, ms | added to the p50, ms | CPU, µs/request |'
  say '|---|---:|---:|---:|---:|'
  for one in local down unavailable; do
    printf '| %s | %.3f | %.3f | %s | %.1f |\n' "${label_of[$one]}" "$(median fallback small "$one" 7)" "$(median fallback small "$one" 8)" \
      "$(awk -v a="$(median fallback small "$one" 7)" -v b="$(median fallback small local 7)" 'BEGIN { printf "%.3f", a - b }')" \
      "$(median fallback small "$one" 4)"
  done
}

# Neither the module nor pgbench is pinned: both share the two cores with the server, as they do on one machine.
row_wallet() {
  local users=1000 clients=16 postgres_core=all round figures module=() cpu=() pgbench=()
  start_postgres
  new_store wallet
  local connection="Host=$work/pg;Username=postgres;Database=wallet"
  dotnet "$(program Bench.Wallet)" prepare "$connection" $users >&2 || die 'The wallets could not be made.'
  say
  say '## Transfers'
  say
  say "Bar: at least 0.60 of pgbench with the same statements. $users users, $clients clients, not pinned."
  say
  for ((round = 1; round <= rounds; round++)); do
    say "  wallet: round $round of $rounds" >&2
    figures=$(dotnet "$(program Bench.Wallet)" "$connection" $users $clients "$warmup" "$seconds") || die 'The module failed.'
    module+=("${figures% *}") cpu+=("${figures#* }")
    pgbench+=("$("$binaries/pgbench" -n -M prepared -h "$work/pg" -U bench_wallet_service -D users=$users -c $clients -j 2 -T "$seconds" -f bench/loads/transfer.sql wallet 2>"$work/pgbench.log" \
      | sed -n 's/^tps = \([0-9]*\).*/\1/p')")
    [ -n "${pgbench[-1]}" ] || die "pgbench failed: $(tail -n 5 "$work/pgbench.log")"
  done
  local ours theirs
  ours=$(middle "${module[@]}") theirs=$(middle "${pgbench[@]}")
  say '| | transfers/s | this / pgbench | CPU of the client, µs/transfer |'
  say '|---|---:|---:|---:|'
  say "| the module's handler, EF Core and all | $ours | $(quotient "$ours" "$theirs") | $(middle "${cpu[@]}") |"
  say "| pgbench | $theirs | 1.00 | |"
}

row_copy() {
  local postgres_core=all postgres_wal_level=logical round ours=() theirs=()
  # The rows before this one had a server that keeps too little in its log.
  stop postgres
  start_postgres
  new_store monolith
  store_sql monolith <bench/loads/copied.sql -v rows="$rows" || die 'The rows could not be made.'
  say
  say '## The first copy'
  say
  say "Bar: at most twice pg_dump | pg_restore of the same table. $rows rows in one table with a key and two more indexes, one server, nothing pinned; from the start of the command to its end, in turns."
  say
  for ((round = 1; round <= rounds; round++)); do
    say "  copy: round $round of $rounds" >&2
    new_store restored
    theirs+=("$(milliseconds restore_copied)")
    ours+=("$(milliseconds replicate_copied)")
    [ "$(store_sql own -Atc 'SELECT count(*) FROM copied.entries')" = "$rows" ] || die 'Not every row was copied.'
    forget_copied
  done
  local copy peer
  copy=$(middle "${ours[@]}") peer=$(middle "${theirs[@]}")
  say '| | ms | rows/s | this / pg_restore |'
  say '|---|---:|---:|---:|'
  say "| data replicate, until it follows | $copy | $((rows * 1000 / copy)) | $(quotient "$copy" "$peer") |"
  say "| pg_dump \| pg_restore | $peer | $((rows * 1000 / peer)) | 1.00 |"
}

row_guard() {
  local postgres_core=all postgres_wal_level=logical round with=() without=()
  local guarded=10000
  # The rows before this one had a server that keeps too little in its log.
  stop postgres
  start_postgres
  new_store monolith
  store_sql monolith <bench/loads/copied.sql -v rows=$guarded || die 'The rows could not be made.'
  replicate_copied >"$work/timed.log" 2>&1 || die "The module could not be prepared: $(tail -n 5 "$work/timed.log")"
  say
  say '## The guard'
  say
  say 'Bar: at most 25 µs a writing statement. UPDATE by key, twenty in a transaction, prepared, one client; the same table with the trigger and without, in turns, copied to the other database all the while.'
  say
  for ((round = 1; round <= rounds; round++)); do
    say "  guard: round $round of $rounds" >&2
    store_sql monolith -c 'ALTER TABLE copied.entries DISABLE TRIGGER monolith_guard'
    without+=("$(nanoseconds_of_a_write $guarded)")
    store_sql monolith -c 'ALTER TABLE copied.entries ENABLE TRIGGER monolith_guard'
    with+=("$(nanoseconds_of_a_write $guarded)")
  done
  new_store restored
  forget_copied
  local guard bare
  guard=$(middle "${with[@]}") bare=$(middle "${without[@]}")
  say '| | µs a statement |'
  say '|---|---:|'
  say "| guarded | $(quotient "$guard" 1000) |"
  say "| without | $(quotient "$bare" 1000) |"
  say "| the guard | $(quotient "$((guard - bare))" 1000) |"
}

row_gap() {
  local postgres_core=all postgres_wal_level=logical
  # The rows before this one had a server that keeps too little in its log.
  stop postgres
  start_postgres
  new_store monolith
  store_sql monolith <bench/loads/copied.sql -v rows=100000 || die 'The rows could not be made.'
  replicate_copied >"$work/timed.log" 2>&1 || die "The module could not be prepared: $(tail -n 5 "$work/timed.log")"
  say
  say '## The write gap'
  say
  say 'Bar: median at most 100 ms, most 500. Eight clients, 500 transactions a second between them, each with an INSERT and an UPDATE; both databases on one server.'
  say
  dotnet "$(program Bench.Gap)" "Host=$work/pg;Username=postgres;Database=monolith" "Host=$work/pg;Username=postgres;Database=own" "$switches" || die 'The switches could not be measured.'
  new_store restored
  forget_copied
}

# Rows in the table: nanoseconds that one of the twenty statements takes.
nanoseconds_of_a_write() {
  "$binaries/pgbench" -n -M prepared -h "$work/pg" -U postgres -D rows="$1" -c 1 -T "$seconds" -f bench/loads/guarded.sql monolith 2>"$work/pgbench.log" \
    | sed -n 's/^tps = \([0-9.]*\).*/\1/p' | awk '{ printf "%d", 1e9 / $1 / 20 }'
}

store_sql() { "$binaries/psql" -q -v ON_ERROR_STOP=1 -h "$work/pg" -U postgres -d "$@" 2>>"$work/psql.log"; }

# A command: how long it takes.
milliseconds() {
  local began
  began=$(date +%s%3N)
  "$@" >"$work/timed.log" 2>&1 || die "$1 failed: $(tail -n 5 "$work/timed.log")"
  echo $(($(date +%s%3N) - began))
}

# Not compressed: nothing is gained by it on one machine.
restore_copied() { "$binaries/pg_dump" -h "$work/pg" -U postgres -Fc -Z0 -n copied monolith | "$binaries/pg_restore" -h "$work/pg" -U postgres -d restored; }

replicate_copied() {
  dotnet "$root/src/Strangler/Cli/bin/Release/net10.0/strangler.dll" data replicate copied --pg-dump "$binaries/pg_dump" \
    --from "Host=$work/pg;Username=postgres;Database=monolith" --to "Host=$work/pg;Username=postgres;Database=own"
}

# Everything as before the round.
forget_copied() {
  local direction receiver _
  for direction in forward:own back:monolith; do
    receiver=${direction#*:}
    store_sql "$receiver" -c "ALTER SUBSCRIPTION monolith_copied_${direction%:*} DISABLE" -c "ALTER SUBSCRIPTION monolith_copied_${direction%:*} SET (slot_name = NONE)" \
      -c "DROP SUBSCRIPTION monolith_copied_${direction%:*}"
  done
  for _ in {1..100}; do
    # The senders that were ended take a moment to go.
    ! store_sql postgres -c 'SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots' >/dev/null || break
    sleep 0.2
  done
  store_sql monolith -c 'DROP PUBLICATION monolith_copied_forward' -c 'DROP TRIGGER monolith_guard ON copied.entries' -c 'DROP SCHEMA cutover_copied CASCADE'
  store_sql postgres -c 'DROP DATABASE own' -c 'DROP DATABASE restored' -c CHECKPOINT
}

# The median of whole numbers.
middle() { printf '%s\n' "$@" | sort -n | sed -n "$((($# + 1) / 2))p"; }
