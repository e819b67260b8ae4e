/// Numbers for names, found by the names' bytes without making a text of them.
struct ByteNames: Sendable {
  private var bytes: [UInt8] = []
  private var ends: [Int] = [0]
  private var hashes: [UInt64] = []
  private var places = [Int32](repeating: -1, count: 64)

  /// The number of a name, counted from 0 in the order in which names were added; nil for one that was not.
  func number(of name: UnsafeBufferPointer<UInt8>) -> Int? {
    let hash = Self.hash(name)
    var place = Int(truncatingIfNeeded: hash) & (places.count - 1)
    while places[place] >= 0 {
      let number = Int(places[place])
      if hashes[number] == hash, isName(number, name) { return number }
      place = (place + 1) & (places.count - 1)
    }
    return nil
  }

  /// Adds a name that is not there yet.
  mutating func add(_ name: String) {
    var name = name
    name.withUTF8 { name in
      bytes += name
      ends.append(bytes.count)
      hashes.append(Self.hash(name))
    }
    if hashes.count * 2 > places.count {
      places = [Int32](repeating: -1, count: places.count * 4)
      for number in hashes.indices { place(number) }
    } else {
      place(hashes.count - 1)
    }
  }

  private mutating func place(_ number: Int) {
    var place = Int(truncatingIfNeeded: hashes[number]) & (places.count - 1)
    while places[place] >= 0 { place = (place + 1) & (places.count - 1) }
    places[place] = Int32(number)
  }

  private func isName(_ number: Int, _ name: UnsafeBufferPointer<UInt8>) -> Bool {
    let start = ends[number]
    guard ends[number + 1] - start == name.count else { return false }
    return bytes.withUnsafeBufferPointer { bytes in
      for offset in 0..<name.count where bytes[start + offset] != name[offset] { return false }
      return true
    }
  }

  /// Which names there are decides the add-on or the search, not the log: a plain hash will do, and names that events
  /// give are bounded.
  private static func hash(_ name: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var state: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in name { state = (state ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return state ^ state >> 29
  }
}
