variable "tenants" {
  type = set(string)
}

variable "db_passwords" {
  description = "Database password of each tenant; given by the pipeline, never written down."
  type        = map(string)
  sensitive   = true
}

variable "secret_expiry" {
  type = string
}

resource "azurerm_key_vault_secret" "db_password" {
  for_each = var.tenants

  name            = "${each.key}-ai-service-db-password"
  value           = var.db_passwords[each.key]
  key_vault_id    = azurerm_key_vault.prod.id
  expiration_date = var.secret_expiry
}

resource "azurerm_key_vault" "prod" {
  name                = "matih-prod-vault"
  location            = "eastus"
  resource_group_name = "matih-prod"
  tenant_id           = "b41c9d52-8e07-4a63-91f5-6a2e03d7c8f4"
  sku_name            = "standard"
}
