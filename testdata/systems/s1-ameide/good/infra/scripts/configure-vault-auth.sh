#!/usr/bin/env bash
# Lets Vault review tokens with its own service account; no reviewer token is pinned.
set -euo pipefail

namespace="$1"
vault write auth/kubernetes/config \
  kubernetes_host=https://kubernetes.default.svc \
  disable_local_ca_jwt=false
vault write auth/kubernetes/role/external-secrets \
  bound_service_account_names=external-secrets \
  bound_service_account_namespaces="$namespace" \
  policies=external-secrets-read \
  ttl=15m
