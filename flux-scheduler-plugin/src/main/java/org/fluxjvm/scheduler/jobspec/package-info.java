/**
 * Says what a firing runs: by code that is given the firing, by texts under keys as a Quartz job
 * data map or a properties file has them, and by templates in a jobspec.
 *
 * <p>Nothing in this package knows Quartz.
 */
@NullMarked
package org.fluxjvm.scheduler.jobspec;

import org.jspecify.annotations.NullMarked;
