/**
 * The code of README.md and docs/*.md. {@code DocsTest} checks that each Java block there is in
 * here, or in one of the samples; the other tests run it.
 */
package io.fermata.samples.docs;
