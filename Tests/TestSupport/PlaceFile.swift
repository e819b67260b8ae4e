/// A file in MaxMind's database format, for tests. Source: MaxMind DB File Format Specification 2.0.
public struct PlaceFile {
  /// A value of the file's data section.
  public indirect enum Datum {
    case map([(String, Datum)])
    case list([Datum])
    case text(String)
    case double(Double)
    case number(UInt32)
    case short(UInt16)
    case long(UInt64)
  }

  private var nodes: [[Int]] = [[-1, -1]]
  private var data: [UInt8] = []

  /// An empty file.
  public init() {}

  /// The file with these networks of version 4, each by its first address as four bytes and its length.
  public static func bytes(_ networks: [(address: [UInt8], length: Int, place: Datum)]) -> [UInt8] {
    var file = PlaceFile()
    for network in networks { file.add(network.address, network.length, network.place) }
    return file.bytes
  }

  /// A place as MaxMind's city database says it.
  public static func place(
    city: String, region: String, country: String, latitude: Double, longitude: Double
  ) -> Datum {
    func names(_ name: String) -> Datum { .map([("names", .map([("en", .text(name))]))]) }
    return .map([
      ("city", names(city)), ("country", names(country)), ("subdivisions", .list([names(region)])),
      (
        "location",
        .map([
          ("latitude", .double(latitude)), ("longitude", .double(longitude)), ("time_zone", .text("Etc/UTC")),
        ])
      ),
    ])
  }

  private mutating func add(_ address: [UInt8], _ length: Int, _ place: Datum) {
    var node = 0
    for bit in 0..<length {
      let side = Int(address[bit / 8] >> (7 - UInt8(bit % 8)) & 1)
      if bit == length - 1 {
        // Until the number of nodes is known, places are told by numbers below -1.
        nodes[node][side] = -2 - data.count
      } else if nodes[node][side] < 0 {
        nodes.append([-1, -1])
        nodes[node][side] = nodes.count - 1
        node = nodes.count - 1
      } else {
        node = nodes[node][side]
      }
    }
    data += Self.encoded(place)
  }

  private var bytes: [UInt8] {
    var bytes: [UInt8] = []
    for record in nodes.flatMap({ $0 }) {
      let value =
        record >= 0 ? record : record == -1 ? nodes.count : nodes.count + 16 + (-2 - record)
      bytes += (0..<4).map { UInt8(value >> (8 * (3 - $0)) & 0xFF) }
    }
    let metadata: Datum = .map([
      ("node_count", .number(UInt32(nodes.count))), ("record_size", .short(32)), ("ip_version", .short(4)),
      ("database_type", .text("Test")), ("languages", .list([.text("en")])),
      ("binary_format_major_version", .short(2)), ("binary_format_minor_version", .short(0)),
      ("build_epoch", .long(1_700_000_000)), ("description", .map([("en", .text("Test"))])),
    ])
    let marker: [UInt8] = [0xAB, 0xCD, 0xEF] + Array("MaxMind.com".utf8)
    return bytes + [UInt8](repeating: 0, count: 16) + data + marker + Self.encoded(metadata)
  }

  private static func encoded(_ datum: Datum) -> [UInt8] {
    switch datum {
    case .map(let members):
      return control(7, members.count) + members.flatMap { encoded(.text($0.0)) + encoded($0.1) }
    case .list(let items): return control(11, items.count) + items.flatMap(encoded)
    case .text(let text): return control(2, text.utf8.count) + Array(text.utf8)
    case .double(let value): return control(3, 8) + bigEndian(value.bitPattern)
    case .number(let value): return control(6, 4) + bigEndian(value)
    case .short(let value): return control(5, 2) + bigEndian(value)
    case .long(let value): return control(9, 8) + bigEndian(value)
    }
  }

  private static func bigEndian(_ value: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: value.bigEndian) { Array($0) }
  }

  /// What says a value's kind and size: up to 28 bytes or members.
  private static func control(_ kind: UInt8, _ size: Int) -> [UInt8] {
    precondition(size < 29)
    return kind < 8 ? [kind << 5 | UInt8(size)] : [UInt8(size), kind - 7]
  }
}
