import Foundation

/// An IPv4 or IPv6 address.
struct NetworkAddress: Sendable, Hashable {
  /// Whether it is one of IPv6.
  let isVersion6: Bool
  /// The address as a number, of 32 or 128 bits.
  let bits: UInt128

  /// The address that a text names; nil for any other text.
  init?(_ text: String) {
    var text = text
    let parsed = text.withUTF8 { bytes -> (Bool, UInt128)? in
      if let bits = Self.version4(bytes) { return (false, UInt128(bits)) }
      return bytes.contains(UInt8(ascii: ":")) ? Self.version6(bytes).map { (true, $0) } : nil
    }
    guard let parsed else { return nil }
    (isVersion6, bits) = parsed
  }

  fileprivate init(isVersion6: Bool, bits: UInt128) {
    self.isVersion6 = isVersion6
    self.bits = bits
  }

  /// How many bits it has.
  fileprivate var width: Int { isVersion6 ? 128 : 32 }

  /// The address with all but the first bits set to zero.
  func masked(_ length: Int) -> NetworkAddress {
    let mask: UInt128 = length == 0 ? 0 : ~0 << UInt128(width - length)
    return NetworkAddress(isVersion6: isVersion6, bits: bits & mask)
  }

  private static func version4(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt32? {
    guard bytes.count >= 7, bytes.count <= 15 else { return nil }
    var address: UInt32 = 0
    var part: UInt32 = 0
    var digits = 0
    var dots = 0
    for byte in bytes {
      if byte == UInt8(ascii: ".") {
        guard digits > 0, dots < 3 else { return nil }
        address = address << 8 | part
        (part, digits, dots) = (0, 0, dots + 1)
      } else {
        guard byte >= 0x30, byte <= 0x39, digits < 3 else { return nil }
        part = part * 10 + UInt32(byte & 15)
        digits += 1
        if part > 255 { return nil }
      }
    }
    return dots == 3 && digits > 0 ? address << 8 | part : nil
  }

  private static func version6(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt128? {
    guard bytes.count <= 45 else { return nil }
    var address = in6_addr()
    let isAddress = String(decoding: bytes, as: UTF8.self).withCString { inet_pton(AF_INET6, $0, &address) }
    guard isAddress == 1 else { return nil }
    return withUnsafeBytes(of: &address) { $0.reduce(0) { $0 << 8 | UInt128($1) } }
  }
}

/// A range of addresses in the notation of CIDR: `192.0.2.0/24`, `2001:db8::/32`.
struct Network: Sendable, Hashable {
  /// Its first address.
  let start: NetworkAddress
  /// How many leading bits its addresses have in common.
  let length: Int

  /// The network that a text names; nil for any other text, an address without a length too.
  init?(_ text: String) {
    guard let slash = text.utf8.firstIndex(of: UInt8(ascii: "/")),
      let address = NetworkAddress(String(text[..<slash])),
      let length = Int(text[text.utf8.index(after: slash)...]), length >= 0, length <= address.width
    else { return nil }
    start = address.masked(length)
    self.length = length
  }

  /// Whether an address belongs to it.
  func contains(_ address: NetworkAddress) -> Bool {
    address.isVersion6 == start.isVersion6 && address.masked(length) == start
  }
}
