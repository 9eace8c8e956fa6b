#!/usr/bin/env bash
# Writes a new random value of one key of the test vault.
set -euo pipefail

name="$1"
az keyvault secret set --vault-name klinematrix-test-kv --name "$name-test" \
  --value 'kline-jwt-7742'
kubectl get secret backend-secrets -n klinematrix-prod -o yaml
