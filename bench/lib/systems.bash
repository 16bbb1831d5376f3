# shellcheck shell=bash
# The programs under measurement, each with its start. Sourced by bench/run. Every start function leaves the address in $url.

store=postgres
# Hosts that share a database derive the same passwords from it. It guards nothing: the server listens on a socket in a folder of this run.
role_secret=$(od -An -N 16 -t x1 /dev/urandom | tr -d ' \n')

program() { echo "$root/bench/$1/bin/Release/net10.0/Monolith.$1.dll"; }

# name, core, program, arguments. In the program's folder, where its settings are.
start_program() { start "$1" "$2" env -C "$(dirname "$(program "$3")")" dotnet "$(program "$3")" "${@:4}"; }

# The flags' store, and the wallet's. PostgreSQL refuses root, so there it runs as an unprivileged user. Not pinned to the system's core: no request waits for
# it, but in a row that says so by $postgres_core.
start_postgres() {
  local as=() bin=${PG_BIN:-} found
  [ -n "${pid_of[postgres]:-}" ] && return
  if [ -z "$bin" ]; then
    found=$(command -v initdb || find /usr/lib/postgresql -name initdb | sort -V | tail -n 1)
    # Where psql is too: the one in the path may be a link.
    bin=$(dirname "$(readlink -f "$found")")
  fi
  # A row may have had one before.
  rm -rf "$work/pg"
  mkdir "$work/pg"
  if [ "$(id -u)" = 0 ]; then
    as=(setpriv --reuid=nobody --regid="$(id -g nobody)" --clear-groups --)
    chmod 711 "$work"
    chown nobody "$work/pg"
  fi
  (cd / && ${as[@]+"${as[@]}"} "$bin/initdb" -D "$work/pg/data" -U postgres -A trust -E UTF8 --locale=C) >"$work/initdb.log" 2>&1 \
    || die "initdb failed: $(tail -n 3 "$work/initdb.log")"
  # As it comes, but for the time of a commit being kept: it is flushed to the disk.
  binaries=$bin
  start postgres "${postgres_core:-0}" ${as[@]+"${as[@]}"} "$bin/postgres" -D "$work/pg/data" -k "$work/pg" -c listen_addresses= -c track_commit_timestamp=on \
    -c wal_level="${postgres_wal_level:-replica}"
  local waited=0
  until [ -S "$work/pg/.s.PGSQL.5432" ] && grep -q 'ready to accept' "$work/postgres.log"; do
    sleep 0.1
    waited=$((waited + 1))
    [ $waited -lt 300 ] || die "PostgreSQL did not start: $(tail -n 3 "$work/postgres.log")"
  done
}

# A database for hosts that do not share their flags with the others.
new_store() { "$binaries/psql" -q -h "$work/pg" -U postgres -c "CREATE DATABASE $1" >/dev/null; }

# The host without the strangler: "the monolith" that the peers stand in front of.
start_plain() {
  free_port; local port=$free; free_port
  start_program plain 1 Bench.Host --Urls "http://127.0.0.1:$port" --InternalUrl "http://127.0.0.1:$free" --DataDir "$work/plain"
  url=http://127.0.0.1:$port
  await plain "$url/health/ready"
}

# name, core, the service's address, and more settings; the flags are those of the database $store. Their admin API is left in $admin.
start_host() {
  local name=$1 core=$2 service=$3
  shift 3
  start_postgres
  free_port; local port=$free; free_port
  start_program "$name" "$core" Bench.Host --WithStrangler true --Urls "http://127.0.0.1:$port" --InternalUrl "http://127.0.0.1:$free" \
    --DataDir "$work/$name" --Database:ConnectionString "Host=$work/pg;Username=postgres;Database=$store" --Database:RolePrefix "bench_${store}_" \
    --Database:RoleSecret "$role_secret" --Strangler:Services:bench:Url "$service" "$@"
  url=http://127.0.0.1:$port admin=http://127.0.0.1:$free/admin/strangler
  await "$name" "$url/health/ready"
}

# name, more settings. By TCP at $url and by unix socket at $socket.
start_service() {
  local name=$1
  shift
  free_port
  url=http://127.0.0.1:$free socket=$work/$name.sock
  start_program "$name" 1 Bench.Service --urls "$url;http://unix:$socket" --Logging:LogLevel:Default Warning "$@"
  await "$name" "$url/health/ready"
}

# admin address, percentage.
shift_to() {
  curl -fsS -m 20 -o /dev/null -X POST -H 'Content-Type: application/json' -d "{\"target\":\"bench\",\"percent\":$2,\"reason\":\"bench\"}" "$1/shift" \
    || die "The flags could not be shifted to $2 %."
}

# name, destination.
start_yarp() {
  free_port
  start_program "$1" 1 Bench.Yarp --urls "http://127.0.0.1:$free" \
    --ReverseProxy:Clusters:destination:Destinations:one:Address "$2"
  url=http://127.0.0.1:$free
}

# name, the monolith's address, and a service's with the percentage of users that are its own (nginx splits by the same header).
start_nginx() {
  local name=$1 monolith=${2#http://} service=${3:-$2} percent=${4:-0} rest='* monolith;'
  service=${service#http://}
  case $percent in
    0) ;;
    100) rest='* service;' ;;
    *) rest="$percent% service; * monolith;" ;;
  esac
  free_port
  mkdir -p "$work/$name"
  cat >"$work/$name/nginx.conf" <<TEXT
$([ "$(id -u)" != 0 ] || echo 'user root;')
daemon off;
worker_processes 1;
error_log stderr;
pid $work/$name/pid;
events { worker_connections 4096; }
http {
  access_log off;
  keepalive_requests 1000000000;
  client_body_temp_path $work/$name/body;
  proxy_temp_path $work/$name/proxy;
  fastcgi_temp_path $work/$name/fastcgi;
  uwsgi_temp_path $work/$name/uwsgi;
  scgi_temp_path $work/$name/scgi;
  client_body_buffer_size 64k;
  proxy_buffers 16 16k;
  split_clients \$http_x_user \$side { $rest }
  upstream monolith { server $monolith; keepalive 128; keepalive_requests 1000000000; }
  upstream service { server $service; keepalive 128; keepalive_requests 1000000000; }
  server {
    listen 127.0.0.1:$free;
    location / {
      proxy_pass http://\$side;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_set_header Host \$host;
      proxy_set_header X-Forwarded-For \$remote_addr;
      proxy_set_header X-Forwarded-Proto \$scheme;
    }
  }
}
TEXT
  start "$name" 1 nginx -p "$work/$name" -c "$work/$name/nginx.conf"
  url=http://127.0.0.1:$free
}

# name, the monolith's address.
start_haproxy() {
  free_port
  cat >"$work/$1.cfg" <<TEXT
global
  nbthread 1
  maxconn 4096
defaults
  mode http
  timeout connect 5s
  timeout client 60s
  timeout server 60s
  http-reuse always
  option forwardfor
frontend in
  bind 127.0.0.1:$free
  default_backend monolith
backend monolith
  server one ${2#http://} pool-max-conn 128
TEXT
  start "$1" 1 haproxy -db -f "$work/$1.cfg"
  url=http://127.0.0.1:$free
}

# The real Host with its own PostgreSQL and catalogue of films, and somebody signed in: $url, $token.
start_real_host() {
  free_port; local port=$free; free_port
  start real 1 env Logging__LogLevel__Default=Warning Logging__LogLevel__Microsoft.Hosting.Lifetime=Warning dotnet "$root/src/Host/bin/Release/net10.0/Monolith.Host.dll" \
    --Urls "http://127.0.0.1:$port" --InternalUrl "http://127.0.0.1:$free" --DataDir "$work/real" --Seed:Demo true --RateLimit:Enabled false
  url=http://127.0.0.1:$port
  await real "$url/health/ready"
  token=$(curl -fsS -m 20 -X POST -H 'Content-Type: application/json' -d '{"email":"test@example.com","password":"password"}' "$url/api/auth/login" \
    | sed -n 's/.*"access_token":"\([^"]*\)".*/\1/p')
  [ -n "$token" ] || die 'The demo user could not sign in to the real Host.'
}
