#!/usr/bin/env bash
set -euo pipefail

sops -d helm/secrets/runtime.enc.yaml | kubectl -n liquid-hive-dev apply -f -
