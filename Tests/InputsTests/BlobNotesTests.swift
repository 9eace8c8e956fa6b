import Git
import Testing

@testable import Inputs

@Suite struct BlobNotesTests {
  private let ids = (0..<500).map { number in
    let bytes: [UInt8] = (0..<20).map {
      UInt8(truncatingIfNeeded: (number &+ 7) &* (31 &+ $0) >> ($0 % 3))
    }
    let all: [UInt8] = bytes.dropLast(2) + [UInt8(number >> 8), UInt8(number & 0xFF)]
    return ObjectID(all.span, at: 0)
  }

  private func note(_ number: Int) -> [UInt32] {
    (0..<(number % 5)).map { UInt32(number * 9 + $0) }
  }

  private func filled() -> BlobNotes {
    var notes = BlobNotes([], version: 3)
    for (number, id) in ids.enumerated() { notes.add(note(number), to: id) }
    return notes
  }

  @Test func givesBackWhatWasNoted() {
    let notes = filled()
    #expect(notes.isWorthKeeping)
    var read = BlobNotes(notes.encoded(), version: 3)
    for (number, id) in ids.enumerated() {
      #expect(read.note(of: id).map(Array.init) == note(number))
    }
    #expect(read.note(of: .null) == nil)
    #expect(!read.isWorthKeeping)
  }

  /// What no run asks for any more goes, so that the file does not grow for ever.
  @Test func keepsWhatIsAskedFor() {
    var read = BlobNotes(filled().encoded(), version: 3)
    _ = read.note(of: ids[7])
    read.add([1, 2], to: .null)
    var next = BlobNotes(read.encoded(), version: 3)
    #expect(next.note(of: ids[7]).map(Array.init) == note(7))
    #expect(next.note(of: .null).map(Array.init) == [1, 2])
    #expect(next.note(of: ids[8]) == nil)
  }

  @Test func forgetsAnotherVersionAndWhatIsDamaged() {
    let bytes = filled().encoded()
    var other = BlobNotes(bytes, version: 4)
    #expect(other.note(of: ids[1]) == nil)
    var places = Array(0..<64) + stride(from: 64, to: bytes.count, by: 97)
    places.append(bytes.count - 1)
    for place in places {
      var damaged = bytes
      damaged[place] ^= 0x10
      var read = BlobNotes(damaged, version: 3)
      #expect(ids.allSatisfy { read.note(of: $0) == nil }, "byte \(place)")
    }
    for count in [0, 1, 15, 16, 17, bytes.count / 2, bytes.count - 4] {
      var read = BlobNotes(Array(bytes[..<count]), version: 3)
      #expect(ids.allSatisfy { read.note(of: $0) == nil }, "\(count) bytes")
    }
  }
}
