/** Schedulers as their users set them up: from properties alone, and in Spring Boot. */
@NullMarked
package org.fluxjvm.it.setup;

import org.jspecify.annotations.NullMarked;
