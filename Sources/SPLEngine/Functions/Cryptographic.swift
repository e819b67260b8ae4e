import CNettle

extension EvalImplementations {
  /// Hashes of the UTF-8 text, in lower-case hexadecimal. Source: Search Reference, "Cryptographic functions".
  static let cryptographic: [EvalImplementation] = [
    hash("md5") { bytes in
      var context = md5_ctx()
      nettle_md5_init(&context)
      nettle_md5_update(&context, bytes.count, bytes.baseAddress)
      var digest = [UInt8](repeating: 0, count: Int(MD5_DIGEST_SIZE))
      nettle_md5_digest(&context, digest.count, &digest)
      return digest
    },
    hash("sha1") { bytes in
      var context = sha1_ctx()
      nettle_sha1_init(&context)
      nettle_sha1_update(&context, bytes.count, bytes.baseAddress)
      var digest = [UInt8](repeating: 0, count: Int(SHA1_DIGEST_SIZE))
      nettle_sha1_digest(&context, digest.count, &digest)
      return digest
    },
    hash("sha256") { bytes in
      var context = sha256_ctx()
      nettle_sha256_init(&context)
      nettle_sha256_update(&context, bytes.count, bytes.baseAddress)
      var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_SIZE))
      nettle_sha256_digest(&context, digest.count, &digest)
      return digest
    },
    hash("sha512") { bytes in
      var context = sha512_ctx()
      nettle_sha512_init(&context)
      nettle_sha512_update(&context, bytes.count, bytes.baseAddress)
      var digest = [UInt8](repeating: 0, count: Int(SHA512_DIGEST_SIZE))
      nettle_sha512_digest(&context, digest.count, &digest)
      return digest
    },
  ]

  private static func hash(
    _ name: String, _ digest: @escaping @Sendable (UnsafeBufferPointer<UInt8>) -> [UInt8]
  ) -> EvalImplementation {
    .text(name, .text) { text in
      var text = text
      let hex = Array("0123456789abcdef".utf8)
      let bytes = text.withUTF8(digest).flatMap { [hex[Int($0 >> 4)], hex[Int($0 & 15)]] }
      return .text(String(decoding: bytes, as: UTF8.self))
    }
  }
}
