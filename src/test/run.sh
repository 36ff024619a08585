# The three tiers of ./berry test. Sourced by the launcher, which has found the JDK.
#   --fast   formatting, types, unit, store and API tests       for each commit, ≤ 3 min
#   (none)   + whole-product scenarios and the browser story     for a landing, ≤ 25 min
#   --long   + soaks, fuzzing, long faults                       by hand; figures go to bench/results.md

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

java_tests() { # tags left out
  local log=$home/target/test.log reports=$home/target/surefire-reports counts
  mkdir -p "$home/target"
  rm -rf "$reports"
  say "── Java: build and tests (all of it in target/test.log)"
  local began=$SECONDS result=0
  maven -ntp package -DexcludedGroups="$1" -Dspotless.skip=true >"$log" 2>&1 || result=1
  counts=$(cat "$reports"/TEST-*.xml 2>/dev/null | awk '
    /<testsuite /{ match($0,/ tests="[0-9]+"/); t+=substr($0,RSTART+8,RLENGTH-9)
      match($0,/ errors="[0-9]+"/); e+=substr($0,RSTART+9,RLENGTH-10)
      match($0,/ failures="[0-9]+"/); f+=substr($0,RSTART+11,RLENGTH-12)
      match($0,/ skipped="[0-9]+"/); s+=substr($0,RSTART+10,RLENGTH-11) }
    END { print t-e-f-s, e+f, s+0 }')
  # shellcheck disable=SC2086 # three numbers
  add ${counts:-0 0 0}
  if [ $result = 0 ]; then
    rm -f "$aot" "$aot.none"
    touch "$stamp"
  else
    broken+=("Java tests")
    grep -E '^\[ERROR\]|FAIL' "$log" | head -40 >&2
    [ "${counts% * *}" != 0 ] && [ "${counts#* }" != "0 0" ] || add 0 1 0
  fi
  grep -hE 'SKIPPED BECAUSE|NOT TESTED' "$log" >&2 || true
  say "   Java: $((SECONDS - began)) s"
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

run_tests() {
  local tier=${1:-} began=$SECONDS
  case "$tier" in
  '' | --fast | --long) ;;
  *) fail 2 "unknown tier: $tier" "Use ./berry test, ./berry test --fast or ./berry test --long." ;;
  esac
  install_package mvn maven
  need_node
  step "Format" maven -q -ntp spotless:check
  case "$tier" in
  --fast) java_tests scenario,long ;;
  --long) java_tests '' ;;
  *) java_tests long ;;
  esac
  web_tests
  if [ "$tier" != --fast ]; then
    install_package chromium chromium
    browser_story
  fi
  say ""
  [ ${#broken[@]} = 0 ] || printf 'Broken: %s\n' "${broken[@]}"
  echo "Took $((SECONDS - began)) s."
  echo "Tests: $passed passed, $failed failed, $skipped skipped"
  [ ${#broken[@]} = 0 ] && [ "$failed" = 0 ]
}
