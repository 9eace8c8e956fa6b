#!/usr/bin/env bash
set -euo pipefail

sops -d helm/secrets/runtime.enc.yaml > /tmp/runtime.yaml
kubectl -n liquid-hive-dev apply -f /tmp/runtime.yaml
