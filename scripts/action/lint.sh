#!/usr/bin/env bash
# The step of action.yml that lints: installs the version that is asked for beside the checkout, and leaves its exit status to the last step.
set -euo pipefail

fail() {
  printf '::error title=keytrail::%s\n' "$1"
  printf 'status=2\n' >> "$GITHUB_OUTPUT"
  exit 0
}

node=$(node --version 2> /dev/null) || fail 'keytrail needs Node.js 20 or later: put actions/setup-node before it'
major=${node#v}
[[ ${major%%.*} -ge 20 ]] || fail "keytrail needs Node.js 20 or later, not $node: put actions/setup-node before it"

# Not in the checkout: whoever opens a pull request could put a .npmrc there.
folder=$RUNNER_TEMP/keytrail
mkdir -p "$folder"
printf '{}\n' > "$folder/package.json"
(cd "$folder" && npm install --ignore-scripts --no-audit --no-fund --no-save --loglevel=error "keytrail@$KEYTRAIL_VERSION") ||
  fail "keytrail $KEYTRAIL_VERSION cannot be installed from npm"

sarif=$folder/keytrail.sarif
markdown=$folder/keytrail.md
rm -f "$sarif" "$markdown"
options=(--no-progress --fail-on="$KEYTRAIL_FAIL_ON" --format=github --format="sarif=$sarif" --sarif-profile=github --format="markdown=$markdown")
case $KEYTRAIL_CHANGED_SINCE in
  auto) [[ -z ${GITHUB_BASE_REF:-} ]] || options+=(--changed-since="origin/$GITHUB_BASE_REF") ;;
  none | '') ;;
  *) options+=(--changed-since="$KEYTRAIL_CHANGED_SINCE") ;;
esac
while IFS= read -r line; do
  [[ -z $line ]] || options+=("$line")
done <<< "$KEYTRAIL_ARGS"
paths=()
while IFS= read -r line; do
  [[ -z $line ]] || paths+=("$line")
done <<< "$KEYTRAIL_PATHS"
[[ ${#paths[@]} -gt 0 ]] || paths=(.)

status=0
"$folder/node_modules/.bin/keytrail" "${options[@]}" -- "${paths[@]}" || status=$?
[[ $status -ne 2 ]] || printf '::error title=keytrail::%s\n' 'Not all could be checked: what was in the way is in the log of this step'
{
  printf 'status=%s\n' "$status"
  [[ ! -s $sarif ]] || printf 'sarif-file=%s\n' "$sarif"
  [[ ! -s $markdown ]] || printf 'markdown-file=%s\n' "$markdown"
} >> "$GITHUB_OUTPUT"
