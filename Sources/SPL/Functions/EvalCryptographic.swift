extension EvalFunction {
  /// Functions that hash text. Source: Search Reference, "Cryptographic functions".
  static let cryptographic: [EvalFunction] = [
    EvalFunction(
      name: "md5", category: .cryptographic, signature: "md5(text)", minimum: 1, maximum: 1,
      summary: "The MD5 hash in lower-case hexadecimal.",
      examples: [(#"md5("abc")"#, "900150983cd24fb0d6963f7d28e17f72")]),
    EvalFunction(
      name: "sha1", category: .cryptographic, signature: "sha1(text)", minimum: 1, maximum: 1,
      summary: "The SHA-1 hash in lower-case hexadecimal.",
      examples: [(#"sha1("abc")"#, "a9993e364706816aba3e25717850c26c9cd0d89d")]),
    EvalFunction(
      name: "sha256", category: .cryptographic, signature: "sha256(text)", minimum: 1, maximum: 1,
      summary: "The SHA-256 hash in lower-case hexadecimal.",
      examples: [(#"sha256("abc")"#, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]),
    EvalFunction(
      name: "sha512", category: .cryptographic, signature: "sha512(text)", minimum: 1, maximum: 1,
      summary: "The SHA-512 hash in lower-case hexadecimal.",
      examples: [
        (
          #"sha512("abc")"#,
          "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
            + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f"
        )
      ]),
  ]
}
