/**
 * The ledger in a database: H2, PostgreSQL, MySQL and MariaDB, by plain JDBC.
 *
 * <p>{@link org.fluxjvm.scheduler.jdbc.LedgerSchema} makes the tables; {@link
 * org.fluxjvm.scheduler.jdbc.JdbcLedger} keeps the runs, and hands out what else works on them.
 * Every change is one transaction, conditional on what the run was seen as; times are milliseconds
 * since the epoch.
 */
@NullMarked
package org.fluxjvm.scheduler.jdbc;

import org.jspecify.annotations.NullMarked;
