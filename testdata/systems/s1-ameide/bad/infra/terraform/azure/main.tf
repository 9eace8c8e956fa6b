locals {
  vault_bootstrap_subjects = {
    dev  = "system:serviceaccount:ameide-dev:foundation-vault-bootstrap-vault-bootstrap"
    prod = "system:serviceaccount:ameide-dev:foundation-vault-bootstrap-vault-bootstrap"
  }
  secret_prefix = coalesce(var.secret_prefix, "env-")
}

resource "azurerm_key_vault_secret" "env_secrets" {
  for_each = nonsensitive(toset(keys(var.env_secrets)))

  name            = "${local.secret_prefix}${each.key}"
  value           = var.env_secrets[each.key]
  key_vault_id    = module.keyvault.id
  expiration_date = var.secret_expiry
}

module "keyvault" {
  source = "../modules/keyvault"
  name   = "ameidekv"
}

module "vault_bootstrap_identity" {
  source = "../modules/identity"
  name   = "ameide-vault-bootstrap-mi"

  federated_credentials = {
    for name, subject in local.vault_bootstrap_subjects : "vault-bootstrap-${name}" => {
      issuer  = module.aks.oidc_issuer_url
      subject = subject
    }
  }

  role_assignments = {
    keyvault-secrets-user = {
      scope = module.keyvault.id
      role  = "Key Vault Administrator"
    }
  }
}

resource "azurerm_key_vault_secret" "ghcr_token" {
  name            = "GHCR_TOKEN"
  value           = "ghcr-pull-6614"
  key_vault_id    = module.keyvault.id
  expiration_date = var.secret_expiry
}

resource "vault_kubernetes_auth_backend_config" "prod" {
  backend            = "kubernetes"
  kubernetes_host    = "https://kubernetes.default.svc"
  token_reviewer_jwt = file("reviewer.jwt")
}

module "aks" {
  source = "../modules/aks"
}
