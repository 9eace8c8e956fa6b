extension CredentialFeatures {
  /// How the value is assigned, and in what kind of file.
  mutating func observeShape(_ assignment: Assignment, in text: [UInt8], file: FileTraits) {
    set(.isDelimited, if: assignment.isDelimited)
    set(.isComparison, if: assignment.isComparison)
    set(.isArgument, if: assignment.isArgument)
    set(.isColon, if: assignment.isColon)
    set(.isEmbedded, if: assignment.isEmbedded)
    set(.isListed, if: assignment.isListed)
    set(.isMarkup, if: assignment.isMarkup)
    set(.isWrapped, if: !assignment.callee.isEmpty)
    set(.isYAML, if: file.style == .yaml)
    set(.isLine, if: file.style == .line)
    set(.isShell, if: file.style == .word)
    set(.isCode, if: file.style == .quotedOnly && !file.isData && !file.isDocument)
    set(.isData, if: file.isData)
    set(.isDocument, if: file.isDocument)
    set(.isTemplate, if: file.isTemplate)
    set(.goesOn, if: CredentialFeatures.goesOn(text, behind: assignment.value.upperBound))
  }

  /// Whether a letter or digit stands on the rest of the line.
  private static func goesOn(_ text: [UInt8], behind offset: Int) -> Bool {
    let next = text[offset...].first { $0.isAlphanumeric || $0 >= 0x80 || $0.isLineBreak }
    return next.map { !$0.isLineBreak } ?? false
  }
}
