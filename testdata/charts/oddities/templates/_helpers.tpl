{{- define "oddities.name" -}}{{ .Chart.Name }}{{- end }}
{{- define "oddities.env" -}}
{{- range $key, $value := .env }}
- name: {{ $key }}
  value: {{ $value | quote }}
{{- end }}
{{- end }}
{{- define "oddities.pull" }}
{{- with .Values.registry }}
{{- printf "{\"auths\":{\"%s\":{\"auth\":\"%s\"}}}" $.Values.global.domain (printf "%s:%s" .user .password | b64enc) | b64enc }}
{{- end }}
{{- end }}
{{- define "oddities.loop" }}{{ if .again }}{{ include "oddities.loop" . }}{{ end }}{{ end }}
