locals {
  vault_bootstrap_subjects = {
    dev  = "system:serviceaccount:ameide-dev:foundation-vault-bootstrap-vault-bootstrap"
    prod = "system:serviceaccount:ameide-prod:foundation-vault-bootstrap-vault-bootstrap"
  }
  secret_prefix = var.secret_prefix == null ? "env-" : var.secret_prefix
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
      role  = "Key Vault Secrets User"
    }
  }
}

module "aks" {
  source = "../modules/aks"
}
