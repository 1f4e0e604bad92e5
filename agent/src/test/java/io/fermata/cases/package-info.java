/**
 * The cases of the differential test: small async methods, one class for each question.
 *
 * <p>A case is a public static async method that takes an {@code Env}, in a public class whose name
 * ends in {@code Cases}. It must mean the same when await blocks: it awaits what it calls at once,
 * so that it makes no difference when a callee's body runs.
 */
package io.fermata.cases;
