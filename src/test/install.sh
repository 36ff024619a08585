# What the tests need from the system's packages. Installed as root where there is apt; otherwise said.

install_package() { # command, package
  command -v "$1" >/dev/null && return
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    say "Installing $2 …"
    { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$2"; } >/dev/null 2>&1 ||
      say "could not install $2"
  fi
  command -v "$1" >/dev/null || fail 4 "$1 is missing and could not be installed" "Install the package $2."
}

# The server programs of a version, from the system's packages. Debian's package would make a
# cluster and start it on port 5432; that is switched off while it is installed.
install_postgres() { # version
  local conf=/etc/postgresql-common/createcluster.conf
  [ ! -x "/usr/lib/postgresql/$1/bin/postgres" ] || return 0
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 1
  say "Installing postgresql-$1 …"
  {
    apt-get update &&
      DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends postgresql-common &&
      cp -p "$conf" "$conf.berry" &&
      printf '%s\n' 'create_main_cluster = false' >>"$conf" &&
      DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "postgresql-$1"
  } >"$home/target/install-postgres.log" 2>&1
  [ ! -f "$conf.berry" ] || mv "$conf.berry" "$conf"
  [ -x "/usr/lib/postgresql/$1/bin/postgres" ]
}

# The pooler's program. Debian's package would run it as a service on port 6432, now and after each
# start of the machine: what the package needs is installed, the package itself only unpacked.
unpack_pooler() {
  local folder=$home/target/pgbouncer
  [ ! -x /usr/sbin/pgbouncer ] && [ ! -x "$folder/usr/sbin/pgbouncer" ] || return 0
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 0
  say "Unpacking pgbouncer …"
  rm -rf "$folder"
  mkdir -p "$folder"
  (
    cd "$folder"
    apt-get update && apt-get download pgbouncer &&
      DEBIAN_FRONTEND=noninteractive apt-get satisfy -y --no-install-recommends \
        "$(dpkg-deb -f pgbouncer_*.deb Depends)" &&
      dpkg-deb -x pgbouncer_*.deb .
  ) >"$home/target/install-pgbouncer.log" 2>&1 || true
}

# Prometheus and promtool. Debian's package would run the server as a service: only unpacked. Both
# programs need nothing else.
unpack_prometheus() {
  local folder=$home/target/prometheus
  [ ! -x /usr/bin/prometheus ] && [ ! -x "$folder/usr/bin/prometheus" ] || return 0
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 0
  say "Unpacking prometheus …"
  rm -rf "$folder"
  mkdir -p "$folder"
  (
    cd "$folder"
    apt-get update && apt-get download prometheus && dpkg-deb -x prometheus_*.deb . &&
      rm prometheus_*.deb
  ) >"$home/target/install-prometheus.log" 2>&1 || true
}

# A mail server to send to: a library for Debian's own Python, and no service.
install_mail_server() {
  ! /usr/bin/python3 -c 'import aiosmtpd' 2>/dev/null || return 0
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 0
  say "Installing python3-aiosmtpd …"
  {
    apt-get update &&
      DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends python3-aiosmtpd
  } >"$home/target/install-mail-server.log" 2>&1 || true
}
