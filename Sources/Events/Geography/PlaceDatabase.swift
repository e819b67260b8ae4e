import CMaxMind
import Foundation
import SPLEngine

/// Where addresses are, by a file in MaxMind's database format. Source: MaxMind DB File Format Specification 2.0;
/// libmaxminddb; Search Reference, "iplocation" (the fields, and those of `allfields`).
public final class PlaceDatabase: GeographySource {
  /// The database: only read once it is open, from any thread.
  private nonisolated(unsafe) let database: UnsafeMutablePointer<MMDB_s>

  /// Opens a file.
  public init(path: String) throws(SearchError) {
    var status = stat()
    // A device or a pipe would block, or never end.
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw SearchError(.data, "there is no file of places \(path)")
    }
    let database = UnsafeMutablePointer<MMDB_s>.allocate(capacity: 1)
    let code = MMDB_open(path, UInt32(MMDB_MODE_MMAP), database)
    guard code == MMDB_SUCCESS else {
      database.deallocate()
      throw SearchError(
        .data, "the file of places \(path) cannot be read: \(String(cString: MMDB_strerror(code)))")
    }
    self.database = database
  }

  deinit {
    MMDB_close(database)
    database.deallocate()
  }

  /// City, Country, Region, lat, lon, Continent, MetroCode and Timezone of an address; nil where it is not known.
  public func location(of address: String) -> [String: String]? {
    guard var entry = entry(of: address) else { return nil }
    var place: [String: String] = [:]
    for (field, path) in Self.fields {
      if let text = Self.text(path, &entry) { place[field] = text }
    }
    return place.isEmpty ? nil : place
  }

  private static let fields: [(field: String, path: [String])] = [
    ("City", ["city", "names", "en"]), ("Continent", ["continent", "names", "en"]),
    ("Country", ["country", "names", "en"]), ("MetroCode", ["location", "metro_code"]),
    ("Region", ["subdivisions", "0", "names", "en"]), ("Timezone", ["location", "time_zone"]),
    ("lat", ["location", "latitude"]), ("lon", ["location", "longitude"]),
  ]

  private func entry(of address: String) -> MMDB_entry_s? {
    var version4 = sockaddr_in()
    var version6 = sockaddr_in6()
    var code: Int32 = 0
    let result: MMDB_lookup_result_s
    if inet_pton(AF_INET, address, &version4.sin_addr) == 1 {
      version4.sin_family = sa_family_t(AF_INET)
      result = withUnsafePointer(to: &version4) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          MMDB_lookup_sockaddr(database, $0, &code)
        }
      }
    } else if inet_pton(AF_INET6, address, &version6.sin6_addr) == 1 {
      version6.sin6_family = sa_family_t(AF_INET6)
      result = withUnsafePointer(to: &version6) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          MMDB_lookup_sockaddr(database, $0, &code)
        }
      }
    } else {
      return nil
    }
    return code == MMDB_SUCCESS && result.found_entry ? result.entry : nil
  }

  /// The text or number at the end of a path of keys; nil where there is none.
  private static func text(_ path: [String], _ entry: inout MMDB_entry_s) -> String? {
    let keys = path.map { strdup($0) }
    defer { for key in keys { free(key) } }
    var pointers = keys.map { UnsafePointer<CChar>($0) } + [nil]
    var data = MMDB_entry_data_s()
    guard MMDB_aget_value(&entry, &data, &pointers) == MMDB_SUCCESS, data.has_data else { return nil }
    switch Int32(data.type) {
    case MMDB_DATA_TYPE_UTF8_STRING:
      guard let start = data.utf8_string else { return nil }
      let bytes = UnsafeRawBufferPointer(start: start, count: Int(data.data_size))
      return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
    // Splunk shows degrees with five decimals.
    case MMDB_DATA_TYPE_DOUBLE: return String(format: "%.5f", data.double_value)
    case MMDB_DATA_TYPE_FLOAT: return String(format: "%.5f", Double(data.float_value))
    case MMDB_DATA_TYPE_UINT16: return String(data.uint16)
    case MMDB_DATA_TYPE_UINT32: return String(data.uint32)
    case MMDB_DATA_TYPE_INT32: return String(data.int32)
    default: return nil
    }
  }
}
