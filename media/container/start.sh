#!/bin/sh
# Serves VS Code with the extension on port 8501, FOLDER open: `start.sh FOLDER`.
# PASSWORD, HASHED_PASSWORD (argon2) or PASSWORD_FILE protects it. Without any it can be reached from
# inside the container only: whoever reaches VS Code has its terminal.
set -eu

refuse() {
  echo "ask-workspace: $*" >&2
  exit 2
}

if [ -n "${PASSWORD_FILE:-}" ]; then
  PASSWORD=$(cat "$PASSWORD_FILE") ||
    refuse "PASSWORD_FILE names $PASSWORD_FILE, which cannot be read. Mount it for user $(id -u)."
  [ -n "$PASSWORD" ] || refuse "PASSWORD_FILE names $PASSWORD_FILE, which is empty."
  export PASSWORD
fi
if [ -n "${PASSWORD:-}" ] || [ -n "${HASHED_PASSWORD:-}" ]; then
  address=0.0.0.0 auth=password
else
  address=127.0.0.1 auth=none
  echo "ask-workspace: no PASSWORD, HASHED_PASSWORD or PASSWORD_FILE is set, so port 8501 can be" \
    "reached from inside this container only. Set one, for example: docker run -e PASSWORD=..." >&2
fi

data=/data/code
mkdir -p "$data/Machine"
[ -e "$data/Machine/settings.json" ] || cat > "$data/Machine/settings.json" <<'SETTINGS'
{
  "askWorkspace.models.folder": "/models",
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "chat.disableAIFeatures": true,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "extensions.autoUpdate": false,
  "extensions.autoCheckUpdates": false,
  "workbench.startupEditor": "none"
}
SETTINGS

# The container counts as healthy only if the installed extension can index and search.
sample=/tmp/ask-workspace-check
mkdir -p "$sample/folder"
echo 'The answer is forty-two.' > "$sample/folder/sample.txt"
for cli in /opt/extensions/ask-workspace.*/dist/cli.js; do
  node "$cli" search "$sample/folder" 'What is the answer?' --index "$sample/index" > /dev/null
done
: > "$sample/passed"

exec node /opt/code-server/node_modules/code-server/out/node/entry.js \
  --bind-addr "$address:8501" --auth "$auth" --config /data/config/code-server.yaml \
  --user-data-dir "$data" --extensions-dir /opt/extensions \
  --disable-telemetry --disable-update-check --disable-getting-started-override "$@"
