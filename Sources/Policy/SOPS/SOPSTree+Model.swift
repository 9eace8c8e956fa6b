import Findings

extension SOPSTree {
  /// What SOPS sees of a file; nil for one of a kind that it does not read value by value.
  init?(_ file: ModelFile) {
    if let yaml = file.yaml, file.role != .template {
      self.init(yaml)
    } else if let dotenv = file.dotenv {
      self.init(dotenv, source: file.source)
    } else if file.path.name.suffix(4).elementsEqual(".ini".utf8) {
      self.init(ini: file.source)
    } else {
      return nil
    }
  }
}
