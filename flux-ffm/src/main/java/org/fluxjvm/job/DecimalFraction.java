package org.fluxjvm.job;

/**
 * A decimal number, such as the time of an event, made a double without making a string first.
 *
 * <p>The whole part and the fraction are each a double at once; only their sum can be rounded the
 * wrong way, and only close to the middle between two doubles, which is noticed.
 */
final class DecimalFraction {
  private static final long LARGEST_EXACT = 1L << 53;
  private static final long MANTISSA = LARGEST_EXACT / 2 - 1;

  private DecimalFraction() {}

  /**
   * Divides digits by a power of ten.
   *
   * @param digits the digits of the number, without its point
   * @param scale ten to the power of the number of digits after the point
   * @return the double that is nearest to the number, or NaN where that takes a longer calculation
   */
  static double nearest(long digits, long scale) {
    long whole = digits / scale;
    long part = digits % scale;
    if (whole >= LARGEST_EXACT || scale >= LARGEST_EXACT) {
      return Double.NaN;
    }
    double fraction = (double) part / scale;
    double sum = whole + fraction;
    if (whole == 0 || part == 0) {
      return sum;
    }
    double lost = Math.abs(fraction - (sum - whole));
    boolean nearMiddle = Math.abs(Math.ulp(sum) / 2 - lost) <= Math.ulp(fraction);
    boolean isPowerOfTwo = (Double.doubleToRawLongBits(sum) & MANTISSA) == 0;
    return nearMiddle || isPowerOfTwo ? Double.NaN : sum;
  }
}
