import Foundation

/// What is fed with mutations: the value of the environment variable FUZZ_TARGET, `parser` without it.
enum FuzzTarget: String {
  case parser, eval, rex, spath

  static let chosen: FuzzTarget = {
    let name = ProcessInfo.processInfo.environment["FUZZ_TARGET"] ?? ""
    guard let target = FuzzTarget(rawValue: name.isEmpty ? "parser" : name) else {
      fatalError("there is no target '\(name)'")
    }
    return target
  }()

  func run(_ input: [UInt8]) {
    switch self {
    case .parser: ParserTarget.run(input)
    case .eval: EngineTarget.eval(input)
    case .rex: EngineTarget.rex(input)
    case .spath: EngineTarget.spath(input)
    }
  }
}
