import Testing

@testable import Events

/// Bytes that are no UTF-8 are written out, and nothing else changes.
@Suite struct InvalidBytesTests {
  private func written(_ bytes: [UInt8]) -> [UInt8]? {
    bytes.withUnsafeBufferPointer { InvalidBytes.written($0) }
  }

  @Test(arguments: ["", "plain text, longer than a word", "ä€😀 and more", "\u{10FFFF}\u{D7FF}\u{E000}"])
  func charactersStay(_ text: String) {
    #expect(written(Array(text.utf8)) == nil)
  }

  @Test(
    arguments: [
      ([0xFF], "\\xFF"), ([0x61, 0xFC, 0x62], "a\\xFCb"), ([0xC0, 0x80], "\\xC0\\x80"),
      ([0xED, 0xA0, 0x80], "\\xED\\xA0\\x80"), ([0xF4, 0x90, 0x80, 0x80], "\\xF4\\x90\\x80\\x80"),
      ([0xE2, 0x82], "\\xE2\\x82"), ([0xE2, 0x82, 0x61], "\\xE2\\x82a"),
    ] as [([UInt8], String)])
  func allElseIsWritten(_ bytes: [UInt8], _ text: String) {
    #expect(written(bytes).map { String(decoding: $0, as: UTF8.self) } == text)
  }

  @Test func eventsKeepTheirEnds() {
    let bytes = Array("a".utf8) + [0xFF, 0x0A] + Array("b".utf8) + [0x0A]
    let events = bytes.withUnsafeBufferPointer { InvalidBytes.written([0..<2, 3..<4], of: $0) }
    #expect(events == [Array("a\\xFF".utf8), Array("b".utf8)])
    #expect(bytes.withUnsafeBufferPointer { InvalidBytes.written([3..<4], of: $0) } == nil)
  }

  /// A file that is no text at all takes no longer than its size says.
  @Test(.timeLimit(.minutes(1))) func aMegabyteOfSuchBytesIsWritten() {
    #expect(written([UInt8](repeating: 0xFF, count: 1 << 20))?.count == 4 << 20)
  }

  /// Whatever the bytes are, what comes out is UTF-8, and characters are those that were there.
  @Test func anyBytesBecomeText() {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<2000 {
      let bytes = (0..<Int.random(in: 0..<40, using: &generator)).map { _ in
        [UInt8.random(in: 0...255), 0xE2, 0x82, 0xAC, 0x41].randomElement(using: &generator) ?? 0
      }
      let result = written(bytes) ?? bytes
      #expect(String(validating: result, as: UTF8.self) != nil, "\(bytes)")
    }
  }
}
