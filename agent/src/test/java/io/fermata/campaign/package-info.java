/**
 * Campaigns: the transformer over other people's code, over damaged class files, and over methods
 * of growing size. A small part of each runs with the other tests; the rest with {@code mvn
 * -Pcampaigns}, bounded in time by a parameter ({@code docs/proof.md}).
 */
@NullMarked
package io.fermata.campaign;

import org.jspecify.annotations.NullMarked;
