import Foundation
import Testing

@testable import darknet_swift

@Suite("SystemCall")
struct SystemCallTests {
  @Test("a pipe that was set not to wait takes all bytes, however slow its reader is")
  func pipeWithoutWaiting() throws {
    let pipe = Pipe()
    let (input, output) = (pipe.fileHandleForReading, pipe.fileHandleForWriting)
    #expect(fcntl(output.fileDescriptor, F_SETFL, O_NONBLOCK) == 0)
    // Far more than a pipe holds.
    let bytes = (0..<1_000_000).map { UInt8(truncatingIfNeeded: $0) }
    let worker = try Worker {
      defer { try? output.close() }
      return SystemCall.write(bytes[...], to: output.fileDescriptor)
    }
    usleep(20_000)
    #expect(try input.readToEnd() == Data(bytes))
    #expect(try worker.join() == nil)
  }
}
