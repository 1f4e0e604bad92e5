/**
 * How transformed code gets along with other tools, each on what the agent makes and on what was
 * transformed when it was built.
 */
package io.fermata.tools;
