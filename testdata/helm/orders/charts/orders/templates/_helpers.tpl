{{- define "orders.fullname" -}}
{{ .Release.Name }}-{{ .Chart.Name }}
{{- end }}
{{- define "orders.mounts" -}}
- name: tls
  mountPath: /etc/tls
{{- if .Values.tls.readOnly }}
  readOnly: true
{{- end }}
{{- end }}
