package io.fermata;

import java.util.Set;

/**
 * What {@link Fermata#waitTasks} found; both in the order in which the tasks were given.
 *
 * @param done the tasks that are done
 * @param pending the others, which go on
 * @param <K> the type of the tasks
 */
public record Waited<K extends Task<?>>(Set<K> done, Set<K> pending) {}
