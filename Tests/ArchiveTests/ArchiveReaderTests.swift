import Foundation
import TestSupport
import Testing

@testable import Archive

@Suite struct ArchiveReaderTests {
  /// A line of Python that writes an archive with two files into `path`.
  static let recipes: [(format: ArchiveFormat, code: String)] = [
    (.zip, "a=zipfile.ZipFile(p,'w',8);[a.writestr(n,t) for n,t in files];a.close()"),
    (.tar, "tar('w:')"),
  ]

  private static let prelude = """
    import sys,io,gzip,bz2,lzma,zipfile,tarfile
    p=sys.argv[1]
    files=[('grün/a.txt',b'first\\n'),('b.bin',bytes(range(256))*3000)]
    def tar(mode):
      with tarfile.open(p,mode) as a:
        for n,t in files:
          i=tarfile.TarInfo(n); i.size=len(t); a.addfile(i,io.BytesIO(t))

    """

  private func made(_ code: String) throws -> [UInt8] {
    let folder = try ScratchFolder()
    let file = folder.url.appending(path: "made")
    let result = try Program(named: "python3").run(
      ["-c", Self.prelude + code, file.path], in: folder.url)
    #expect(result.status == 0, "\(result.errors)")
    return Array(try Data(contentsOf: file))
  }

  private struct Content: Equatable {
    var name: [UInt8]?
    var bytes: [UInt8]
  }

  private func contents(
    _ bytes: [UInt8], as format: ArchiveFormat
  ) throws -> (all: [Content], fault: ArchiveError?) {
    try ArchiveReader.reading(bytes.span, as: format) { Self.contents(&$0) }
  }

  private static func contents(
    _ reader: inout ArchiveReader
  ) -> (all: [Content], fault: ArchiveError?) {
    var all: [Content] = []
    do throws(ArchiveError) {
      while let entry = try reader.next() {
        var bytes: [UInt8] = []
        try reader.read(limit: 1 << 24, into: &bytes)
        if entry.isFile { all.append(Content(name: entry.name, bytes: bytes)) }
      }
    } catch {
      return (all, error)
    }
    return (all, nil)
  }

  private func format(of bytes: [UInt8]) -> ArchiveFormat? { ArchiveFormat(bytes.span) }

  private static let files = [
    Content(name: Array("grün/a.txt".utf8), bytes: Array("first\n".utf8)),
    Content(
      name: Array("b.bin".utf8), bytes: (0..<3_000).flatMap { _ in (0...255).map { UInt8($0) } }),
  ]

  @Test(arguments: recipes)
  func readsEveryFormat(_ recipe: (format: ArchiveFormat, code: String)) throws {
    let bytes = try made(recipe.code)
    #expect(format(of: bytes) == recipe.format)
    let read = try contents(bytes, as: recipe.format)
    #expect(read.all == Self.files)
    #expect(read.fault == nil)
  }

  /// What would be an empty tar by itself is content like any other.
  private static let alone = [UInt8](repeating: 0, count: 1_024) + Array("alone".utf8)
  private static let compressions: [(format: ArchiveFormat, code: String)] = [
    (.gzip, "open(p,'wb').write(gzip.compress(bytes(1024)+b'alone'))"),
    (.bzip2, "open(p,'wb').write(bz2.compress(bytes(1024)+b'alone'))"),
    (.xz, "open(p,'wb').write(lzma.compress(bytes(1024)+b'alone'))"),
  ]

  @Test(arguments: compressions)
  func readsACompressedFileAsOneEntry(_ recipe: (format: ArchiveFormat, code: String)) throws {
    let bytes = try made(recipe.code)
    #expect(format(of: bytes) == recipe.format)
    let read = try contents(bytes, as: recipe.format)
    #expect(read.all == [Content(name: nil, bytes: Self.alone)])
  }

  @Test func findsNothingInAnEmptyOne() throws {
    let gzip = try made("open(p,'wb').write(gzip.compress(b''))")
    #expect(try contents(gzip, as: .gzip).all.allSatisfy(\.bytes.isEmpty))
    let zip = try made("zipfile.ZipFile(p,'w').close()")
    #expect(format(of: zip) == .zip)
    #expect(try contents(zip, as: .zip).all.isEmpty)
  }

  /// Every way to cut an archive off is told, or leaves everything in it readable.
  @Test(arguments: recipes)
  func tellsOfACutArchive(_ recipe: (format: ArchiveFormat, code: String)) throws {
    let bytes = try made(recipe.code)
    for length in stride(from: 300, to: bytes.count - 1, by: max(1, bytes.count / 40)) {
      let cut = Array(bytes.prefix(length))
      do throws(ArchiveError) {
        let read = try ArchiveReader.reading(cut.span, as: recipe.format) { Self.contents(&$0) }
        #expect(read.fault != nil || read.all == Self.files, "\(recipe.format) cut at \(length)")
      } catch {
        #expect(error.endsArchive)
      }
    }
  }

  @Test(arguments: compressions)
  func tellsOfACutCompression(_ recipe: (format: ArchiveFormat, code: String)) throws {
    let bytes = try made(recipe.code)
    for length in 20..<(bytes.count - 1) {
      let cut = Array(bytes.prefix(length))
      do throws(ArchiveError) {
        let read = try ArchiveReader.reading(cut.span, as: recipe.format) { Self.contents(&$0) }
        #expect(read.fault != nil, "\(recipe.format) cut at \(length)")
      } catch {
        #expect(error.endsArchive)
      }
    }
  }

  @Test func readsAnArchiveInsideAnotherAsAStream() throws {
    let bytes = try made(
      """
      inner=io.BytesIO(); b=tarfile.open(fileobj=inner,mode='w:')
      for n,t in files:
        i=tarfile.TarInfo(n); i.size=len(t); b.addfile(i,io.BytesIO(t))
      b.close(); files=[('layer',inner.getvalue()),('last',b'end')]; tar('w:')
      """)
    let found = try ArchiveReader.reading(bytes.span, as: .tar) { reader in
      var all: [Content] = []
      do throws(ArchiveError) {
        _ = try reader.next()
        var prefix: [UInt8] = []
        try reader.read(limit: 100, into: &prefix)
        var budget = 1 << 20
        all += try reader.readingEntry(prefix: prefix, budget: &budget, as: .tar) {
          Self.contents(&$0).all
        }
        #expect(budget < 1 << 20)
        all += Self.contents(&reader).all
      } catch {
        Issue.record(error)
      }
      return all
    }
    #expect(found == Self.files + [Content(name: Array("last".utf8), bytes: Array("end".utf8))])
  }

  @Test func takesNothingElseForAContainer() {
    for text in ["", "PK", "PK are initials", "BZh9 is no block", "(\u{B5}/", "7z", "ustar"] {
      #expect(format(of: Array(text.utf8)) == nil, "\(text)")
    }
    let closed = ["Rar!\u{1A}\u{07}\u{01}", "Rare!"].map { text in
      ClosedFormat.matches(Array(text.utf8).span)
    }
    #expect(closed == [true, false])
  }
}
