package org.fluxjvm.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives tests a Flux instance: parameters of type {@link org.fluxjvm.Flux} are a handle on it.
 *
 * <pre>{@code
 * @FluxTest
 * class NightlyReportTest {
 *   @Test
 *   void it_ends_well(Flux flux) {
 *     JobId id = flux.jobs().submit(Reports.nightly());
 *     assertTrue(flux.jobs().result(id).isSuccess());
 *   }
 * }
 * }</pre>
 *
 * <p>On a class, the tests of the class and of those nested in it share one instance and one
 * handle; jobs of one test are seen by the next. The instance is started before the first test and
 * ended after the last, with the jobs that still run. On a method, that test has both for itself,
 * and this wins over the annotation of its class. Constructors and lifecycle methods take the
 * parameters too. The handle is closed for the test.
 *
 * <p>A {@link InstanceKind#REAL} instance is also there as a parameter of type {@link
 * org.fluxjvm.FluxInstance}.
 *
 * <p>With two kinds, {@code @ClassTemplate @FluxTest({EMBEDDED, REAL})}, all tests of the class run
 * on the one and then on the other.
 */
@Documented
@Inherited
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@SuppressWarnings("exports") // the extensions are for JUnit alone
@ExtendWith({InstanceLifecycle.class, RealInstanceCondition.class, InstanceKinds.class})
public @interface FluxTest {
  /**
   * What the instance is. More than one on a class that is a {@link
   * org.junit.jupiter.api.ClassTemplate} too.
   *
   * @return the kinds to run on
   */
  InstanceKind[] value() default InstanceKind.EMBEDDED;

  /**
   * How many nodes the instance has, which is as many brokers.
   *
   * @return a positive number
   */
  int size() default 1;

  /**
   * How many cores each node is told it has.
   *
   * @return a positive number, or 0 for those of the machine
   */
  int cores() default 0;
}
