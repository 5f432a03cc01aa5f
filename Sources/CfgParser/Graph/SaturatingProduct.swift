/// Multiplies counts without overflow.
///
/// Layers state sizes with it before anybody has checked them; the network builder then refuses
/// what is beyond ``Limits``.
///
/// - Parameter factors: Numbers from 0.
/// - Returns: The product, or `Int.max` where it does not fit.
package func saturatingProduct(_ factors: Int...) -> Int {
  guard !factors.contains(0) else { return 0 }
  var product = 1
  for factor in factors {
    let (next, overflow) = product.multipliedReportingOverflow(by: factor)
    guard !overflow else { return .max }
    product = next
  }
  return product
}
