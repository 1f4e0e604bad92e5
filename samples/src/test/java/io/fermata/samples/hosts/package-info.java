/** Tasks on threads that belong to others, as the guide shows it. */
package io.fermata.samples.hosts;
