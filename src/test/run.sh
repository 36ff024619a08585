# The three tiers of ./berry test. Sourced by the launcher, which has found the JDK.
#   --fast [PACKAGE…]  format of what changed, types, unit, store and API tests, all of them or those
#                      of the packages named                     for each commit, ≤ 2:30 on two cores
#   (none)             + everything's format, scenarios, faults in short, PostgreSQL 15, the browser
#                      story                                     for a landing, ≤ 12 min
#   --long             only what is long: all faults, as often and under as much load as promised
#                      (~ 35 min); by hand, on a machine with nothing else to do; figures go to
#                      bench/results.md

# shellcheck source=src/test/install.sh
. "$home/src/test/install.sh"

oldest_postgres=15

# For tests that start no processes; junit-platform.properties says how many classes.
several_at_once=(-Dtest.forks=1 -Djunit.jupiter.execution.parallel.enabled=true)

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

# Runs what needs no Java beside what does, on the other core. What it says is kept and shown when
# it has ended. It is in a process group of its own, which ends with this script.
beside() { # function, arguments …
  rm -f "$home/target/beside.tally"
  set -m
  {
    passed=0 failed=0 skipped=0 broken=()
    "$@"
    printf '%s\n' "$passed $failed $skipped" ${broken[@]+"${broken[@]}"} >"$home/target/beside.tally"
  } </dev/null >"$home/target/beside.log" 2>&1 &
  beside=$!
  set +m
  trap 'kill -TERM -- "-$beside" 2>/dev/null || true' EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
}

# Shows and counts what went on beside.
gather() {
  local code=0 counts name
  wait "$beside" || code=$?
  trap - EXIT INT TERM
  cat "$home/target/beside.log" >&2
  if [ $code != 0 ] || [ ! -f "$home/target/beside.tally" ]; then
    add 0 1 0
    broken+=("what went on beside the Java tests (exit $code)")
    return
  fi
  {
    read -r counts
    # shellcheck disable=SC2086 # three numbers
    add $counts
    while read -r name; do broken+=("$name"); done
  } <"$home/target/beside.tally"
}

# Runs the tests by Maven and counts what their reports say.
maven_tests() { # name, log, folder of the reports, Maven's words …
  local name=$1 log=$home/target/$2 reports=$home/target/$3 result=0 began=$SECONDS
  local passes failures skips
  shift 3
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
}

# Everything, once: the jar for the browser story, the classes for the tests.
build_all() {
  local log=$home/target/build.log
  # A running Berry keeps the file it has open: written over in place, it would break under it.
  rm -f "$jar" "$stamp"
  # What is saved while this runs belongs to the next build.
  touch "$stamp.new"
  if ! maven -ntp package -DskipTests -Dspotless.skip=true >"$log" 2>&1; then
    grep -E '\.java:\[|ERROR|error' "$log" | head -20 >&2 || tail -20 "$log" >&2
    return 1
  fi
  rm -f "$aot" "$aot.none"
  mv -f "$stamp.new" "$stamp"
  # Each process that a scenario starts is there in half the time.
  record_start
}

# What depends on the server once more, on the oldest PostgreSQL that Berry promises to work with.
# The tests start a server of their own from those programs.
oldest_postgres_tests() {
  if [ ! -x "/usr/lib/postgresql/$oldest_postgres/bin/postgres" ]; then
    say "NOT TESTED: PostgreSQL $oldest_postgres, for it is not installed (apt-get install postgresql-$oldest_postgres)"
    add 0 0 1
    return
  fi
  maven_tests "Java: PostgreSQL $oldest_postgres" test-postgres.log surefire-reports-postgres \
    surefire:test@oldest-postgres "${several_at_once[@]}" -Doldest.postgres="$oldest_postgres" -DexcludedGroups=long
}

# The Java files that are not as they are in the branch one works for, as Spotless wants them.
changed_files() {
  local base
  base=$(git -C "$home" merge-base HEAD '@{upstream}' 2>/dev/null ||
    git -C "$home" merge-base HEAD main 2>/dev/null || echo HEAD)
  {
    git -C "$home" diff --relative --name-only --diff-filter=d "$base" -- '*.java'
    git -C "$home" ls-files --others --exclude-standard -- '*.java'
  } | sed 's/\./\\./g; s|^|.*/|' | paste -sd,
}

changed_format() {
  local files
  if ! git -C "$home" rev-parse -q --verify HEAD >/dev/null 2>&1; then
    step "Format" maven -q -ntp spotless:check
    return
  fi
  files=$(changed_files)
  [ -z "$files" ] || step "Format of what changed" maven -q -ntp spotless:check -DspotlessFiles="$files"
}

# As web/build.mjs has them.
web_packages() {
  local modules=$home/web/node_modules
  [ "$modules/.package-lock.json" -nt "$home/web/package-lock.json" ] ||
    (cd "$home/web" && npm ci --no-audit --no-fund --loglevel=error)
}

web_tests() {
  local report=$home/target/vitest.json counts
  say "── Web: types, lint, tests"
  local began=$SECONDS
  rm -f "$report"
  (web_packages && cd "$home/web" && npx tsc --noEmit && npx biome ci . --error-on-warnings &&
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
  browser story "the whole product in Chromium"
}

browser_answering() {
  browser answering "a team answers people"
}

browser_system() {
  browser system "whoever runs Berry"
}

browser_xss() {
  browser xss "hostile words on every screen"
}

browser() { # script of web/e2e, what it is about
  local report=$home/target/$1.json counts
  say "── Browser: $2"
  local began=$SECONDS
  rm -f "$report"
  (cd "$home/web" && node "e2e/$1.mjs" "$report") || broken+=("browser $1")
  counts=$([ ! -f "$report" ] || node -p "const r=JSON.parse(require('fs').readFileSync('$report')); [r.passed, r.failed, r.skipped].join(' ')")
  # shellcheck disable=SC2086 # three numbers
  add ${counts:-0 1 0}
  say "   Browser: $((SECONDS - began)) s"
}

# Which classes took longest. Whoever takes much longer than 3 s has to say why: a test that is
# slow for no reason is met here, not when everybody waits for it. It may take the longer the more
# there is to do beside it.
slowest() { # folders of reports
  local seconds class file complaints= limit
  limit=$(awk -v cores="$(nproc)" '{ busy = $1 / cores; print int(6 * (busy > 1 ? busy : 1)) }' /proc/loadavg 2>/dev/null || echo 12)
  say "── The slowest classes"
  while read -r seconds class; do
    say "$(printf '%7s s  %s' "$seconds" "$class")"
  done < <(class_times "$@" | sort -rn | head -20)
  while read -r seconds class; do
    file=$home/src/test/java/${class//.//}.java
    [ "${seconds%.*}" -lt "$limit" ] || grep -qE '^@(Slow\(|Tag\("scenario"\))' "$file" || complaints+=" $class ($seconds s)"
  done < <(class_times "$@")
  [ -z "$complaints" ] || say "SLOW WITHOUT A REASON (3 s are fine; make it faster or say why by @Slow):$complaints"
}

class_times() {
  (cd "$home/target" && find "$@" -name 'TEST-*.xml' -exec cat {} + 2>/dev/null) |
    sed -nE 's/.*<testsuite .* name="([^"]*)" time="([0-9.,]*)".*/\2 \1/p' | tr -d ,
}

# Names that --fast takes: packages with more than scenarios.
packages() {
  (cd "$home/src/test/java/berry" && grep -rL --include='*Test.java' '^@Tag("scenario")' */) |
    sed 's|/.*||' | sort -u
  echo web
}

is_package() {
  packages | grep -qx -- "$1"
}

fast_tests() { # packages, or none for all
  local name java=() web= tests=
  for name; do
    is_package "$name" || fail 2 "no tests of that name: $name" "There are: $(packages | paste -sd' ')"
    if [ "$name" = web ]; then web=yes; else tests+="berry.$name.**,"; fi
  done
  [ $# != 0 ] || web=yes
  [ -z "$web" ] || need_node
  beside fast_beside "$web"
  if [ $# = 0 ] || [ -n "$tests" ]; then
    [ -z "$tests" ] || java=(-Dtest="${tests%,}")
    maven_tests "Java: build and tests" test.log surefire-reports \
      test -Dweb.skip=true "${several_at_once[@]}" -DexcludedGroups=scenario,long ${java[@]+"${java[@]}"}
  fi
  gather
  slowest surefire-reports
}

fast_beside() { # whether the web's too
  changed_format
  [ -z "$1" ] || web_tests
}

landing_tests() {
  need_node
  beside landing_preparation
  step "Build" build_all
  gather
  [ -f "$jar" ] || return 0
  command -v chromium >/dev/null || fail 4 "chromium is missing and could not be installed" "Install the package chromium."
  beside landing_beside
  maven_tests "Java: unit, store and API tests" test.log surefire-reports \
    surefire:test@default-test "${several_at_once[@]}" -DexcludedGroups=scenario,long
  maven_tests "Java: scenarios" test-scenarios.log surefire-reports-scenarios \
    surefire:test@scenarios -DexcludedGroups=long
  oldest_postgres_tests
  gather
  slowest surefire-reports surefire-reports-scenarios surefire-reports-postgres
}

landing_preparation() {
  unpack_pooler
  unpack_prometheus
  install_mail_server
  install_postgres "$oldest_postgres" || true
  step "Format" maven -q -ntp spotless:check
  install_package chromium chromium
}

landing_beside() {
  web_tests
  browser_story
  browser_answering
  browser_system
  browser_xss
}

# What lasts too long for a landing, and the fault tests in their long form. What is measured is
# measured by one JVM, with all that its compiler can do.
long_tests() {
  maven_tests "Java: the long form" test-long.log surefire-reports test -Dweb.skip=true \
    -Dgroups='long | faults' -Dberry.test.long=true -Dtest.forks=1 -Dtest.compiler=-XX:+TieredCompilation
}

run_tests() {
  local tier=${1:-} began=$SECONDS
  case "$tier" in
  '') ;;
  --fast | --long) shift ;;
  *) fail 2 "unknown tier: $tier" "Use ./berry test, ./berry test --fast [PACKAGE…] or ./berry test --long." ;;
  esac
  [ $# = 0 ] || [ "$tier" = --fast ] || fail 2 "$tier takes no more words: $*" "Packages are for --fast."
  install_package mvn maven
  mkdir -p "$home/target"
  case "$tier" in
  '') landing_tests ;;
  --fast) fast_tests "$@" ;;
  --long) long_tests ;;
  esac
  say ""
  [ ${#broken[@]} = 0 ] || printf 'Broken: %s\n' "${broken[@]}"
  echo "Took $((SECONDS - began)) s."
  echo "Tests: $passed passed, $failed failed, $skipped skipped"
  [ ${#broken[@]} = 0 ] && [ "$failed" = 0 ]
}
