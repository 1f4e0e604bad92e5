/**
 * Small programs, compiled when a test runs, for the tests of the agent and of the command line.
 */
package io.fermata.programs;
