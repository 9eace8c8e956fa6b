{{- define "ai-service.fullname" -}}
{{- .Values.fullnameOverride | default .Release.Name | trunc 63 | trimSuffix "-" -}}
{{- end -}}

{{- define "ai-service.labels" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "ai-service.databaseSecret" -}}
{{- required "database.existingSecret names the Secret with the credentials" .Values.database.existingSecret -}}
{{- end -}}
