#!/bin/sh
# Runs as root while the dev container is built. The volume takes over this folder's owner.
set -eu
mkdir -p /ask-workspace-models
chown "${_REMOTE_USER:-root}" /ask-workspace-models
