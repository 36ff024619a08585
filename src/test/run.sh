# The three tiers of ./berry test. Sourced by the launcher, which has found the JDK.
#   --fast   formatting, types, unit, store and API tests       for each commit, ≤ 3 min
#   (none)   + scenarios, PostgreSQL 15, the browser story     for a landing, ≤ 25 min
#   --long   only what is long: faults as often and under as much load as promised (~ 35 min);
#            by hand, on a machine with nothing else to do; figures go to bench/results.md

passed=0 failed=0 skipped=0 broken=()

add() { passed=$((passed + $1)) failed=$((failed + $2)) skipped=$((skipped + $3)); }

# A step that is not made of tests counts as one.
step() {
  local name=$1 began=$SECONDS
  shift
  say "── $name"
  if "$@"; then
    add 1 0 0
  else
    add 0 1 0
    broken+=("$name")
  fi
  say "   $name: $((SECONDS - began)) s"
}

install_package() { # command, package
  command -v "$1" >/dev/null && return
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    say "Installing $2 …"
    { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$2"; } >/dev/null 2>&1 ||
      say "could not install $2"
  fi
  command -v "$1" >/dev/null || fail 4 "$1 is missing and could not be installed" "Install the package $2."
}

# Runs Maven and counts what the tests' reports say.
maven_tests() { # name, log, Maven's words …
  local name=$1 log=$home/target/$2 reports=$home/target/surefire-reports result=0 began=$SECONDS
  local passes failures skips
  shift 2
  mkdir -p "$home/target"
  rm -rf "$reports"
  say "── $name (all of it in target/${log##*/})"
  maven -ntp -Dspotless.skip=true "$@" >"$log" 2>&1 || result=1
  read -r passes failures skips < <(cat "$reports"/TEST-*.xml 2>/dev/null | awk '
    /<testsuite /{ match($0,/ tests="[0-9]+"/); t+=substr($0,RSTART+8,RLENGTH-9)
      match($0,/ errors="[0-9]+"/); e+=substr($0,RSTART+9,RLENGTH-10)
      match($0,/ failures="[0-9]+"/); f+=substr($0,RSTART+11,RLENGTH-12)
      match($0,/ skipped="[0-9]+"/); s+=substr($0,RSTART+10,RLENGTH-11) }
    END { print t-e-f-s, e+f, s+0 }')
  add "$passes" "$failures" "$skips"
  if [ $result != 0 ]; then
    broken+=("$name")
    grep -E '^\[ERROR\]|FAIL' "$log" | head -40 >&2
    [ "$failures" != 0 ] || add 0 1 0
  fi
  grep -hE 'SKIPPED BECAUSE|NOT TESTED' "$log" | sort -u >&2 || true
  say "   $name: $((SECONDS - began)) s"
  return $result
}

java_tests() { # tags left out
  if maven_tests "Java: build and tests" test.log package -DexcludedGroups="$1"; then
    rm -f "$aot" "$aot.none"
    touch "$stamp"
  fi
}

# What lasts too long for a landing, and the fault tests in their long form.
long_tests() {
  maven_tests "Java: the long form" test-long.log test -Dweb.skip=true -Dgroups='long | faults' -Dberry.test.long=true || true
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

# What touches the database once more, on the oldest PostgreSQL that Berry promises to work with.
# The tests start a server of their own from those programs.
older_postgres_tests() { # version, tags left out
  if ! install_postgres "$1"; then
    say "NOT TESTED: PostgreSQL $1, for it is not installed (apt-get install postgresql-$1)"
    add 0 0 1
    return
  fi
  local package tests=
  for package in database inbox outbox access conversations audience settings dashboard; do
    tests+="berry.$package.**,"
  done
  # EmbeddedPostgresTest is about the server that Berry brings along.
  maven_tests "Java: PostgreSQL $1" "test-postgres-$1.log" test -Dweb.skip=true \
    -Dtest="$tests!EmbeddedPostgresTest,RealBotTest" -Dberry.test.postgres="$1" -DexcludedGroups="$2" || true
}

web_tests() {
  local report=$home/target/vitest.json counts
  say "── Web: types, lint, tests"
  local began=$SECONDS
  rm -f "$report"
  (cd "$home/web" && npx tsc --noEmit && npx biome ci . --error-on-warnings &&
    npx vitest run --reporter=dot --reporter=json --outputFile.json="$report") >"$home/target/web.log" 2>&1 || {
    broken+=("web tests")
    tail -40 "$home/target/web.log" >&2
    [ -f "$report" ] || add 0 1 0
  }
  counts=$([ ! -f "$report" ] || node -p "const r=JSON.parse(require('fs').readFileSync('$report')); [r.numPassedTests, r.numFailedTests, r.numPendingTests].join(' ')")
  # shellcheck disable=SC2086 # three numbers
  add ${counts:-0 0 0}
  say "   Web: $((SECONDS - began)) s"
}

browser_story() {
  local report=$home/target/story.json counts
  say "── Browser: the whole product in Chromium"
  local began=$SECONDS
  rm -f "$report"
  (cd "$home/web" && node e2e/story.mjs "$report") || broken+=("browser story")
  counts=$([ ! -f "$report" ] || node -p "const r=JSON.parse(require('fs').readFileSync('$report')); [r.passed, r.failed, r.skipped].join(' ')")
  # shellcheck disable=SC2086 # three numbers
  add ${counts:-0 1 0}
  say "   Browser: $((SECONDS - began)) s"
}

landing_tests() { # tier
  need_node
  step "Format" maven -q -ntp spotless:check
  if [ "$1" = --fast ]; then
    java_tests scenario,long
    web_tests
    return
  fi
  unpack_pooler
  java_tests long
  older_postgres_tests 15 long
  web_tests
  install_package chromium chromium
  browser_story
}

run_tests() {
  local tier=${1:-} began=$SECONDS
  case "$tier" in
  '' | --fast | --long) ;;
  *) fail 2 "unknown tier: $tier" "Use ./berry test, ./berry test --fast or ./berry test --long." ;;
  esac
  install_package mvn maven
  if [ "$tier" = --long ]; then
    long_tests
  else
    landing_tests "$tier"
  fi
  say ""
  [ ${#broken[@]} = 0 ] || printf 'Broken: %s\n' "${broken[@]}"
  echo "Took $((SECONDS - began)) s."
  echo "Tests: $passed passed, $failed failed, $skipped skipped"
  [ ${#broken[@]} = 0 ] && [ "$failed" = 0 ]
}
