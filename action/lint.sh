#!/usr/bin/env bash
# Runs fidelint once and hands its results to the workflow. All inputs come through the environment.
set -euo pipefail

work="$(mktemp -d "$RUNNER_TEMP/fidelint.XXXXXX")"
arguments=(--color always --output full --output "json=$work/report.json")

fail() {
  printf '::error title=fidelint::%s\n' "$1"
  printf 'exit-code=2\n' >> "$GITHUB_OUTPUT"
  exit 2
}

flag() {
  case "$2" in
    true | false) ;;
    *) fail "the input \`$1\` is true or false" ;;
  esac
  [[ "$2" == true ]]
}

if flag annotations "$INPUT_ANNOTATIONS"; then
  arguments+=(--output "github=$work/annotations")
fi
if flag summary "$INPUT_SUMMARY"; then
  arguments+=(--output "summary=$work/summary.md")
fi
[[ -n "$INPUT_SARIF_FILE" ]] && arguments+=(--output "sarif=$INPUT_SARIF_FILE")
[[ -n "$INPUT_CONFIG" ]] && arguments+=("--config=$INPUT_CONFIG")
[[ -n "$INPUT_BASELINE" ]] && arguments+=("--baseline=$INPUT_BASELINE")
[[ -n "$INPUT_FAIL_ON" ]] && arguments+=("--fail-on=$INPUT_FAIL_ON")
while IFS= read -r rules; do
  [[ -n "$rules" ]] && arguments+=("--rules=$rules")
done <<< "$INPUT_RULES"

case "$INPUT_CHANGED_ONLY" in
  false) ;;
  true | auto)
    if [[ -n "${GITHUB_BASE_REF:-}" ]]; then
      arguments+=("--since=origin/$GITHUB_BASE_REF")
    elif [[ "$INPUT_CHANGED_ONLY" == true ]]; then
      fail "the input 'changed-only' is true, and this is no pull request: 'auto' checks everything then"
    fi
    ;;
  *) fail "the input 'changed-only' is true, false or auto" ;;
esac

arguments+=(--)
while IFS= read -r path; do
  [[ -n "$path" ]] && arguments+=("$path")
done <<< "$INPUT_PATHS"

# What documents say must not be taken for a command of the workflow.
token="$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')"
printf '::stop-commands::%s\n' "$token"
code=0
# Without this variable fidelint adds no annotations by itself.
env -u GITHUB_ACTIONS "$FIDELINT" check "${arguments[@]}" 2>&1 || code=$?
printf '::%s::\n' "$token"

[[ -f "$work/annotations" ]] && cat "$work/annotations"
[[ -f "$work/summary.md" && -n "${GITHUB_STEP_SUMMARY:-}" ]] && cat "$work/summary.md" >> "$GITHUB_STEP_SUMMARY"

# The figures stand in the summary of the report, four blanks deep.
figure() {
  local number=
  [[ -f "$work/report.json" ]] && number="$(sed -n "s/^    \"$1\": \([0-9]*\),\{0,1\}\$/\1/p" "$work/report.json" | tail -n 1)"
  printf '%s=%s\n' "$1" "${number:-0}"
}
{
  printf 'exit-code=%s\n' "$code"
  figure errors
  figure warnings
  figure pairs
} >> "$GITHUB_OUTPUT"
if [[ "$code" -ge 2 && ! -f "$work/report.json" ]]; then
  printf '::error title=fidelint::the job could not be done: the log says why\n'
fi
rm -rf "$work"
exit "$code"
