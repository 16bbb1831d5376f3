# shellcheck shell=bash
# What ./run and ./test need on a machine. Sourced; the caller is in the repository's root.

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
# No build server outlives the command that started it, and none is shared with another build on this machine.
export DOTNET_CLI_USE_MSBUILD_SERVER=0 MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false

say() { printf '%s\n' "$*"; }

die() {
  printf '%s\n' "$@" >&2
  exit 1
}

need_dotnet() {
  if ! command -v dotnet >/dev/null && [ -x "$HOME/.dotnet/dotnet" ]; then
    export DOTNET_ROOT=$HOME/.dotnet PATH=$HOME/.dotnet:$PATH
  fi
  # Run in the repository, 'dotnet --version' answers only when an SDK that global.json accepts is there.
  dotnet --version >/dev/null 2>&1 || die \
    "The .NET 10 SDK is missing (10.0.100 or later; 'dotnet --list-sdks' shows what is installed). Install it:" \
    "  Ubuntu 24.04 or later   sudo apt-get install -y dotnet-sdk-10.0" \
    "  Fedora                  sudo dnf install -y dotnet-sdk-10.0" \
    "  macOS                   brew install --cask dotnet-sdk" \
    "  elsewhere               https://dot.net/download"
}

# A build to run, not to judge: a newer SDK's new warnings must not keep anyone from starting. It leaves a mark, because compiled
# files that are up to date are not compiled again, and the strict build would never look at them.
relaxed_mark=.data/build/relaxed

build_relaxed() {
  mkdir -p "${relaxed_mark%/*}"
  touch "$relaxed_mark"
  dotnet build "$1" -c Release -v quiet -clp:NoSummary -p:RunAnalyzersDuringBuild=false -p:TreatWarningsAsErrors=false
}

# All projects by one compiler, which loads the analyzers once and not for each. It is this build's own, and ends with it.
build_strict() {
  local again=() compiler=monolith-$$ failed=0
  [ ! -f "$relaxed_mark" ] || again=(--no-incremental)
  dotnet build "$1" -c Release -v quiet -clp:NoSummary -p:UseSharedCompilation=true -p:SharedCompilationId="$compiler" ${again[@]+"${again[@]}"} || failed=$?
  end_compiler "$compiler"
  [ "$failed" = 0 ] || return "$failed"
  rm -f "$relaxed_mark"
}

end_compiler() {
  local roslyn
  roslyn=$(dotnet msbuild Directory.Build.props -getProperty:RoslynTargetsPath 2>/dev/null) || return 0
  dotnet "$roslyn/bincore/VBCSCompiler.dll" -shutdown "-pipename:$1" >/dev/null 2>&1 || true
}

# Whether a real server is where the Host looks for one.
has_postgres() {
  local directory
  [ -z "${PG_BIN:-}" ] || { [ -x "$PG_BIN/initdb" ]; return; }
  command -v initdb >/dev/null && return
  for directory in /usr/lib/postgresql/*/bin /usr/pgsql-*/bin /usr/libexec/postgresql* /opt/homebrew/opt/postgresql*/bin \
    /usr/local/opt/postgresql*/bin /usr/local/pgsql*/bin /Applications/Postgres.app/Contents/Versions/*/bin; do
    [ -x "$directory/initdb" ] && return
  done
  return 1
}

as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  else
    sudo "$@"
  fi
}

can_install() {
  command -v apt-get >/dev/null && { [ "$(id -u)" = 0 ] || command -v sudo >/dev/null; }
}

install_packages() {
  can_install || return 1
  say "Installing $* ..."
  # Its lists may be missing altogether, as in a container image; an old list still serves when no server can be reached.
  as_root apt-get update -qq || true
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends -o DPkg::Lock::Timeout=120 "$@" >/dev/null
}

# Debian starts a server when its package is installed, unless this file says no.
install_without_starting() {
  local policy=/usr/sbin/policy-rc.d installed=0
  can_install || return 1
  if [ -e "$policy" ]; then
    install_packages "$@"
    return
  fi
  printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null
  as_root chmod 755 "$policy"
  install_packages "$@" || installed=1
  as_root rm -f "$policy"
  return "$installed"
}

# The package would make a cluster and start it: only the programs are wanted, the Host makes its own.
install_postgres() {
  local drop_in=/etc/postgresql-common/createcluster.d/monolith.conf installed=0
  can_install || return 1
  as_root mkdir -p "${drop_in%/*}"
  printf 'create_main_cluster = false\n' | as_root tee "$drop_in" >/dev/null
  install_packages postgresql || installed=1
  as_root rm -f "$drop_in"
  return "$installed"
}

need_postgres() {
  has_postgres || install_postgres || true
  has_postgres || die \
    "PostgreSQL's server programs are missing and could not be installed from here. Install them:" \
    "  Debian, Ubuntu   sudo apt-get install -y postgresql" \
    "  Fedora           sudo dnf install -y postgresql-server" \
    "  macOS            brew install postgresql@17" \
    "or set PG_BIN to the folder that holds initdb, pg_ctl and postgres."
}

# Passwords are hashed with Argon2id where the library is there, else with PBKDF2.
want_argon2() {
  local library
  for library in /usr/lib/*/libargon2.so.1 /lib/*/libargon2.so.1 /usr/lib*/libargon2.so.1 /opt/homebrew/lib/libargon2*.dylib /usr/local/lib/libargon2*; do
    [ -e "$library" ] && return
  done
  install_packages libargon2-1 || say "Warning: libargon2 is missing and could not be installed; passwords will be hashed with PBKDF2."
}

# Only the programs are wanted: the package would start a broker for the whole machine.
want_rabbitmq() { [ -x /usr/lib/rabbitmq/bin/rabbitmq-server ] || install_without_starting rabbitmq-server || true; }

# Bank statements are read with them, and not accepted without.
want_pdf_tools() {
  command -v pdftotext >/dev/null && command -v qpdf >/dev/null && return
  install_packages poppler-utils qpdf || say "Warning: pdftotext and qpdf are missing and could not be installed; bank statements (POST /kyc/submit) will be answered 503."
}
