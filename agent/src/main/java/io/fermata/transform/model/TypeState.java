package io.fermata.transform.model;

import java.util.List;

/**
 * The verification types in front of one instruction, as {@link VerificationTypes} writes them.
 *
 * @param locals by slot; the second slot of a long or double is {@code TOP}, and so is whatever is
 *     not set
 * @param stack from the bottom, one entry for each value
 */
public record TypeState(List<Object> locals, List<Object> stack) {}
