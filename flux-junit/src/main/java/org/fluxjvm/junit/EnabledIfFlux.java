package org.fluxjvm.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs tests where there is a {@code flux} on the {@code PATH}: those that start a {@link
 * org.fluxjvm.FluxInstance} by themselves. Elsewhere they are skipped, and one line on standard
 * output says so.
 */
@Documented
@Inherited
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@SuppressWarnings("exports") // the extension is for JUnit alone
@ExtendWith(FluxCondition.class)
public @interface EnabledIfFlux {}
