{{- define "vault-bootstrap.fullname" -}}
{{- printf "%s-vault-bootstrap" .Release.Name | trunc 52 | trimSuffix "-" -}}
{{- end -}}

{{- define "vault-bootstrap.secretPrefix" -}}
{{- if kindIs "invalid" .Values.azure.keyVault.secretPrefix -}}
env-
{{- else -}}
{{- .Values.azure.keyVault.secretPrefix -}}
{{- end -}}
{{- end -}}
