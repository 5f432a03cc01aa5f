import CKernels
import Testing

@testable import Engine

@Suite("division of a product")
struct DivisionTests {
  /// Rows, columns and depth of a product.
  struct Product: Sendable {
    let rows: Int
    let columns: Int
    let depth: Int

    init(_ rows: Int, _ columns: Int, _ depth: Int) {
      (self.rows, self.columns, self.depth) = (rows, columns, depth)
    }
  }

  static let products = [
    Product(1, 1, 1), Product(0, 5, 5), Product(169, 1024, 9216), Product(173_056, 32, 27),
    Product(676, 512, 2304), Product(1, 4096, 25_088), Product(2704, 255, 1024),
    Product(100, 224, 136), Product(15, 33, 4000),
  ]

  private func division(
    _ product: Product, threadCount: Int, kernels: KernelSet
  ) -> MatrixMultiply.Division {
    MatrixMultiply.Division(
      rowCount: product.rows, columnCount: product.columns, depth: product.depth,
      threadCount: threadCount, kernels: kernels)
  }

  @Test(
    "every output belongs to one task, and columns begin at panels",
    arguments: kernelSetNames, products)
  func coversOnce(name: String, product: Product) throws {
    let kernels = try #require(KernelSet.named(name))
    for threadCount in [1, 2, 3, 8] {
      let division = division(product, threadCount: threadCount, kernels: kernels)
      var covered = 0
      for task in 0..<division.taskCount {
        let (rows, columns) = (division.rows(of: task), division.columns(of: task))
        covered += rows.count * columns.count
        #expect(columns.lowerBound.isMultiple(of: kernels.table.panelWidth))
        #expect(rows.upperBound <= product.rows && columns.upperBound <= product.columns)
        #expect(rows.count <= MatrixMultiply.rowLimit(for: kernels))
      }
      #expect(covered == product.rows * product.columns)
    }
  }

  @Test("work worth waking for has a task for every thread", arguments: [2, 4])
  func enoughTasks(threadCount: Int) {
    for product in Self.products where product.rows * product.columns * product.depth > 10_000_000 {
      let division = division(product, threadCount: threadCount, kernels: .best)
      #expect(division.taskCount >= threadCount, "\(product)")
    }
  }

  @Test("tiny work is one task")
  func tinyWork() {
    #expect(division(Product(16, 32, 64), threadCount: 8, kernels: .best).taskCount == 1)
  }

  @Test("small maps with many weights are divided by columns, large maps by rows")
  func direction() {
    let small = division(Product(169, 1024, 9216), threadCount: 2, kernels: .best)
    #expect(small.rows(of: 0) == 0..<169)
    let large = division(Product(10_816, 128, 576), threadCount: 2, kernels: .best)
    #expect(large.columns(of: 0) == 0..<128)
  }
}
