/**
 * Locks, semaphores, events, conditions, barriers and queues for tasks of one event loop: {@link
 * io.fermata.sync.AsyncLock} and its like wait without blocking the thread.
 *
 * <p>All are fair: tasks that wait are served in the order in which they began to. All are safe
 * against cancellation: a task that is cancelled while it waits leaves its place, and what it had
 * already been given goes to the next. Each belongs to the loop in which a task first had to wait
 * for it. Thread: that loop's only; also while the loop does not run, on any single one. A call
 * from any other, and one on an executor's thread between the steps of the loop there, throws an
 * {@link java.lang.IllegalStateException} before it changes anything.
 *
 * <p>Depends on the JDK, {@code io.fermata} and {@code io.fermata.frame}.
 */
@NullMarked
package io.fermata.sync;

import org.jspecify.annotations.NullMarked;
