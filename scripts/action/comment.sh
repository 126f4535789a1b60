#!/usr/bin/env bash
# The step of action.yml that comments: one comment for each pull request, which later runs write anew.
set -euo pipefail

marker='<!-- keytrail -->'
comments="repos/$GITHUB_REPOSITORY/issues/$KEYTRAIL_PULL_REQUEST/comments"

fail() {
  printf '::warning title=keytrail::%s\n' "the pull request has no comment: $1; the job needs the permission pull-requests, write"
  exit 0
}

body=$(mktemp)
trap 'rm -f "$body"' EXIT
{
  grep -qF "$marker" "$KEYTRAIL_REPORT" || printf '%s\n' "$marker"
  cat "$KEYTRAIL_REPORT"
} > "$body"

# Only that of a bot: anybody can write a comment with the marker, and nobody's words but our own are written over.
ids=$(gh api --paginate "$comments?per_page=100" --jq ".[] | select(.user.type == \"Bot\" and (.body | contains(\"$marker\"))) | .id") || fail 'its comments cannot be read'
id=${ids%%$'\n'*}
if [[ -n $id ]]; then
  gh api --silent --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$id" --field "body=@$body" || fail 'the comment cannot be written anew'
elif [[ $KEYTRAIL_STATUS != 0 ]] || grep -q '^### ' "$KEYTRAIL_REPORT"; then
  # A pull request that changes nothing about trails and grants is left in peace: its report has a head alone.
  gh api --silent --method POST "$comments" --field "body=@$body" || fail 'the comment cannot be written'
fi
