/**
 * Schedule files: what to run on Flux and when, in YAML.
 *
 * <p>{@link org.fluxjvm.scheduler.schedule.ScheduleFile#read} gives the jobs of a file, or every
 * mistake in it with its place. Values are taken as they are written: {@code A: 010} in an {@code
 * env} is the text {@code 010}, and only what is empty needs quotes. Anchors and aliases may be
 * used, merge keys ({@code <<}) and tags may not: what several jobs share stands in {@code
 * defaults}.
 */
@NullMarked
package org.fluxjvm.scheduler.schedule;

import org.jspecify.annotations.NullMarked;
