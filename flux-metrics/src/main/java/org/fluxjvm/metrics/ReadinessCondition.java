package org.fluxjvm.metrics;

/**
 * Something that must hold for a program to be alive, or ready.
 *
 * @param name what it is, in a word or two
 * @param met whether it holds
 * @param detail what is the case, for a person; shown to everybody who can reach the server
 */
public record ReadinessCondition(String name, boolean met, String detail) {}
