{{- define "vault-bootstrap.fullname" -}}
{{- printf "%s-vault-bootstrap" .Release.Name | trunc 52 | trimSuffix "-" -}}
{{- end -}}

{{- define "vault-bootstrap.secretPrefix" -}}
{{- .Values.azure.keyVault.secretPrefix | default "env-" -}}
{{- end -}}
